import { areaModels, areaRanks } from './areas.ts'
import { biasRows, modeEffects } from './bias.ts'
import { type EarlierRound, roundChange } from './change.ts'
import type { ExtraContext } from './context.ts'
import { endsRows } from './ends.ts'
import type { Extras } from './extras-result.ts'
import { nonresponseRows } from './nonresponse.ts'
import { reliabilityRows } from './reliability.ts'

/** The figures beside the index that the specification asks for. */
export function computeExtras(context: ExtraContext, earlier: EarlierRound | undefined): Extras {
  const wants = (name: ExtraContext['spec']['extras'][number]) => context.spec.extras.includes(name)
  const ranks = wants('ranks') ? areaRanks(context) : undefined
  const change = wants('change') && earlier ? roundChange(context, earlier) : undefined
  return {
    ...(wants('ends') ? { ends: endsRows(context) } : {}),
    ...(ranks ? { ranks } : {}),
    ...(wants('small_areas') ? { smallAreas: areaModels(context) } : {}),
    ...(wants('reliability') ? { reliability: reliabilityRows(context) } : {}),
    ...(wants('item_bias') ? { itemBias: biasRows(context), modeEffect: modeEffects(context) } : {}),
    ...(wants('item_nonresponse') ? { itemNonresponse: nonresponseRows(context) } : {}),
    ...(change ? { change } : {}),
  }
}

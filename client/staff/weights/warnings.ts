import { countText, decimalText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import type { WeightTrial } from '../shapes.ts'

/** From here on unequal weights cost more than a third of the answers. */
const UNEVEN = 1.5
/** A weight so many times the mean, or grown so many times in one step, rests on few answers. */
const HEAVY = 5
const GROWN = 3
/** Below this the answers are said to differ from the sample. */
const UNLIKE = 0.8

/** What an analyst should look at again, in plain words; nothing where the weights are in order. */
export function warningsOf({ steps, checks, representativity }: Omit<WeightTrial, 'specification'>): string[] {
  const say = words.weights.warning
  const nameOf = (step: string) => words.weights.names[step] ?? step
  const found: string[] = []
  if (checks.kishDeff > UNEVEN) found.push(say.uneven(decimalText(checks.kishDeff, 2)))
  if (checks.maxRatio > HEAVY) found.push(say.heavy(decimalText(checks.maxRatio, 1)))
  for (const { step, factorRange, merged } of steps) {
    if (factorRange && factorRange[1] > GROWN) found.push(say.grown(nameOf(step), decimalText(factorRange[1], 1)))
    if (factorRange && factorRange[0] < 0) found.push(say.negative(nameOf(step)))
    if (merged.length > 0) found.push(say.merged(nameOf(step), countText(merged.length)))
  }
  if (representativity && 'indicator' in representativity && representativity.indicator < UNLIKE)
    found.push(say.unlike(decimalText(representativity.indicator, 2)))
  return found
}

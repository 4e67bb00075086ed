import { netScores } from '../../../analysis/satisfaction/net-score.ts'
import { cellOf } from '../cell.ts'
import { distinct, placeGroups } from '../groups.ts'
import type { ExtraContext } from './context.ts'
import type { EndsRow } from './extras-result.ts'

/** The two ends of the scale for the province and each level: what still tells when nearly all are satisfied. */
export function endsRows({ table, design, answers, spec, places }: ExtraContext): EndsRow[] {
  const levels = distinct(table.column('level')).length
  const groups = placeGroups(table)
    .slice(0, 1 + levels)
    .map((group) => ({ ...group, items: false }))
  const { confidence, verdictConfidence } = spec
  return netScores(design, answers, groups, { confidence, verdictConfidence }).flatMap((group, at) => {
    const level = group.key.level ?? null
    const all = cellOf(places[at].satisfiedInAll)
    const rows = [
      { of: 'computed', ends: group.overallComputed, satisfiedInAll: all },
      { of: 'asked', ends: group.overallAsked, satisfiedInAll: null },
      ...group.blocks.map((block) => ({ of: block.id, ends: block, satisfiedInAll: null })),
    ]
    return rows.map(({ of, ends, satisfiedInAll }) => ({
      ...{ level, of, satisfiedInAll },
      ...{ top: cellOf(ends.top), bottom: cellOf(ends.bottom), net: cellOf(ends.net) },
    }))
  })
}

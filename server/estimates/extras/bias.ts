import type { Levels } from '../../../analysis/compare/cross-table.ts'
import { type GroupTest, groupEffect, itemBias } from '../../../analysis/compare/item-bias.ts'
import { AnalysisError } from '../../../analysis/failure.ts'
import { maskOf } from '../answer-columns.ts'
import { distinct } from '../groups.ts'
import { type ExtraContext, textOf } from './context.ts'
import type { BiasRow, Effect, GroupEffects } from './extras-result.ts'

const BY = ['mode', 'handed_by', 'language'] as const
/** A way of answering that fewer sheets came by is left out: its effect would be that of single people. */
const LEAST_SHEETS = 30

/** Sheets by the way they came in; the level of a rare way is missing. */
function levelsOf(cells: readonly string[], member?: ArrayLike<number>): Levels {
  const counts = new Map<string, number>()
  for (const [row, cell] of cells.entries())
    if (cell !== '' && (!member || member[row])) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  const levels = [...counts].flatMap(([name, count]) => (count >= LEAST_SHEETS ? [name] : [])).sort()
  const places = new Map(levels.map((name, place) => [name, place]))
  return { codes: Int32Array.from(cells, (cell) => places.get(cell) ?? -1), levels }
}

const effectsOf = ({ effects }: GroupTest): Effect[] =>
  effects.map(({ level, value, se, interval }) => ({ name: level, value, se, low: interval[0], high: interval[1] }))

/** What cannot be compared (one school, too few degrees of freedom) leaves no row. */
function whereComputable<T>(compute: () => T[]): T[] {
  try {
    return compute()
  } catch (error) {
    if (error instanceof AnalysisError) return []
    throw error
  }
}

/** How much the mean answer differs by the way of answering, level and area equal. */
export function modeEffects({ table, design, answers, spec }: ExtraContext): GroupEffects[] {
  const sums = new Float64Array(table.rows)
  const counts = new Float64Array(table.rows)
  for (const { member, blocks } of answers.forms)
    for (const { items } of blocks)
      for (const { values } of items)
        for (let row = 0; row < table.rows; row++) {
          if (!member[row] || Number.isNaN(values[row])) continue
          sums[row] += values[row]
          counts[row]++
        }
  const mean = sums.map((sum, row) => (counts[row] > 0 ? sum / counts[row] : Number.NaN))
  const beside = ['level', 'area'].flatMap((name) => {
    const cells = table.column(name)
    return distinct(cells)
      .slice(1)
      .map((value) => Float64Array.from(maskOf(cells, value)))
  })
  return BY.flatMap((by) => {
    const group = levelsOf(table.column(by))
    if (group.levels.length < 2) return []
    return whereComputable(() => {
      const test = groupEffect(design, mean, group, beside, { confidence: spec.confidence })
      return [{ by, reference: test.reference, effects: effectsOf(test), p: test.p, n: test.n }]
    })
  })
}

/** Items that one way of answering makes people answer otherwise than their other answers would let expect. */
export function biasRows({ table, design, answers, instruments, spec }: ExtraContext): BiasRow[] {
  return answers.forms.flatMap(({ member, blocks }, at) => {
    const items = blocks.flatMap((block) => block.items)
    const domain = Uint8Array.from(member, (one) => (one ? 1 : 0))
    return BY.flatMap((by) => {
      const group = levelsOf(table.column(by), member)
      if (group.levels.length < 2 || items.length < 2) return []
      return whereComputable(() =>
        itemBias(design, items, group, { domain, confidence: spec.confidence }).map((test) => ({
          ...{ by, level: instruments[at].level, item: test.id, text: textOf(instruments[at], test.id) },
          ...{ reference: test.reference, effects: effectsOf(test), p: test.p, adjustedP: test.adjustedP, n: test.n },
        })),
      )
    })
  })
}

import type { Design } from '../design.ts'
import { activeRows, within } from '../design.ts'
import { familyNamed } from '../estimate/family.ts'
import { fitModel, independentColumns } from '../estimate/linear-model.ts'
import { AnalysisError } from '../failure.ts'
import type { Levels } from './cross-table.ts'
import { holmAdjusted } from './holm.ts'
import { part, waldTest } from './term-test.ts'

/** How much a level of the group answers otherwise than the first, on the scale of the answer. */
export type GroupEffect = Readonly<{ level: string; value: number; se: number; interval: readonly [number, number] }>
export type GroupTest = Readonly<{
  reference: string
  effects: readonly GroupEffect[]
  F: number
  df: number
  ddf: number
  p: number
  n: number
}>
export type ItemBias = GroupTest & Readonly<{ id: string; adjustedP: number }>

type Options = Readonly<{ domain?: ArrayLike<number>; confidence?: number }>

/**
 * Whether groups answer otherwise, other things equal: a regression on the group and covariates, and a Wald test of the group.
 *
 *   y = a + sum_g b_g [group = g] + c' x + e;   F = b' V(b)^-1 b / q  on q and df_design + 1 - parameters
 *
 * Linear in the answer, whose differences then read in points of the scale; design-based, so the errors need not be normal or
 * equal. An observed difference: groups were not assigned by chance, and what the covariates miss is in b.
 *
 * @param y           one entry per row, NaN = missing
 * @param group       levels of the group, -1 = missing; the most frequent by rows is the reference
 * @param covariates  columns without a constant; those that depend on others are left out
 * @returns           effect per level, Wald test, rows used
 * @throws AnalysisError too_few_units: one group only, or no degrees of freedom; all_missing; cannot_factorise; lonely_psu
 *
 * Source: Binder (1983), Int. Stat. Review 51, 279-292; Korn and Graubard (1990), Amer. Statistician 44, 270-276.
 * Golden: index-figures (R svyglm, regTermTest).
 */
export function groupEffect(
  design: Design,
  y: Float64Array,
  group: Levels,
  covariates: readonly Float64Array[],
  { domain, confidence = 0.95 }: Options = {},
): GroupTest {
  const asked = within(design, domain)
  const active = activeRows(asked)
  const counts = new Float64Array(group.levels.length)
  for (let row = 0; row < active.length; row++)
    if (active[row] && group.codes[row] >= 0 && !Number.isNaN(y[row])) counts[group.codes[row]]++
  const seen = [...group.levels.keys()]
    .filter((code) => counts[code] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b)
  if (seen.length < 2) throw new AnalysisError('too_few_units', { groups: seen.length, needed: 2 })
  const [reference, ...others] = seen
  const columns = [
    { name: '', values: new Float64Array(asked.rows).fill(1) },
    ...others.map((code) => ({
      name: group.levels[code],
      values: Float64Array.from(group.codes, (each) => (each < 0 ? Number.NaN : each === code ? 1 : 0)),
    })),
    ...covariates.map((values, at) => ({ name: `x${at + 1}`, values })),
  ]
  const kept = independentColumns(asked, y, columns)
  const model = fitModel(asked, y, kept, familyNamed('gaussian'), { level: confidence })
  const tested = kept.flatMap((column, at) => (others.some((code) => group.levels[code] === column.name) ? [at] : []))
  if (tested.length === 0) throw new AnalysisError('too_few_units', { groups: 1, needed: 2 })
  const effects = tested.map((at) => model.coefficients[at])
  const { F, df, ddf, p } = waldTest(
    effects.map(({ value }) => value),
    part(model.covariance, tested),
    model.df,
  )
  return {
    reference: group.levels[reference],
    effects: effects.map(({ name, value, se, interval }) => ({ level: name, value, se, interval })),
    F,
    df,
    ddf,
    p,
    n: model.n,
  }
}

/**
 * Differential item functioning: items that a group answers otherwise than its other answers would let expect.
 *
 *   y_i = a + sum_g b_g [group = g] + c rest_i + e,   rest_i = mean of the person's answers to the other items
 *
 * Uniform bias on the scale of the answer. p values are Holm's over the items. An item found is one to read again, not one
 * proved wrong: many rows find small differences, so look at the effect first.
 *
 * @param items  columns with their ids, NaN = missing; at least two
 * @param group  mode, language, who handed the form out; the most frequent level is the reference
 * @returns      per item the effects, test and adjusted p, in the order given; items nobody or only one group answered are left out
 * @throws AnalysisError too_few_units: fewer than two items; as `groupEffect`
 *
 * Source: Swaminathan and Rogers (1990), J. Educ. Measurement 27, 361-370, with a linear link; Holm (1979).
 * Golden: index-figures (R svyglm, regTermTest, p.adjust).
 */
export function itemBias(
  design: Design,
  items: readonly Readonly<{ id: string; values: Float64Array }>[],
  group: Levels,
  options: Options = {},
): ItemBias[] {
  if (items.length < 2) throw new AnalysisError('too_few_units', { items: items.length, needed: 2 })
  const { sums, counts } = answeredSums(items, design.rows)
  const active = activeRows(within(design, options.domain))
  const found = items.flatMap(({ id, values }) => {
    const rest = Float64Array.from(values, (value, row) => {
      const others = counts[row] - (Number.isNaN(value) ? 0 : 1)
      return others > 0 ? (sums[row] - (Number.isNaN(value) ? 0 : value)) / others : Number.NaN
    })
    const groups = new Set<number>()
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (let row = 0; row < active.length; row++) {
      if (!active[row] || group.codes[row] < 0 || Number.isNaN(values[row]) || Number.isNaN(rest[row])) continue
      groups.add(group.codes[row])
      least = Math.min(least, values[row])
      most = Math.max(most, values[row])
    }
    // Where all answers are alike, or all of one group, there is nothing to compare.
    return groups.size > 1 && least < most ? [{ id, ...groupEffect(design, values, group, [rest], options) }] : []
  })
  const adjusted = holmAdjusted(found.map(({ p }) => p))
  return found.map((each, at) => ({ ...each, adjustedP: adjusted[at] }))
}

function answeredSums(items: readonly Readonly<{ values: Float64Array }>[], rows: number) {
  const sums = new Float64Array(rows)
  const counts = new Float64Array(rows)
  for (const { values } of items)
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(values[row])) continue
      sums[row] += values[row]
      counts[row]++
    }
  return { sums, counts }
}

import { type Design, keepsAllRows, within } from '../design.ts'
import { familyNamed } from '../estimate/family.ts'
import { fitModel } from '../estimate/linear-model.ts'
import { meanOf, presentRows } from '../estimate/mean.ts'
import { totalsOf } from '../estimate/total.ts'
import { AnalysisError } from '../failure.ts'
import { fUpper, normalQuantile, tQuantile, tTwoSided } from '../numeric/distribution.ts'
import { inverse, quadraticForm, select } from '../numeric/matrix.ts'
import { masked } from '../variance/covariance.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import type { Levels } from './cross-table.ts'

export type MeanTest = Readonly<{
  statistic: number
  p: number
  df: number
  estimate: number
  interval: readonly [number, number]
}>

/**
 * t test that a mean is 0, or that the means of two groups are equal.
 *
 *   one mean:   t = m / se on df - 1        two groups: t = b / se(b) on df - 1, b the slope on the indicator of the second group
 *
 * df: degrees of freedom of the design; one is lost for the mean or slope tested, as R survey does.
 *
 * @param y      one entry per row, NaN = missing
 * @param group  two levels, the first is the reference; absent = one mean
 * @returns      t, p, df, the mean or difference (second minus first) and its 95 % interval
 * @throws AnalysisError too_few_units: not two groups, or no degrees of freedom; all_missing, domain_empty; lonely_psu
 *
 * Source: Lumley (2010), Complex Surveys, section 2.4.
 * Golden: ttest.
 */
export function meanTest(
  design: Design,
  y: Float64Array,
  group?: Levels,
  options: Readonly<{ domain?: ArrayLike<number>; level?: number }> = {},
): MeanTest {
  const asked = within(design, options.domain)
  const level = options.level ?? 0.95
  if (group) {
    const model = fitModel(asked, y, groupColumns(asked, y, group, 2), familyNamed('gaussian'), { level })
    const slope = model.coefficients[1]
    if (!slope) throw new AnalysisError('too_few_units', { groups: 1, needed: 2 })
    return {
      statistic: slope.value / slope.se,
      p: slope.p,
      df: model.df,
      estimate: slope.value,
      interval: slope.interval,
    }
  }
  const { value, se, df } = meanOf(asked, y)
  if (!(df > 1)) throw new AnalysisError('too_few_units', { df })
  const t = tQuantile(0.5 + level / 2, df - 1)
  return {
    statistic: value / se,
    p: tTwoSided(value / se, df - 1),
    df: df - 1,
    estimate: value,
    interval: [value - t * se, value + t * se],
  }
}

/** Indicator columns of the groups that occur, first one the reference, with a constant in front. */
function groupColumns(design: Design, y: Float64Array, group: Levels, exactly?: number) {
  const seen = new Uint8Array(group.levels.length)
  for (let row = 0; row < design.rows; row++)
    if ((!design.domain || design.domain[row]) && !Number.isNaN(y[row]) && design.weights[row] > 0) {
      const code = group.codes[row]
      if (code >= 0) seen[code] = 1
    }
  const codes = [...group.levels.keys()].filter((code) => seen[code])
  if (codes.length < 2 || (exactly !== undefined && codes.length !== exactly))
    throw new AnalysisError('too_few_units', { groups: codes.length, needed: exactly ?? 2 })
  const constant = { name: '(Intercept)', values: new Float64Array(design.rows).fill(1) }
  return [
    constant,
    ...codes.slice(1).map((code) => ({
      name: group.levels[code] as string,
      values: Float64Array.from(group.codes, (each) => (each < 0 ? Number.NaN : each === code ? 1 : 0)),
    })),
  ]
}

export type RankScore = 'wilcoxon' | 'vanderWaerden' | 'median' | 'KruskalWallis'
export type RankTest =
  | Readonly<{ groups: 2; statistic: number; p: number; df: number; estimate: number }>
  | Readonly<{ groups: number; chisq: number; p: number; df: number; ddf: number }>

/**
 * Rank test that two or more groups have the same distribution.
 *
 *   rank_i = (weight below y_i, half of its own) / N, averaged over ties;  scores: the rank, its normal quantile, or rank > 1/2
 *   two groups: t of the slope of the score on the group;  more: Wald chisq / q on q and df - q
 *
 * N: sum of weights; q: groups - 1; df: of the design. The ranks are of the estimated population, not of the sample.
 *
 * @param y      one entry per row, NaN = missing
 * @param group  levels of the groups
 * @returns      t, p, df and the difference of mean scores; or chisq, p, df = q and ddf
 * @throws AnalysisError too_few_units; all_missing, domain_empty; lonely_psu
 *
 * Source: Lumley and Scott (2013), Biometrika 100, 831-842.
 * Golden: ranktest.
 */
export function rankTest(
  design: Design,
  y: Float64Array,
  group: Levels,
  score: RankScore = 'wilcoxon',
  options: Readonly<{ domain?: ArrayLike<number> }> = {},
): RankTest {
  const asked = within(design, options.domain)
  const groupKnown = Float64Array.from(group.codes, (code) => (code < 0 ? Number.NaN : code))
  const { design: present } = presentRows(asked, [y, groupKnown])
  const scores = rankScores(asked, y, groupKnown, score)
  const columns = groupColumns(present, y, group)
  if (columns.length === 2 && present.replicates) return overReplicates(present, scores, columns)
  const model = fitModel(asked, scores, columns, familyNamed('gaussian'))
  const slope = model.coefficients[1]
  if (columns.length === 2 && slope)
    return { groups: 2, statistic: slope.value / slope.se, p: slope.p, df: model.df, estimate: slope.value }
  const tested = model.coefficients.map((_, j) => j).slice(1)
  const chisq = quadraticForm(
    tested.map((j) => model.coefficients[j]?.value ?? 0),
    inverse(select(model.covariance, tested, tested)),
  )
  const df = tested.length
  return { groups: columns.length, chisq, df, ddf: model.df, p: fUpper(chisq / df, df, model.df) }
}

/**
 * Two groups with replicates: the scores are those of the full sample, and what varies is the total of the slope's influence. Ranks
 * and slope are not worked out again in each replicate.
 */
function overReplicates(
  design: Design,
  scores: Float64Array,
  columns: readonly Readonly<{ name: string; values: Float64Array }>[],
): RankTest {
  const { replicates: _, ...linearised } = design
  const { coefficients, fitted } = fitModel(Object.freeze(linearised), scores, columns, familyNamed('gaussian'))
  const slope = coefficients[1]?.value ?? 0
  const df = degreesOfFreedom(design) - 1
  if (!(df > 0)) throw new AnalysisError('too_few_units', { df })
  const { weights, domain, rows } = design
  const group = columns[1]?.values ?? new Float64Array(rows)
  let size = 0
  let share = 0
  for (let row = 0; row < rows; row++)
    if ((!domain || domain[row]) && weights[row] > 0) {
      size += weights[row]
      share += weights[row] * group[row]
    }
  share /= size
  const spread = size * share * (1 - share)
  const influence = scores.map((score, row) => ((group[row] - share) * (score - fitted[row])) / spread)
  const kept = influence.map((each, row) => (domain?.[row] === 0 || Number.isNaN(each) ? 0 : each))
  const se = totalsOf(design, [kept]).estimates[0]?.se ?? 0
  const statistic = slope / se
  return { groups: 2, statistic, p: tTwoSided(statistic, df), df, estimate: slope }
}

/**
 * Scores of the estimated population ranks; NaN where the row is not used. Ties share the mean of their ranks: in a calibrated design,
 * whose domains keep all rows, over those outside it too.
 */
function rankScores(design: Design, y: Float64Array, group: Float64Array, score: RankScore): Float64Array {
  const { domain, rows } = design
  const weights = masked(design, design.weights)
  const all = keepsAllRows(design)
  const used: number[] = []
  for (let row = 0; row < rows; row++) {
    const counts = all || ((!domain || domain[row]) && weights[row] > 0)
    if (counts && !Number.isNaN(y[row]) && !Number.isNaN(group[row])) used.push(row)
  }
  used.sort((a, b) => y[a] - y[b] || a - b)
  const size = used.reduce((sum, row) => sum + weights[row], 0)
  const scores = new Float64Array(rows).fill(Number.NaN)
  let before = 0
  for (let start = 0; start < used.length; ) {
    let end = start
    let sum = 0
    while (end < used.length && y[used[end]] === y[used[start]]) {
      const weight = weights[used[end]] as number
      sum += before + weight / 2
      before += weight
      end++
    }
    const rank = sum / (end - start) / size
    for (let index = start; index < end; index++) scores[used[index]] = scoreOf(rank, score)
    start = end
  }
  return scores
}

function scoreOf(rank: number, score: RankScore): number {
  if (score === 'vanderWaerden') return normalQuantile(rank)
  if (score === 'median') return rank > 0.5 ? 1 : 0
  if (score === 'wilcoxon' || score === 'KruskalWallis') return rank
  throw new AnalysisError('option_invalid', { option: 'test', value: score })
}

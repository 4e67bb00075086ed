import type { Design } from '../design.ts'
import { within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { tQuantile } from '../numeric/distribution.ts'
import { at, type Matrix } from '../numeric/matrix.ts'
import { covarianceOfScores } from '../variance/covariance.ts'
import { composite, type Part } from './composite.ts'
import { type Figure, figureOf, groundOf, type Scale } from './figure.ts'

export type RankOptions = Readonly<{
  /** Of all statements together; 0.95 when absent. */
  confidence?: number
  /** `pairs` (default): intervals of all differences; `areas`: intervals of the areas, overlapping ones are not told apart. */
  joint?: 'pairs' | 'areas'
  correction?: 'sidak' | 'bonferroni'
}>

export type Rank = Readonly<{
  /** 1 = highest; equal values share the best of their ranks. */
  rank: number
  /** Ranks the area may have in truth, all areas at once. */
  best: number
  worst: number
  /** Areas (by place) that are truly higher, and truly lower. */
  below: readonly number[]
  above: readonly number[]
}>

/**
 * Ranks of areas with intervals that hold for all of them at once.
 *
 *   pairs: i is above j when  (y_i - y_j) / se_ij > t(1 - a/2, df_ij),  a = 1 - (1 - alpha)^(2 / K(K-1))  (Bonferroni: 2 alpha / K(K-1))
 *   areas: i is above j when  y_i - t_i se_i > y_j + t_j se_j,          a = 1 - (1 - alpha)^(1/K)         (alpha / K)
 *   best_i = 1 + number truly above i;   worst_i = K - number truly below i
 *
 * se_ij: from the joint covariance, since areas that share schools or strata are not independent; df_ij: the smaller of the two.
 * `areas` is the region of Klein, Wright and Wieczorek: simple to draw, never shorter than it must be, but blind to covariance;
 * `pairs` tells more apart when the areas' errors are alike. Both are careful: the true error is at most 1 - confidence.
 *
 * @param values      K estimates;  covariance: K x K;  df: K
 * @returns           a rank per area, in the order given
 * @throws AnalysisError too_few_units: fewer than two areas, no degrees of freedom; option_invalid
 *
 * Source: Klein, Wright, Wieczorek (2020), JRSS A 183, 589-606; Mogstad, Romano, Shaikh, Wilhelm (2024), Rev. Econ. Studies
 *   91, 476-518, on differences; Sidak (1967), JASA 62, 626-633 [not re-read].
 * Golden: index-figures (R survey 4.1.1: svyby with its covariance, the rules written again in R).
 */
export function rankOf(
  values: ArrayLike<number>,
  covariance: Matrix,
  df: ArrayLike<number>,
  { confidence = 0.95, joint = 'pairs', correction = 'sidak' }: RankOptions = {},
): Rank[] {
  const areas = values.length
  if (areas < 2) throw new AnalysisError('too_few_units', { areas, needed: 2 })
  if (!(confidence > 0 && confidence < 1))
    throw new AnalysisError('option_invalid', { option: 'confidence', value: String(confidence) })
  for (let i = 0; i < areas; i++)
    if (!(df[i] > 0 && Number.isFinite(values[i]) && at(covariance, i, i) >= 0))
      throw new AnalysisError('too_few_units', { area: i + 1, df: Number(df[i]) })
  const statements = joint === 'pairs' ? (areas * (areas - 1)) / 2 : areas
  const each = correction === 'sidak' ? 1 - confidence ** (1 / statements) : (1 - confidence) / statements
  const quantiles = new Map<number, number>()
  const quantile = (degrees: number) => {
    const known = quantiles.get(degrees) ?? tQuantile(1 - each / 2, degrees)
    quantiles.set(degrees, known)
    return known
  }
  const se = (i: number) => Math.sqrt(at(covariance, i, i))
  const higher = (i: number, j: number): boolean => {
    const difference = values[i] - values[j]
    if (!(difference > 0)) return false
    if (joint === 'areas') return difference > quantile(df[i]) * se(i) + quantile(df[j]) * se(j)
    const variance = at(covariance, i, i) + at(covariance, j, j) - 2 * at(covariance, i, j)
    return difference > quantile(Math.min(df[i], df[j])) * Math.sqrt(Math.max(0, variance))
  }
  const all = Array.from({ length: areas }, (_, i) => i)
  return all.map((i) => {
    const below = all.filter((j) => higher(j, i))
    const above = all.filter((j) => higher(i, j))
    const rank = 1 + all.filter((j) => values[j] > values[i]).length
    return { rank, best: 1 + below.length, worst: areas - above.length, below, above }
  })
}

export type RankedArea = Readonly<{ figure: Figure; rank: Rank | null }>

/**
 * The areas of a design ranked by one figure; an area without an error has no rank.
 *
 *   covariance of the figures = covariance of the totals of their influences, over the whole design
 *
 * @param masks    a row mask per area;  partsOf: what is measured in the rows of an area
 * @returns        figure and rank per area, in the order given; ranks are null where fewer than two areas have errors
 * @throws AnalysisError not_supported: replicate designs; lonely_psu; as `rankOf`
 *
 * Source: see `rankOf`.
 * Golden: index-figures.
 */
export function rankAreas(
  design: Design,
  masks: readonly ArrayLike<number>[],
  partsOf: (area: Design) => readonly Part[],
  scale: Scale,
  options: RankOptions = {},
): RankedArea[] {
  if (design.replicates) throw new AnalysisError('not_supported', { reason: 'ranks with replicate weights' })
  const measured: { place: number; value: number; df: number; score: Float64Array }[] = []
  const figures = masks.map((mask, place): Figure => {
    const area = within(design, mask)
    const parts = partsOf(area).filter(({ terms }) => terms.length > 0)
    if (parts.length === 0) return { kind: 'nothing', n: 0, reason: 'no_answers' }
    const ground = groundOf(
      area,
      parts.map(({ member }) => member),
    )
    const figure = figureOf(ground, parts, scale, { confidence: options.confidence ?? 0.95, verdictConfidence: 0.95 })
    if (figure.kind === 'measured')
      measured.push({ place, value: figure.value, df: figure.df, score: composite(ground, parts).score })
    return figure
  })
  if (measured.length < 2) return figures.map((figure) => ({ figure, rank: null }))
  const covariance = covarianceOfScores(
    design,
    measured.map(({ score }) => score),
  )
  const ranks = rankOf(
    measured.map(({ value }) => value),
    covariance,
    measured.map(({ df }) => df),
    options,
  )
  const places = measured.map(({ place }) => place)
  const byPlace = new Map(
    ranks.map((rank, index) => {
      const named = (list: readonly number[]) => list.map((other) => places[other])
      return [places[index], { ...rank, below: named(rank.below), above: named(rank.above) }]
    }),
  )
  return figures.map((figure, place) => ({ figure, rank: byPlace.get(place) ?? null }))
}

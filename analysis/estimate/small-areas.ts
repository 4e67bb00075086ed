import { AnalysisError } from '../failure.ts'
import { at, type Matrix } from '../numeric/matrix.ts'
import { type FayHerriotMethod, fayHerriot } from './fay-herriot.ts'

/** An area as the sample sees it. */
export type SmallArea = Readonly<{
  /** Direct estimate, a rate 0..1; null where nothing was sampled. */
  value: number | null
  /** Its variance by the design; null where it cannot be seen, as with one school. */
  variance: number | null
  /** Answers behind it, 0 where nothing was sampled. */
  n: number
  /** Pupils of the area: its part in the total. */
  population: number
  /** Predictors known for every area, without the constant; the same number for all. */
  predictors?: readonly number[]
}>

export type SmallAreaOptions = Readonly<{
  method?: FayHerriotMethod
  /** The total the estimates have to agree with, a rate; absent = no benchmark. */
  benchmark?: number
}>

export type SmallAreaEstimate = Readonly<{
  /** After the benchmark. */
  value: number
  /** Root of the mean squared error, the benchmark's part counted. */
  rmse: number
  /** Share of the direct estimate in it; 0 for a synthetic one. */
  shrinkage: number
  /** Made from the model alone, since nothing was sampled. */
  synthetic: boolean
  /** Error variance the model took for the direct estimate; null for a synthetic one. */
  smoothedVariance: number | null
}>

export type SmallAreas = Readonly<{
  areas: readonly SmallAreaEstimate[]
  modelVariance: number
  /** Design effect common to the areas, by which their error variances were smoothed. */
  designEffect: number
  /** What the benchmark moved the total by. */
  adjustment: number
}>

/**
 * Rates of small areas from their direct estimates and a model common to all, made to agree with the total.
 *
 *   v_i = D p (1-p) / n_i,   D = sum n_i V_i / sum p_i (1-p_i) over areas whose variance is seen;   Fay-Herriot with v_i
 *   not sampled: x'b, mse = s + x'Qx
 *   benchmark: y_i + a_i d,  d = B - sum W_j y_j,  a_i = W_i m_i / sum W_j^2 m_j;   mse + a_i^2 Var(d)
 *
 * p: mean of the direct rates by answers; V_i: their variances, too unsteady to be used one by one in areas of few schools, hence
 * smoothed (1 for D where no variance is seen); W: pupils' share; m: mse, so that what is known well moves least;
 * Var(d): of the deviation of the direct total from the model's, s taken as known. Not for areas that differ for reasons the
 * predictors miss: those are drawn to the middle, most where few answered.
 *
 * @param areas  at least three sampled ones; a rate outside 0..1 is refused
 * @returns      an estimate per area, in the order given, cut at 0 and 1
 * @throws AnalysisError too_few_units {areas}; population_invalid {area}; option_invalid; as `fayHerriot`
 *
 * Source: Rao and Molina (2015), Small Area Estimation, sections 4.2, 6.2 and 6.4.6; Wang, Fuller and Qu (2008), Survey Methodology
 *   34, 29-36; Steorts and Ghosh (2013), Statistica Sinica 23, 749-767, on the benchmark's part [not re-read].
 * Golden: small-areas (R 4.2.2, formulas written again in test/golden/r/index-figures.R); milk for the model.
 */
export function smallAreas(
  areas: readonly SmallArea[],
  { method = 'REML', benchmark }: SmallAreaOptions = {},
): SmallAreas {
  const p = 1 + (areas[0]?.predictors?.length ?? 0)
  for (const [area, each] of areas.entries()) checkArea(each, area, p)
  if (benchmark !== undefined && !(benchmark >= 0 && benchmark <= 1))
    throw new AnalysisError('option_invalid', { option: 'benchmark', value: String(benchmark) })
  const sampled = areas.flatMap((each, place) => (each.value !== null && each.n > 0 ? [{ ...each, place }] : []))
  if (sampled.length < p + 2) throw new AnalysisError('too_few_units', { areas: sampled.length, needed: p + 2 })
  const { variances, designEffect } = smoothed(sampled)
  const direct = Float64Array.from(sampled, ({ value }) => value ?? 0)
  const row = ({ predictors = [] }: SmallArea) => [1, ...predictors]
  const columns = Array.from({ length: p }, (_, j) => Float64Array.from(sampled, (each) => row(each)[j]))
  const fit = fayHerriot(direct, variances, columns, method)
  const found = areas.map((each) => {
    const x = row(each)
    const value = x.reduce((sum, one, j) => sum + one * fit.beta[j], 0)
    const mse = fit.modelVariance + form(x, fit.betaCovariance)
    return { value, mse, shrinkage: 0, synthetic: true, smoothedVariance: null as number | null }
  })
  for (const [at, { place }] of sampled.entries())
    found[place] = {
      value: fit.eblup[at],
      mse: fit.mse[at],
      shrinkage: fit.gamma[at],
      synthetic: false,
      smoothedVariance: variances[at],
    }
  const all = areas.reduce((sum, each) => sum + each.population, 0)
  const share = areas.map(({ population }) => population / all)
  const adjustment =
    benchmark === undefined ? 0 : benchmark - found.reduce((sum, each, i) => sum + share[i] * each.value, 0)
  const spread = found.reduce((sum, { mse }, i) => sum + share[i] ** 2 * mse, 0)
  const ofDeviation = benchmark === undefined ? 0 : varianceOfDeviation()
  return {
    areas: found.map(({ value, mse, ...rest }, i) => {
      const factor = (share[i] * mse) / spread
      const moved = Math.min(1, Math.max(0, value + factor * adjustment))
      return { ...rest, value: moved, rmse: Math.sqrt(mse + factor ** 2 * ofDeviation) }
    }),
    modelVariance: fit.modelVariance,
    designEffect,
    adjustment,
  }

  /** Of sum W (direct - model) over the sampled areas, their shares made to add up to 1. */
  function varianceOfDeviation(): number {
    const inSample = sampled.reduce((sum, { place }) => sum + share[place], 0)
    const pull = sampled.map(({ place }, i) => (share[place] / inSample) * (1 - fit.gamma[i]))
    const own = pull.reduce((sum, each, i) => sum + each ** 2 * (fit.modelVariance + variances[i]), 0)
    const common = columns.map((column) => pull.reduce((sum, each, i) => sum + each * column[i], 0))
    return Math.max(0, own - form(common, fit.betaCovariance))
  }
}

function checkArea({ value, variance, n, population, predictors = [] }: SmallArea, area: number, p: number): void {
  const wrong =
    (value !== null && !(value >= 0 && value <= 1)) ||
    (variance !== null && !(variance >= 0 && variance < Number.POSITIVE_INFINITY)) ||
    !(n >= 0 && n < Number.POSITIVE_INFINITY) ||
    !(population > 0 && population < Number.POSITIVE_INFINITY) ||
    predictors.length !== p - 1 ||
    !predictors.every(Number.isFinite)
  if (wrong) throw new AnalysisError('population_invalid', { area: area + 1, value: String(value), n, population })
}

function smoothed(sampled: readonly SmallArea[]): { variances: Float64Array; designEffect: number } {
  let answers = 0
  let sum = 0
  let seen = 0
  let simple = 0
  for (const { value, variance, n } of sampled) {
    const rate = value ?? 0
    answers += n
    sum += n * rate
    if (variance === null) continue
    seen += n * variance
    simple += rate * (1 - rate)
  }
  // One answer more at each end keeps a variance above 0 where everybody is satisfied.
  const mean = (sum + 1) / (answers + 2)
  // Below 1 for a mean of many items, which varies less from person to person than one answer does.
  const designEffect = simple > 0 && seen > 0 ? seen / simple : 1
  return { variances: Float64Array.from(sampled, ({ n }) => (designEffect * mean * (1 - mean)) / n), designEffect }
}

function form(x: readonly number[], m: Matrix): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) for (let j = 0; j < x.length; j++) sum += x[i] * x[j] * at(m, i, j)
  return sum
}

import type { Design } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { tQuantile, tTwoSided } from '../numeric/distribution.ts'
import { residualise } from '../variance/calibrated.ts'
import { composite, type Part } from './composite.ts'
import { type Figure, figureOf, groundOf, type Scale } from './figure.ts'

/** One round of two: its design, the name of each first-stage unit (school code), and what is measured. */
export type RoundSide = Readonly<{ design: Design; unitNames: readonly string[]; parts: readonly Part[] }>

export type Change =
  | Readonly<{
      kind: 'measured'
      before: Figure
      after: Figure
      /** After less before. */
      value: number
      se: number
      interval: readonly [number, number]
      df: number
      p: number
      /** Of the two estimates, through the schools in both rounds. */
      correlation: number
      /** Schools in both rounds with answers in both. */
      matched: number
      /** What the standard error would be if the rounds had no school in common. */
      independentSe: number
    }>
  | Readonly<{ kind: 'not_measured'; before: Figure; after: Figure; side: 'before' | 'after' }>

/**
 * Change of a figure between two rounds some of whose schools are the same.
 *
 *   d = Y2 - Y1,  V(d) = V1 + V2 - 2 C
 *   C = sum over pairs of strata of  (1 - sqrt(f1 n1 f2 n2) / m) m/(m-1) sum_i (z1_i - mean z1)(z2_i - mean z2)
 *
 * V1, V2: variance of each round by its own design; z1_i, z2_i: weighted influence of school i, one of the m schools that lie in
 * stratum h1 of the first and h2 of the second round; n: schools sampled in each; f: their sampling fraction. Given the overlap,
 * m schools carry the covariance, and two draws from one finite list that overlap by chance alone have none on average: the
 * bracket. Pairs of strata with fewer than two common schools add nothing, which is careful while schools stay like themselves.
 * C is kept within the root of V1 V2. df: the smaller of the two.
 *
 * @param before, after  designs without replicates; a row per sheet; parts as for `composite`, the same items in both
 * @returns              the change with error, t test and 95 % interval (or `confidence`), and both figures
 * @throws AnalysisError not_supported: replicate designs; design_invalid: names not one per first-stage unit; option_invalid
 *
 * Source: Kish (1965), Survey Sampling, section 12.4; Tam (1984), Amer. Statistician 38, 288-289; Berger and Priam (2016),
 *   JRSS A 179, 361-381 [not re-read].
 * Golden: index-figures (R survey 4.1.1: svycontrast on the two rounds stacked with common schools; partly common by hand in R).
 */
export function changeBetween(
  before: RoundSide,
  after: RoundSide,
  scale: Scale,
  { confidence = 0.95 }: Readonly<{ confidence?: number }> = {},
): Change {
  if (!(confidence > 0 && confidence < 1))
    throw new AnalysisError('option_invalid', { option: 'confidence', value: String(confidence) })
  const [first, second] = [measure(before, scale, confidence), measure(after, scale, confidence)]
  const figures = { before: first.figure, after: second.figure }
  if (first.figure.kind !== 'measured' || !first.totals) return { kind: 'not_measured', ...figures, side: 'before' }
  if (second.figure.kind !== 'measured' || !second.totals) return { kind: 'not_measured', ...figures, side: 'after' }
  const { covariance, matched } = matchedCovariance(before, first.totals, after, second.totals)
  const most = first.figure.se * second.figure.se
  const shared = Math.max(-most, Math.min(most, covariance))
  const independent = first.figure.se ** 2 + second.figure.se ** 2
  const se = Math.sqrt(Math.max(0, independent - 2 * shared))
  const value = second.figure.value - first.figure.value
  const df = Math.min(first.figure.df, second.figure.df)
  const half = tQuantile(0.5 + confidence / 2, df) * se
  return {
    kind: 'measured',
    ...figures,
    value,
    se,
    interval: [value - half, value + half],
    df,
    p: se > 0 ? tTwoSided(value / se, df) : value === 0 ? 1 : 0,
    correlation: most > 0 ? shared / most : 0,
    matched,
    independentSe: Math.sqrt(independent),
  }
}

/** The figure, and the influence of each first-stage unit on it. */
function measure({ design, unitNames, parts }: RoundSide, scale: Scale, confidence: number) {
  const [{ unitOfRow, units }] = design.stages
  if (design.replicates) throw new AnalysisError('not_supported', { reason: 'change with replicate weights' })
  if (unitNames.length !== units)
    throw new AnalysisError('design_invalid', {
      reason: 'one name per first-stage unit',
      units,
      names: unitNames.length,
    })
  const filled = parts.filter(({ terms }) => terms.length > 0)
  const members = filled.map(({ member }) => member)
  const ground = groundOf(design, members)
  const figure = figureOf(ground, filled, scale, { confidence, verdictConfidence: 0.95 })
  if (figure.kind !== 'measured') return { figure }
  const { score } = composite(ground, filled)
  residualise(design.calibrations, [score])
  const totals = new Float64Array(units)
  const seen = new Uint8Array(units)
  for (const row of ground.rows) seen[unitOfRow[row]] = 1
  for (let row = 0; row < score.length; row++) totals[unitOfRow[row]] += score[row]
  return { figure, totals: { totals, seen } }
}

type Totals = Readonly<{ totals: Float64Array; seen: Uint8Array }>

function matchedCovariance(before: RoundSide, first: Totals, after: RoundSide, second: Totals) {
  const [one] = before.design.stages
  const [other] = after.design.stages
  const places = onlyOnce(after.unitNames)
  const cells = new Map<string, [number, number][]>()
  let matched = 0
  for (const [name, unit] of onlyOnce(before.unitNames)) {
    const twin = places.get(name)
    if (twin === undefined) continue
    const key = `${one.stratumOfUnit[unit]}/${other.stratumOfUnit[twin]}`
    cells.set(key, [...(cells.get(key) ?? []), [unit, twin]])
    if (first.seen[unit] && second.seen[twin]) matched++
  }
  let covariance = 0
  for (const pairs of cells.values()) {
    const m = pairs.length
    if (m < 2) continue
    const mean = (of: (pair: [number, number]) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / m
    const [mean1, mean2] = [mean(([unit]) => first.totals[unit]), mean(([, twin]) => second.totals[twin])]
    const products = pairs.reduce(
      (sum, [unit, twin]) => sum + (first.totals[unit] - mean1) * (second.totals[twin] - mean2),
      0,
    )
    const expected1 = mean(([unit]) => one.fraction[unit]) * one.sampled[one.stratumOfUnit[pairs[0][0]]]
    const expected2 = mean(([, twin]) => other.fraction[twin]) * other.sampled[other.stratumOfUnit[pairs[0][1]]]
    covariance += (1 - Math.sqrt(expected1 * expected2) / m) * (m / (m - 1)) * products
  }
  return { covariance, matched }
}

/** Names that stand for one unit; a certain school that was split into its classes has several and is not matched. */
function onlyOnce(names: readonly string[]): Map<string, number> {
  const places = new Map<string, number>()
  const twice = new Set<string>()
  for (const [unit, name] of names.entries()) {
    if (places.has(name)) twice.add(name)
    places.set(name, unit)
  }
  for (const name of twice) places.delete(name)
  return places
}

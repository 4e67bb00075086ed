import type { Design, Replicates } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { hadamard } from '../numeric/hadamard.ts'
import type { Random } from '../numeric/random.ts'

/** Which row of the Hadamard matrix serves a stratum: its place among the strata; absent = as they first appear. */
type StratumPlaces = Readonly<{ places?: ArrayLike<number> }>

export type ReplicateMethod =
  | Readonly<{ method: 'JK1'; mse?: boolean }>
  | Readonly<{ method: 'JKn'; mse?: boolean }>
  | (Readonly<{ method: 'BRR'; mse?: boolean }> & StratumPlaces)
  | (Readonly<{ method: 'Fay'; rho: number; mse?: boolean }> & StratumPlaces)
  | Readonly<{ method: 'RaoWu'; count: number; random: Random; mse?: boolean }>

/**
 * Replicate weights made from a stratified design of first-stage units.
 *
 *   JK1:  drop each unit in turn, the others times n/(n-1);           scale (n-1)/n (1-f)
 *   JKn:  the same inside each stratum;                               rscale (n_h-1)/n_h (1-f_h)
 *   BRR:  one of two units of each stratum times 2, the other 0, by a Hadamard matrix;  scale 1/R; four, six ... units are so many pairs
 *   Fay:  2-rho and rho instead of 2 and 0;                           scale 1/(R (1-rho)^2)
 *   Rao-Wu bootstrap: n_h - 1 units of each stratum drawn again with replacement, c_i times unit i:
 *         1 - g + g c_i n_h/(n_h-1),  g = root of (1 - f_h);           scale 1/(R-1)
 *
 * n, n_h: units; f: sampling fraction of the first stage; R: replicates. Later stages ride with their first-stage unit. BRR and
 * Fay ignore sampling fractions and need two units in every stratum, or pairs of them. A bootstrap's own error falls with the root of R.
 *
 * @param design  without calibration: adjust after making replicates, so that each runs the step again
 * @returns       the design with replicates
 * @throws AnalysisError not_supported {reason}: JK1 with strata, BRR without pairs; lonely_psu {stratum}: JKn, Rao-Wu with one unit
 *
 * Source: Wolter (2007), chapters 3 and 4; Judkins (1990), J. Official Statistics 6, 223-239 (Fay); McCarthy (1969) (BRR);
 *   Rao and Wu (1988), JASA 83, 231-241.
 * Golden: replicate, domain, quantile.
 */
export function withReplicates(design: Design, how: ReplicateMethod): Design {
  if (design.calibrations.length > 0) throw new AnalysisError('not_supported', { reason: 'adjust after replicates' })
  const { spread } = design.stages[0]
  if (spread) throw new AnalysisError('not_supported', { reason: `replicates of a ${spread.form} first stage` })
  const made =
    how.method === 'JK1'
      ? jackknifeOne(design)
      : how.method === 'JKn'
        ? jackknifeStrata(design)
        : how.method === 'RaoWu'
          ? rescaledBootstrap(design, how.count, how.random)
          : halfSamples(design, how)
  return Object.freeze({ ...design, replicates: { ...made, mse: how.mse ?? false } })
}

/**
 * Replicates from factors constant inside a first-stage unit.
 *
 *   w_ir = w_i f_r(unit of i)
 *
 * @param factors  count x units, by replicate
 * @param scale    of the sum of squares over replicates; `rscales` one more factor for each
 * @returns        the replicates; the weights of one are made when asked for
 *
 * Source: Wolter (2007), Introduction to Variance Estimation, chapters 3 to 5.
 * Golden: replicate.
 */
export function replicatesFromFactors(
  design: Pick<Design, 'weights' | 'stages' | 'rows'>,
  kind: string,
  count: number,
  factors: Float64Array,
  scale: number,
  rscales: Float64Array,
  mse = false,
): Replicates {
  const { weights, rows } = design
  const { unitOfRow, units } = design.stages[0]
  const weightsOf = (r: number) => {
    const made = new Float64Array(rows)
    for (let row = 0; row < rows; row++) made[row] = weights[row] * factors[r * units + unitOfRow[row]]
    return made
  }
  return { kind, count, factors, weightsOf, scale, rscales, mse }
}

/** A factor for each unit in each replicate: a jackknife of rows that are units grows with their square. */
function checkCount(replicates: number, units: number): void {
  if (replicates * units > 1e8)
    throw new AnalysisError('not_supported', { reason: 'too many replicates: use a Taylor design', replicates, units })
}

function jackknifeOne(design: Design): Replicates {
  const { units, strata, fraction } = design.stages[0]
  if (strata > 1) throw new AnalysisError('not_supported', { reason: 'JK1 is for one stratum: use JKn' })
  if (units < 2) throw new AnalysisError('lonely_psu', { stage: 1, stratum: 1 })
  checkCount(units, units)
  const factors = new Float64Array(units * units).fill(units / (units - 1))
  for (let unit = 0; unit < units; unit++) factors[unit * units + unit] = 0
  const scale = ((units - 1) / units) * (1 - fraction[0])
  return replicatesFromFactors(design, 'JK1', units, factors, scale, new Float64Array(units).fill(1))
}

function jackknifeStrata(design: Design): Replicates {
  const { units, strata, stratumOfUnit, sampled, fraction } = design.stages[0]
  const dropped: number[] = []
  let known = 0
  for (let unit = 0; unit < units; unit++) {
    const h = stratumOfUnit[unit]
    if (fraction[unit] === 1) continue
    if (sampled[h] > 1) known++
    else if (design.lonelyPsu === 'fail') throw new AnalysisError('lonely_psu', { stage: 1, stratum: h + 1 })
    if (sampled[h] > 1 || design.lonelyPsu === 'adjust') dropped.push(unit)
  }
  if (dropped.length === 0) throw new AnalysisError('not_supported', { reason: 'a jackknife of a whole population' })
  checkCount(dropped.length, units)
  const factors = new Float64Array(dropped.length * units).fill(1)
  const rscales = new Float64Array(dropped.length)
  for (const [r, out] of dropped.entries()) {
    const h = stratumOfUnit[out]
    // `adjust`: a unit alone is dropped from among the strata instead.
    const lonely = sampled[h] === 1
    const n = lonely ? strata : sampled[h]
    for (let unit = 0; unit < units; unit++)
      if (lonely || stratumOfUnit[unit] === h) factors[r * units + unit] = n / (n - 1)
    factors[r * units + out] = 0
    rscales[r] = lonely ? (n - 1) / n : ((n - 1) / n) * (1 - fraction[out])
  }
  const scale = design.lonelyPsu === 'average' ? units / known : 1
  return replicatesFromFactors(design, 'JKn', dropped.length, factors, scale, rscales)
}

function rescaledBootstrap(design: Design, count: number, random: Random) {
  const { units, strata, stratumOfUnit, sampled, fraction } = design.stages[0]
  if (!(Number.isInteger(count) && count >= 2))
    throw new AnalysisError('option_invalid', { option: 'count', value: count })
  const unitsOf: number[][] = Array.from({ length: strata }, () => [])
  for (let unit = 0; unit < units; unit++) unitsOf[stratumOfUnit[unit]].push(unit)
  const factors = new Float64Array(count * units)
  for (const [h, members] of unitsOf.entries()) {
    const n = sampled[h]
    const open = Math.sqrt(1 - fraction[members[0] as number])
    if (n === 1) {
      if (open > 0 && design.lonelyPsu === 'fail') throw new AnalysisError('lonely_psu', { stage: 1, stratum: h + 1 })
      for (let r = 0; r < count; r++) factors[r * units + (members[0] as number)] = 1
      continue
    }
    const step = (open * n) / (n - 1)
    for (let r = 0; r < count; r++) {
      const start = r * units
      for (const unit of members) factors[start + unit] = 1 - open
      for (let draw = 1; draw < n; draw++) {
        const unit = start + (members[random.below(n)] as number)
        factors[unit] = factors[unit] + step
      }
    }
  }
  return replicatesFromFactors(design, 'RaoWu', count, factors, 1 / (count - 1), new Float64Array(count).fill(1))
}

function halfSamples(design: Design, how: Extract<ReplicateMethod, { method: 'BRR' | 'Fay' }>) {
  const { units, strata, stratumOfUnit, sampled } = design.stages[0]
  const wrong = sampled.findIndex((n) => n % 2 !== 0)
  if (wrong >= 0)
    throw new AnalysisError('not_supported', {
      reason: 'half-samples need two units in every stratum, or pairs of them',
      stratum: wrong + 1,
    })
  const rho = how.method === 'Fay' ? how.rho : 0
  if (!(rho >= 0 && rho < 1)) throw new AnalysisError('option_invalid', { option: 'rho', value: rho })
  const { firstPair, pairs } = pairsOf(sampled, how.places ?? Array.from({ length: strata }, (_, h) => h))
  checkCount(pairs, units)
  const signs = hadamard(pairs)
  const count = signs.length
  const factors = new Float64Array(count * units)
  const seen = new Uint32Array(strata)
  for (let unit = 0; unit < units; unit++) {
    const h = stratumOfUnit[unit]
    const at = seen[h]
    seen[h] = at + 1
    const row = signs[1 + firstPair[h] + Math.floor(at / 2)] as readonly number[]
    const second = at % 2 === 1
    for (let r = 0; r < count; r++) factors[r * units + unit] = (row[r] === 1) !== second ? 2 - rho : rho
  }
  const scale = 1 / (count * (1 - rho) ** 2)
  return replicatesFromFactors(design, how.method, count, factors, scale, new Float64Array(count).fill(1))
}

/** Pairs are numbered along the strata, those of more than two units first: a number picks a row of the Hadamard matrix. */
function pairsOf(sampled: Float64Array, places: ArrayLike<number>): Readonly<{ firstPair: Int32Array; pairs: number }> {
  const order = Array.from(sampled.keys()).sort(
    (a, b) => Number(sampled[b] > 2) - Number(sampled[a] > 2) || (places[a] as number) - (places[b] as number),
  )
  const firstPair = new Int32Array(sampled.length)
  let pairs = 0
  for (const h of order) {
    firstPair[h] = pairs
    pairs += sampled[h] / 2
  }
  return { firstPair, pairs }
}

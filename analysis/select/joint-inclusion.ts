import { AnalysisError } from '../failure.ts'
import { type Matrix, matrix } from '../numeric/matrix.ts'

export type JointInclusionMethod = 'maxentropy' | 'systematic' | 'tille' | 'midzuno' | 'sampford' | 'poisson'

/**
 * Probabilities that two units are drawn together, by the method of the draw.
 *
 *   maxentropy  conditional Poisson:  pi_ij = (pi_i l_j - pi_j l_i) / (l_j - l_i),  l: its odds; equal odds from the row sums
 *   systematic  share of starts at which the list in its order takes both
 *   tille       elimination:  prod over steps of 1 - r_i - r_j (units leave one by one)
 *   midzuno     1 - pi_i - pi_j + the same for the elimination of one unit at a time (complement of tille for 1 - pi)
 *   sampford    rejective;  poisson: pi_i pi_j
 *
 * Certain units (1) pair with probability pi of the other, impossible ones (0) with 0.
 *
 * @param probability  inclusion probability per unit, 0 .. 1, adding up to a whole number
 * @returns            n x n, the diagonal is the inclusion probability
 * @throws AnalysisError option_invalid {method}; population_invalid {row}; not_converged
 *
 * Source: Tille (2006), Sampling Algorithms, chapters 5 to 7; Chen, Dempster and Liu (1994), Biometrika 81, 457-469; Deville and
 *   Tille (1998), Biometrika 85, 89-101; Sampford (1967), Biometrika 54, 499-513.
 * Golden: selection (R sampling).
 */
export function jointInclusion(probability: Float64Array, method: JointInclusionMethod): Matrix {
  const n = probability.length
  const open: number[] = []
  for (let i = 0; i < n; i++) {
    if (!(probability[i] >= 0 && probability[i] <= 1 + 1e-12))
      throw new AnalysisError('population_invalid', { row: i + 1, value: String(probability[i]) })
    if (probability[i] > 1e-12 && probability[i] < 1 - 1e-12) open.push(i)
  }
  const inner = Float64Array.from(open, (i) => probability[i])
  const joint = open.length > 0 ? methodOf(method)(inner) : matrix(0, 0)
  const made = matrix(n, n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) made.data[i * n + j] = i === j ? probability[i] : probability[i] * probability[j]
  for (const [a, i] of open.entries())
    for (const [b, j] of open.entries()) if (a !== b) made.data[i * n + j] = joint.data[a * open.length + b]
  return made
}

function methodOf(method: JointInclusionMethod): (p: Float64Array) => Matrix {
  const methods = { maxentropy, systematic, tille, midzuno, sampford, poisson }
  if (!Object.hasOwn(methods, method)) throw new AnalysisError('option_invalid', { option: 'method', value: method })
  return methods[method]
}

const poisson = (p: Float64Array) => fill(p.length, (i, j) => p[i] * p[j])

function fill(n: number, value: (i: number, j: number) => number): Matrix {
  const made = matrix(n, n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) made.data[i * n + j] = value(i, j)
  return made
}

/** Size of a sample whose probabilities must add up to a whole number. */
function sizeOf(p: Float64Array): number {
  const sum = p.reduce((total, each) => total + each, 0)
  const size = Math.round(sum)
  if (Math.abs(sum - size) > 1e-6) throw new AnalysisError('option_invalid', { option: 'pik', sum })
  return size
}

/** Both units are taken at a start u in [0,1) when some u + k falls into each one's stretch of the cumulated probabilities. */
function systematic(p: Float64Array): Matrix {
  const ends = new Float64Array(p.length + 1)
  for (let i = 0; i < p.length; i++) ends[i + 1] = ends[i] + p[i]
  const cuts = [
    ...new Set([0, ...Array.from(ends, (end) => end - Math.floor(end + 1e-12)).map((c) => Math.max(0, c))]),
    1,
  ].sort((a, b) => a - b)
  const made = matrix(p.length, p.length)
  for (let c = 1; c < cuts.length; c++) {
    const width = cuts[c] - cuts[c - 1]
    if (width < 1e-14) continue
    const start = (cuts[c] + cuts[c - 1]) / 2
    const taken: number[] = []
    for (let i = 0; i < p.length; i++) if (Math.ceil(ends[i + 1] - start) > Math.ceil(ends[i] - start)) taken.push(i)
    for (const i of taken) for (const j of taken) made.data[i * p.length + j] += width
  }
  return made
}

/** Elimination: at each step from N down to n + 1 units, the leaving probabilities are 1 - pi(m | p)/pi(m+1 | p). */
function tille(p: Float64Array): Matrix {
  const n = sizeOf(p)
  let product = fill(p.length, () => 1)
  let after = new Float64Array(p.length).fill(1)
  for (let m = p.length - 1; m >= n; m--) {
    const now = certaintySizes(p, m)
    const leave = now.map((each, i) => 1 - each / after[i])
    product = fill(p.length, (i, j) => product.data[i * p.length + j] * (1 - leave[i] - leave[j]))
    after = Float64Array.from(now)
  }
  return product
}

/** Probabilities proportional to p of a sample of m units, those above 1 set to 1 and the rest taken again. */
function certaintySizes(p: Float64Array, m: number): Float64Array {
  const made = new Float64Array(p.length)
  let open = Array.from(p.keys())
  let left = m
  for (;;) {
    const total = open.reduce((sum, i) => sum + p[i], 0)
    const certain = open.filter((i) => (left * p[i]) / total >= 1 - 1e-12)
    if (certain.length === 0 || certain.length === open.length) {
      for (const i of open) made[i] = Math.min(1, (left * p[i]) / total)
      return made
    }
    for (const i of certain) made[i] = 1
    open = open.filter((i) => !certain.includes(i))
    left -= certain.length
  }
}

/** The sample left out is an elimination sample of 1 - p. */
function midzuno(p: Float64Array): Matrix {
  const rest = tille(p.map((each) => 1 - each))
  return fill(p.length, (i, j) => (i === j ? p[i] : rest.data[i * p.length + j] - 1 + p[i] + p[j]))
}

/** Odds l of the conditional Poisson design with inclusion probabilities p, by Newton-like steps, then its joint probabilities. */
function maxentropy(p: Float64Array): Matrix {
  const n = sizeOf(p)
  const odds = conditionalOdds(p, n)
  const made = matrix(p.length, p.length)
  for (let i = 0; i < p.length; i++) {
    let known = 0
    const same: number[] = []
    for (let j = 0; j < p.length; j++) {
      if (i === j) continue
      if (Math.abs(odds[i] - odds[j]) <= 1e-8 * (odds[i] + odds[j])) same.push(j)
      else {
        const value = (p[i] * odds[j] - p[j] * odds[i]) / (odds[j] - odds[i])
        made.data[i * p.length + j] = value
        known += value
      }
    }
    for (const j of same) made.data[i * p.length + j] = ((n - 1) * p[i] - known) / same.length
    made.data[i * p.length + i] = p[i]
  }
  return made
}

/** Fixed point of Chen, Dempster and Liu; stops where the published values do, at a summed change of 1e-6. */
function conditionalOdds(p: Float64Array, n: number, tolerance = 1e-6): Float64Array {
  let guess = Float64Array.from(p)
  for (let step = 0; step < 10000; step++) {
    const reached = conditionalInclusion(
      guess.map((each) => each / (1 - each)),
      n,
    )
    let change = 0
    for (let i = 0; i < p.length; i++) change += Math.abs(p[i] - reached[i])
    guess = guess.map((each, i) => each + p[i] - reached[i])
    if (change <= tolerance) return guess.map((each) => each / (1 - each))
  }
  throw new AnalysisError('not_converged', { method: 'maxentropy' })
}

/** Inclusion probabilities of n units drawn with odds l and kept if exactly n came. */
function conditionalInclusion(odds: Float64Array, n: number): Float64Array {
  let found = new Float64Array(odds.length)
  for (let size = 1; size <= n; size++) {
    const raw = odds.map((each, i) => each * (1 - found[i]))
    const total = raw.reduce((sum, each) => sum + each, 0)
    found = Float64Array.from(raw, (each) => (size * each) / total)
  }
  return found
}

/** Sampford's formula through elementary symmetric sums of the odds. */
function sampford(p: Float64Array): Matrix {
  const n = sizeOf(p)
  const odds = p.map((each) => each / (1 - each))
  const sums = new Float64Array(n + 1)
  for (let r = 1; r <= n; r++) for (const each of odds) sums[r] += each ** r
  const symmetric = new Float64Array(n + 1)
  symmetric[0] = 1
  for (let m = 1; m <= n; m++) {
    for (let r = 1; r <= m; r++) symmetric[m] += ((-1) ** (r - 1) * sums[r] * symmetric[m - r]) / m
  }
  let scale = 0
  for (let t = 1; t <= n; t++) scale += (t * symmetric[n - t]) / n ** t
  return fill(p.length, (i, j) => {
    if (i === j) return p[i]
    const without = new Float64Array(n)
    without[0] = 1
    if (n > 1) without[1] = symmetric[1] - (odds[i] + odds[j])
    for (let m = 2; m < n; m++)
      without[m] = symmetric[m] - (odds[i] + odds[j]) * without[m - 1] - odds[i] * odds[j] * without[m - 2]
    let sum = 0
    for (let t = 2; t <= n; t++) sum += ((t - n * (p[i] + p[j]) * 0 - (p[i] + p[j])) * without[n - t]) / n ** (t - 2)
    return (odds[i] * odds[j] * sum) / (scale * n * n)
  })
}

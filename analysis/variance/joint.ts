import type { Design, JointProbabilities, Stage } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { type Matrix, matrix } from '../numeric/matrix.ts'

/**
 * Covariance of k weighted totals of one-stage PPS sampling without replacement, from joint inclusion probabilities.
 *
 *   HT:  C = sum_ij d_ij t_i t_j'                       d_ij = (p_ij - p_i p_j) / p_ij,  d_ii = 1 - p_i
 *   YG:  C = -1/2 sum_ij d_ij (t_i - t_j)(t_i - t_j)'
 *
 * t_i: score total of first-stage unit i, already divided by p_i. YG only for designs of fixed size; both may be negative for
 * unlucky probabilities, which is refused.
 *
 * @param totals  k columns, one entry per first-stage unit
 * @returns       k x k
 * @throws AnalysisError not_supported: the estimated variance is negative
 *
 * Source: Horvitz and Thompson (1952), JASP 47, 663-685; Yates and Grundy (1953), JRSS B 15, 253-261.
 * Golden: pps.
 */
export function covarianceFromJoint(joint: JointProbabilities, totals: readonly Float64Array[]): Matrix {
  const k = totals.length
  const n = totals[0]?.length ?? 0
  const made = matrix(k, k)
  for (let a = 0; a < k; a++)
    for (let b = 0; b <= a; b++) {
      const left = totals[a]
      const right = totals[b]
      let sum = 0
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          const d = joint.checked[i * n + j]
          if (joint.form === 'HT') sum += d * left[i] * right[j]
          else sum -= (d / 2) * (left[i] - left[j]) * (right[i] - right[j])
        }
      if (a === b && sum < 0)
        throw new AnalysisError('not_supported', { reason: 'negative variance', form: joint.form })
      made.data[a * k + b] = sum
      made.data[b * k + a] = sum
    }
  return made
}

/** How joint probabilities are known: two approximations from the first-order ones, or a matrix. */
export type JointMethod =
  | Readonly<{ method: 'overton' }>
  | Readonly<{ method: 'hartleyRao'; meanSquare?: number }>
  | Readonly<{ method: 'matrix'; probabilities: ArrayLike<number>; form: 'HT' | 'YG' }>

/**
 * Puts joint probabilities into a design whose first stage states inclusion probabilities.
 *
 *   overton:     p_ij = p_i p_j (n-1) / (n - (p_i + p_j)/2)
 *   hartleyRao:  p_ij = p_i p_j (n-1) / (n - p_i - p_j + q),   q = sum of p^2 over the population / n
 *
 * n: units sampled in the stratum; units of different strata are independent. Without `meanSquare`, q is estimated by sum p / n
 * over the sample, since a unit of the sample stands for 1/p of the population.
 *
 * @param design  one stage that counts; its fractions are the inclusion probabilities
 * @returns       the design with its joint probabilities
 * @throws AnalysisError design_invalid: a matrix of the wrong size or with an entry outside (0, 1]
 *
 * Source: Overton and Stehman (1995), Amer. Statistician 49, 261-268; Hartley and Rao (1962), Ann. Math. Statist. 33, 350-374,
 *   in the form of Brewer (2002).
 * Golden: pps.
 */
export function withJointProbabilities(design: Design, how: JointMethod): Design {
  const stage = design.stages[0]
  const n = stage.units
  const checked = new Float64Array(n * n)
  if (how.method === 'matrix') {
    if (how.probabilities.length !== n * n)
      throw new AnalysisError('design_invalid', { reason: 'joint probabilities of another size', units: n })
    fillFromMatrix(checked, n, how.probabilities)
    return Object.freeze({ ...design, joint: { checked, form: how.form } })
  }
  const sumOfP = new Float64Array(stage.strata)
  for (let i = 0; i < n; i++) {
    const h = stage.stratumOfUnit[i]
    sumOfP[h] = sumOfP[h] + stage.fraction[i]
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) checked[i * n + j] = approximation(stage, how, i, j, sumOfP)
  return Object.freeze({ ...design, joint: { checked, form: 'HT' as const } })
}

function approximation(
  stage: Stage,
  how: Exclude<JointMethod, { method: 'matrix' }>,
  i: number,
  j: number,
  sums: Float64Array,
) {
  const h = stage.stratumOfUnit[i]
  if (h !== stage.stratumOfUnit[j]) return 0
  const pi = stage.fraction[i]
  const pj = stage.fraction[j]
  if (i === j) return 1 - pi
  const size = stage.sampled[h]
  const subtract = how.method === 'overton' ? -(pi + pj) / 2 : -pi - pj + (how.meanSquare ?? sums[h] / size)
  return 1 - (size + subtract) / (size - 1)
}

function fillFromMatrix(checked: Float64Array, n: number, joint: ArrayLike<number>): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const p = joint[i * n + j]
      const pi = joint[i * n + i]
      const pj = joint[j * n + j]
      if (!(p > 0 && p <= 1)) throw new AnalysisError('design_invalid', { reason: 'joint probability', row: i + 1 })
      checked[i * n + j] = i === j ? 1 - pi : (p - pi * pj) / p
    }
}

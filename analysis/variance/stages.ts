import type { Design, Stage } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { type Matrix, matrix } from '../numeric/matrix.ts'
import { spreadTerms, type Terms } from './spread.ts'

/**
 * Taylor covariance of k weighted totals under stratified multi-stage sampling, from the totals of the units of the last stage.
 *
 *   C = sum over stages s, strata h of  m_h n_h/(n_h-1) sum_i (1-f_i) (t_i - tbar_h)(t_i - tbar_h)'
 *
 * t_i: score total of unit i of stage s; n_h: units sampled in the stratum; f_i: sampling fraction of the unit (0 = with
 * replacement, n_h/N_h for equal probabilities, its inclusion probability for Brewer's form); m_h: product of the fractions of the
 * units in which h lies (1 at stage 1). Exact for equal probabilities without replacement at every stage; with unequal
 * probabilities an approximation. A stage from a sorted list or balanced has terms of its own (`spreadTerms`). A unit without a case in the domain is a zero, not absent.
 *
 * @param totals  k columns, one entry per unit of the last stage
 * @param active  by stage, 1 = the unit has a row in the domain; worked out from the rows where it is not given
 * @returns       k x k, in squared units of the score; the diagonal is never negative
 * @throws AnalysisError lonely_psu {stage, stratum}: one unit was sampled in a stratum and the design says fail
 *
 * Source: Bellhouse (1985), J. Official Statistics 1(3), 323-329; Brewer (2002), Combined Survey Sampling Inference, ch. 9;
 *   lonely units: Lumley (2010), Complex Surveys, section 3.2.1, and the help page surveyoptions of R survey.
 * Golden: mean, total, ratio, domain, lonely, pps.
 */
export function covarianceOfUnitTotals(
  design: Design,
  totals: readonly Float64Array[],
  active: readonly Uint8Array[] | undefined = activeUnits(design),
): Matrix {
  const k = totals.length
  const sum = new Float64Array(k * k)
  const multipliers = stageMultipliers(design.stages)
  let current = totals
  for (let index = design.stages.length - 1; index >= 0; index--) {
    const stage = design.stages[index] as Stage
    addStage(design, index, current, multipliers[index], active?.[index], sum)
    if (index === 0) break
    const parents = stage.parentOfStratum as Int32Array
    const before = design.stages[index - 1] as Stage
    current = current.map((column) => {
      const up = new Float64Array(before.units)
      for (let unit = 0; unit < stage.units; unit++) {
        const parent = parents[stage.stratumOfUnit[unit]] as number
        up[parent] = up[parent] + column[unit]
      }
      return up
    })
  }
  for (let a = 0; a < k; a++) for (let b = 0; b < a; b++) sum[b * k + a] = sum[a * k + b]
  return matrix(k, k, sum)
}

function stageMultipliers(stages: readonly Stage[]): Float64Array[] {
  const made: Float64Array[] = []
  for (const [index, stage] of stages.entries()) {
    const multiplier = new Float64Array(stage.strata).fill(1)
    const before = stages[index - 1]
    const outer = made[index - 1]
    if (before && outer && stage.parentOfStratum)
      for (let h = 0; h < stage.strata; h++) {
        const parent = stage.parentOfStratum[h]
        multiplier[h] = before.fraction[parent] * outer[before.stratumOfUnit[parent]]
      }
    made.push(multiplier)
  }
  return made
}

/** Units with a row in the domain, per stage. A calibrated design keeps every unit: its residuals live outside the domain too. */
function activeUnits(design: Design): Uint8Array[] | undefined {
  const { domain } = design
  if (!domain || design.calibrations.length > 0) return undefined
  return design.stages.map((stage) => {
    const active = new Uint8Array(stage.units)
    for (let row = 0; row < design.rows; row++) if (domain[row]) active[stage.unitOfRow[row]] = 1
    return active
  })
}

function addStage(
  design: Design,
  index: number,
  totals: readonly Float64Array[],
  multiplier: Float64Array,
  active: Uint8Array | undefined,
  sum: Float64Array,
): void {
  const k = totals.length
  const stage = design.stages[index] as Stage
  const own = new Float64Array(k * k)
  const { factors, deviations, averaged } = stage.spread
    ? { ...spreadTerms(design, stage, stage.spread, totals, multiplier), averaged: 1 }
    : meanTerms(design, index, totals, multiplier, active)
  for (let a = 0; a < k; a++)
    for (let b = 0; b <= a; b++) {
      const left = deviations[a]
      const right = deviations[b]
      let covariance = 0
      for (let i = 0; i < factors.length; i++) covariance += factors[i] * left[i] * right[i]
      own[a * k + b] = covariance
    }
  for (let i = 0; i < own.length; i++) sum[i] = sum[i] + averaged * own[i]
}

/** Deviations from the mean of the stratum. */
function meanTerms(
  design: Design,
  index: number,
  totals: readonly Float64Array[],
  multiplier: Float64Array,
  active: Uint8Array | undefined,
): Terms & { averaged: number } {
  const k = totals.length
  const stage = design.stages[index] as Stage
  const { weightOfUnit, centreOnAll, averaged } = unitFactors(design, index, multiplier, active)
  const means = totals.map((column) => stratumMeans(stage, column))
  const grand = totals.map((column) => grandMean(column, active))
  for (let h = 0; h < stage.strata; h++) if (centreOnAll[h]) for (let a = 0; a < k; a++) means[a][h] = grand[a]
  // Loops and not `from` with a function, which takes a multiple of the time: stage 3 has as many units as there are rows.
  let count = 0
  const counting = new Int32Array(stage.units)
  for (let unit = 0; unit < stage.units; unit++) if (weightOfUnit[unit] !== 0) counting[count++] = unit
  const deviations = totals.map((column, a) => {
    const mean = means[a]
    const made = new Float64Array(count)
    for (let i = 0; i < count; i++) made[i] = column[counting[i]] - mean[stage.stratumOfUnit[counting[i]]]
    return made
  })
  const factors = new Float64Array(count)
  for (let i = 0; i < count; i++) factors[i] = weightOfUnit[counting[i]]
  return { factors, deviations, averaged }
}

/** Factor of each unit's squared deviation, and what the rule for lonely units makes of the stratum. */
function unitFactors(design: Design, index: number, multiplier: Float64Array, active: Uint8Array | undefined) {
  const stage = design.stages[index] as Stage
  const { lonelyPsu, adjustDomainLonely } = design
  const present = unitsPresent(stage, active)
  const weightOfUnit = new Float64Array(stage.units)
  const centreOnAll = new Uint8Array(stage.strata)
  const lonely = new Uint8Array(stage.strata)
  let known = 0
  let missing = 0
  for (let unit = 0; unit < stage.units; unit++) {
    const h = stage.stratumOfUnit[unit]
    const n = stage.sampled[h]
    const open = multiplier[h] * (1 - stage.fraction[unit])
    if (open === 0 || present[h] === 0) continue
    if (n > 1) {
      weightOfUnit[unit] = (open * n) / (n - 1)
      continue
    }
    if (lonelyPsu === 'fail') throw new AnalysisError('lonely_psu', { stage: index + 1, stratum: h + 1 })
    lonely[h] = 1
    if (lonelyPsu === 'adjust') {
      weightOfUnit[unit] = open
      centreOnAll[h] = 1
    }
  }
  for (let h = 0; h < stage.strata; h++) {
    if (present[h] === 0) continue
    const alone = adjustDomainLonely && active && present[h] === 1 && stage.sampled[h] > 1
    if (alone) lonely[h] = 1
    if (alone && lonelyPsu === 'adjust') centreOnAll[h] = 1
    if (lonely[h]) missing++
    else known++
  }
  let averaged = 1
  if (lonelyPsu === 'average' && missing > 0) {
    if (known === 0) throw new AnalysisError('lonely_psu', { stage: index + 1, reason: 'no stratum has two units' })
    averaged = (known + missing) / known
    for (let unit = 0; unit < stage.units; unit++) if (lonely[stage.stratumOfUnit[unit]]) weightOfUnit[unit] = 0
  }
  return { weightOfUnit, centreOnAll, averaged }
}

function unitsPresent(stage: Stage, active: Uint8Array | undefined): Float64Array {
  if (!active) return stage.sampled
  const present = new Float64Array(stage.strata)
  for (let unit = 0; unit < stage.units; unit++)
    if (active[unit]) {
      const h = stage.stratumOfUnit[unit]
      present[h] = present[h] + 1
    }
  return present
}

function stratumMeans(stage: Stage, column: Float64Array): Float64Array {
  const means = new Float64Array(stage.strata)
  for (let unit = 0; unit < stage.units; unit++) {
    const h = stage.stratumOfUnit[unit]
    means[h] = means[h] + column[unit]
  }
  for (let h = 0; h < stage.strata; h++) means[h] = means[h] / stage.sampled[h]
  return means
}

function grandMean(column: Float64Array, active: Uint8Array | undefined): number {
  let sum = 0
  let count = 0
  for (let unit = 0; unit < column.length; unit++)
    if (!active || active[unit]) {
      sum += column[unit]
      count++
    }
  return count > 0 ? sum / count : 0
}

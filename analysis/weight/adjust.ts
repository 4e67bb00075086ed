import type { Calibration, Design, Replicates } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { orthonormalBasis } from '../numeric/orthogonal.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import { type CalibrationTargets, calibrated } from './calibrate.ts'
import { type Classes, carry } from './carry.ts'
import { type EqualRows, equalRows, groupSums } from './equal-rows.ts'
import { type Margin, postStratify } from './post-stratify.ts'
import { type PropensityModel, propensityClasses, type Responses, responsePropensity } from './propensity.ts'
import { type Raked, rake } from './rake.ts'
import { type TrimBounds, trim } from './trim.ts'
import { trimAndRepeat } from './trim-and-repeat.ts'

/** A step that makes weights agree with known totals. */
export type Agreement =
  | Readonly<{ step: 'postStratify'; margin: Margin }>
  | Readonly<{ step: 'rake'; margins: readonly Margin[] }>
  | Readonly<{ step: 'calibrate'; targets: CalibrationTargets }>

/** One step after the base weight. Each is data, so that a replicate can run it again. */
export type Adjustment =
  | Agreement
  /** `again`: agree with the totals again, and cut again, until both hold. */
  | Readonly<{ step: 'trim'; bounds: TrimBounds; again?: Agreement }>
  /** `known`: 1 = found out whether it belongs to the population, 0 = not; who it is unknown of hands its weight on. */
  | Readonly<{ step: 'unknownEligibility'; known: Uint8Array; classes: Classes }>
  | Readonly<{ step: 'nonresponse'; responses: Responses; classes: Classes }>
  /** `classes`: how many along the propensity; absent = each answer is divided by its own propensity. */
  | Readonly<{ step: 'propensity'; responses: Responses; model: PropensityModel; classes?: number }>

/** What a step did, beside the weights. */
export type AdjustmentRecord = Readonly<{
  step: Adjustment['step']
  sumBefore: number
  sumAfter: number
  leastFactor: number
  greatestFactor: number
  /** Newton steps, sweeps, or rounds of cutting. */
  iterations?: number
  cells?: readonly Readonly<{ cell: string; carriers: number; silent: number; factor: number }>[]
}>

export type Ran = Readonly<{ weights: Float64Array } & Partial<Pick<AdjustmentRecord, 'iterations' | 'cells'>>> &
  Readonly<{ calibration?: Calibration }>

/**
 * The design with its weights adjusted, every replicate by the same step, and the variance told of it.
 * Steps that correct nonresponse restrict the design to those who answered: the others hold their place in the variance.
 * Throws what the step throws; a replicate that fails is named by its number.
 */
export function adjust(design: Design, step: Adjustment): Design {
  return adjustRecorded(design, step).design
}

/** The same with what the step did. */
export function adjustRecorded(
  design: Design,
  step: Adjustment,
): Readonly<{ design: Design; record: AdjustmentRecord }> {
  const ran = runStep(design.weights, step)
  const { weights, calibration } = ran
  const calibrations = calibration ? [...design.calibrations, calibration] : design.calibrations
  const record = recordOf(step, design.weights, ran)
  const domain = answeredOnly(design, step)
  const base = domain ? { ...design, domain } : design
  const { replicates } = design
  if (!replicates) return { design: Object.freeze({ ...base, weights, calibrations }), record }
  const adjusted = adjustReplicates(replicates, step)
  const rank = bends(step) ? degreesOfFreedom(design) + 1 : undefined
  return {
    design: Object.freeze({
      ...base,
      weights,
      calibrations,
      replicates: rank === undefined ? adjusted : { ...adjusted, rank },
    }),
    record,
  }
}

/** Runs a chain of steps; the records say what each did. */
export function adjustAll(
  design: Design,
  steps: readonly Adjustment[],
): Readonly<{ design: Design; records: readonly AdjustmentRecord[] }> {
  let current = design
  const records = steps.map((step) => {
    const { design: next, record } = adjustRecorded(current, step)
    current = next
    return record
  })
  return { design: current, records }
}

function recordOf(step: Adjustment, before: Float64Array, { weights, iterations, cells }: Ran): AdjustmentRecord {
  let [sumBefore, sumAfter] = [0, 0]
  let [leastFactor, greatestFactor] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let row = 0; row < before.length; row++) {
    sumBefore += before[row]
    sumAfter += weights[row]
    if (before[row] === 0 || weights[row] === 0) continue
    leastFactor = Math.min(leastFactor, weights[row] / before[row])
    greatestFactor = Math.max(greatestFactor, weights[row] / before[row])
  }
  const counted = { ...(iterations === undefined ? {} : { iterations }), ...(cells ? { cells } : {}) }
  return Object.freeze({ step: step.step, sumBefore, sumAfter, leastFactor, greatestFactor, ...counted })
}

function answeredOnly({ domain, rows }: Design, step: Adjustment): Uint8Array | undefined {
  if (step.step !== 'nonresponse' && step.step !== 'propensity') return undefined
  const { responses } = step
  return Uint8Array.from({ length: rows }, (_, row) => (responses[row] === 1 && (!domain || domain[row]) ? 1 : 0))
}

/** Bounds and curved distances: as in R, the degrees of freedom stay those of the replicates before. */
const bends = (step: Adjustment): boolean =>
  step.step === 'calibrate' && (step.targets.distance !== 'linear' || step.targets.bounds !== undefined)

function adjustReplicates({ factors: _, rank: __, ...replicates }: Replicates, step: Adjustment): Replicates {
  const adjusted = Array.from({ length: replicates.count }, (_, r) => {
    try {
      return runStep(replicates.weightsOf(r), step).weights
    } catch (error) {
      if (!(error instanceof AnalysisError)) throw error
      throw new AnalysisError(error.code, { ...error.detail, replicate: r + 1 })
    }
  })
  return { ...replicates, weightsOf: (r) => adjusted[r] as Float64Array }
}

/** One step on weights alone, with what the variance needs of it. */
export function runStep(weights: Float64Array, step: Adjustment): Ran {
  switch (step.step) {
    case 'trim': {
      if (!step.again) return { weights: trim(weights, step.bounds) }
      const { again, bounds } = step
      return trimAndRepeat(weights, bounds, (cut) => agree(cut, again))
    }
    case 'unknownEligibility':
      return carried(weights, step.known, step.classes, step.step)
    case 'nonresponse':
      return carried(weights, answeredOf(step.responses), takingPart(step.classes, step.responses), step.step)
    case 'propensity':
      return byPropensity(weights, step)
    default:
      return agree(weights, step)
  }
}

function agree(weights: Float64Array, step: Agreement): Ran & { calibration: Calibration } {
  if (step.step === 'postStratify') {
    const { cellOfRow, population } = step.margin
    return {
      weights: postStratify(weights, step.margin),
      calibration: { kind: 'poststrata', cellOfRow, cells: population.length, weights },
    }
  }
  if (step.step === 'rake') {
    const raked = rake(weights, step.margins)
    return {
      weights: raked.weights,
      iterations: raked.sweeps,
      calibration: rakingOf(weights, raked, step.margins),
    }
  }
  const equal = equalRows(step.targets.columns, weights)
  const { weights: made, iterations } = calibrated(weights, step.targets, equal)
  return { weights: made, iterations, calibration: regressionOn(weights, made, step.targets, equal) }
}

const answeredOf = (responses: Responses): Uint8Array => Uint8Array.from(responses, (each) => (each === 1 ? 1 : 0))

const takingPart = (classes: Classes, responses: Responses): Classes => ({
  ...classes,
  cellOfRow: classes.cellOfRow.map((cell, row) => (responses[row] >= 0 ? cell : -1)),
})

function carried(weights: Float64Array, carries: Uint8Array, classes: Classes, step: string): Ran {
  const { weights: made, cells } = carry(weights, carries, classes, step)
  const calibration = {
    kind: 'carried',
    cellOfRow: classes.cellOfRow,
    cells: classes.labels.length,
    base: weights,
    weights: made,
  } as const
  return { weights: made, cells, calibration }
}

function byPropensity(weights: Float64Array, step: Extract<Adjustment, { step: 'propensity' }>): Ran {
  const { responses, model, classes } = step
  const { propensity, columns, inverse } = responsePropensity(weights, responses, model)
  const answered = answeredOf(responses)
  if (classes !== undefined)
    return carried(weights, answered, { name: 'propensity', ...propensityClasses(propensity, classes) }, step.step)
  const takesPart = (row: number) => !Number.isNaN(propensity[row])
  const made = weights.map((weight, row) => (takesPart(row) ? (answered[row] ? weight / propensity[row] : 0) : weight))
  const base = weights.map((weight, row) => (takesPart(row) ? weight : 0))
  const known = propensity.map((p) => (Number.isNaN(p) ? 1 : p))
  return { weights: made, calibration: { kind: 'propensity', base, answered, propensity: known, columns, inverse } }
}

/** What the Taylor variance needs of a raking: how the crossed cells lie in the margins, and their factors. */
export function rakingOf(
  base: Float64Array,
  { weights, cross, factorAfter }: Raked,
  margins: readonly Margin[],
): Calibration {
  const rowsOfCell = new Float64Array(cross.count)
  for (const cell of cross.cellOfRow) if (cell >= 0) rowsOfCell[cell] = rowsOfCell[cell] + 1
  return {
    kind: 'raking',
    base,
    weights,
    cellOfRow: cross.cellOfRow,
    rowsOfCell,
    margins: margins.map(({ population }, m) => ({
      cellOfCross: cross.marginCell[m],
      cells: population.length,
      factor: factorAfter[m],
    })),
  }
}

/**
 * What the Taylor variance needs of a calibration: directions that span the variables and are orthonormal under the base weights.
 * Rows that are equal in all variables count as one with the sum of their weights, which changes nothing but the work.
 */
function regressionOn(
  base: Float64Array,
  calibrated: Float64Array,
  { columns }: CalibrationTargets,
  equal: EqualRows | undefined,
): Calibration {
  const groupWeight = equal ? groupSums(base, equal) : base
  const root = groupWeight.map((weight) => Math.sqrt(weight))
  const scaled = columns.map((column) =>
    Float64Array.from(root, (each, group) => (each === 0 ? 0 : column[equal ? equal.first[group] : group] * each)),
  )
  const basis = orthonormalBasis(scaled).map((direction) =>
    direction.map((each, group) => (root[group] === 0 ? 0 : each / root[group])),
  )
  const common = { kind: 'regression', basis, base, weights: calibrated, groupWeight } as const
  return equal ? { ...common, groupOfRow: equal.groupOfRow } : common
}

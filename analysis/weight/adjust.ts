import type { Calibration, Design, Replicates } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { orthonormalBasis } from '../numeric/orthogonal.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import { type CalibrationTargets, calibrate } from './calibrate.ts'
import { type EqualRows, equalRows, groupSums } from './equal-rows.ts'
import { type Margin, postStratify } from './post-stratify.ts'
import { type Raked, rake } from './rake.ts'
import { type TrimBounds, trim } from './trim.ts'

/** One step after the base weight. Each is data, so that a replicate can run it again. */
export type Adjustment =
  | Readonly<{ step: 'postStratify'; margin: Margin }>
  | Readonly<{ step: 'rake'; margins: readonly Margin[] }>
  | Readonly<{ step: 'calibrate'; targets: CalibrationTargets }>
  | Readonly<{ step: 'trim'; bounds: TrimBounds }>

/**
 * The design with its weights adjusted, every replicate by the same step, and the variance told of it.
 * Throws what the step throws; a replicate that fails is named by its number.
 */
export function adjust(design: Design, step: Adjustment): Design {
  const { weights, calibration } = run(design.weights, step)
  const calibrations = calibration ? [...design.calibrations, calibration] : design.calibrations
  const { replicates } = design
  if (!replicates) return Object.freeze({ ...design, weights, calibrations })
  const adjusted = adjustReplicates(replicates, step)
  const rank = bends(step) ? degreesOfFreedom(design) + 1 : undefined
  return Object.freeze({
    ...design,
    weights,
    calibrations,
    replicates: rank === undefined ? adjusted : { ...adjusted, rank },
  })
}

/** Bounds and curved distances: as in R, the degrees of freedom stay those of the replicates before. */
const bends = (step: Adjustment): boolean =>
  step.step === 'calibrate' && (step.targets.distance !== 'linear' || step.targets.bounds !== undefined)

function adjustReplicates({ factors: _, rank: __, ...replicates }: Replicates, step: Adjustment): Replicates {
  const adjusted = Array.from({ length: replicates.count }, (_, r) => {
    try {
      return run(replicates.weightsOf(r), step).weights
    } catch (error) {
      if (!(error instanceof AnalysisError)) throw error
      throw new AnalysisError(error.code, { ...error.detail, replicate: r + 1 })
    }
  })
  return { ...replicates, weightsOf: (r) => adjusted[r] as Float64Array }
}

function run(weights: Float64Array, step: Adjustment): { weights: Float64Array; calibration?: Calibration } {
  if (step.step === 'trim') return { weights: trim(weights, step.bounds) }
  if (step.step === 'postStratify') {
    const { cellOfRow, population } = step.margin
    return {
      weights: postStratify(weights, step.margin),
      calibration: { kind: 'poststrata', cellOfRow, cells: population.length, weights },
    }
  }
  if (step.step === 'rake') {
    const raked = rake(weights, step.margins)
    return { weights: raked.weights, calibration: rakingOf(weights, raked, step.margins) }
  }
  const equal = equalRows(step.targets.columns, weights)
  const calibrated = calibrate(weights, step.targets, equal)
  return { weights: calibrated, calibration: regressionOn(weights, calibrated, step.targets, equal) }
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

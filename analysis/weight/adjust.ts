import type { Calibration, Design, Replicates } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { orthonormalBasis } from '../numeric/orthogonal.ts'
import { type CalibrationTargets, calibrate } from './calibrate.ts'
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
  return Object.freeze({ ...design, weights, calibrations, replicates: adjustReplicates(replicates, step) })
}

function adjustReplicates({ factors: _, ...replicates }: Replicates, step: Adjustment): Replicates {
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
  const calibrated = calibrate(weights, step.targets)
  return { weights: calibrated, calibration: regressionOn(weights, calibrated, step.targets) }
}

/** What the Taylor variance needs of a raking: how the crossed cells lie in the margins, and their factors. */
export function rakingOf(base: Float64Array, { cross, factorAfter }: Raked, margins: readonly Margin[]): Calibration {
  const rowsOfCell = new Float64Array(cross.count)
  for (const cell of cross.cellOfRow) if (cell >= 0) rowsOfCell[cell] = rowsOfCell[cell] + 1
  return {
    kind: 'raking',
    base,
    cellOfRow: cross.cellOfRow,
    rowsOfCell,
    margins: margins.map(({ population }, m) => ({
      cellOfCross: cross.marginCell[m],
      cells: population.length,
      factor: factorAfter[m],
    })),
  }
}

/** What the Taylor variance needs of a calibration: an orthonormal basis of the variables, scaled by the root of the base weight. */
function regressionOn(base: Float64Array, calibrated: Float64Array, { columns }: CalibrationTargets): Calibration {
  const rootWeight = base.map((weight) => Math.sqrt(weight))
  const basis = orthonormalBasis(
    columns.map((column) => column.map((value, row) => (rootWeight[row] === 0 ? 0 : value * rootWeight[row]))),
  )
  return { kind: 'regression', basis, rootWeight, weights: calibrated }
}

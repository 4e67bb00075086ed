import { checkPopulation, type Design, makeDesign, type StageInput, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { withJointProbabilities } from '../variance/joint.ts'
import { type ReplicateMethod, replicatesFromFactors, withReplicates } from '../variance/make-replicates.ts'
import { adjust } from '../weight/adjust.ts'
import { adjustmentOf } from './case-adjustments.ts'
import { type CaseDesign, list, type Tables } from './case-format.ts'
import { category, keepRows, labels, maskOf, numbers, type Table } from './table.ts'

/** A case's data and the design they were drawn by, ready for its call. */
export type Prepared = Readonly<{ table: Table; design: Design }>

export function prepare(wanted: CaseDesign, tables: Tables): Prepared {
  const { table, kept } = dataOf(wanted, tables)
  let design =
    wanted.kind === 'replicateWeights' ? givenReplicates(wanted, table, tables, kept) : drawn(wanted, table, tables)
  for (const step of wanted.adjust ?? []) design = adjust(design, adjustmentOf(step, table, design))
  if (wanted.subset && wanted.subset.length > 0) design = within(design, maskOf(table, wanted.subset))
  return { table, design }
}

/** The data set a case names, without the rows it leaves out before the design is made. */
export function dataOf(wanted: CaseDesign, tables: Tables): { table: Table; kept?: Uint8Array } {
  if (!wanted.dataset) throw new AnalysisError('design_invalid', { reason: 'the case names no dataset' })
  const table = tables(wanted.dataset)
  if (!wanted.rows || wanted.rows.length === 0) return { table }
  const kept = maskOf(table, wanted.rows)
  return { table: keepRows(table, kept), kept }
}

/** Final weights may have been calibrated or rounded since the populations were stated; they cannot stand for another population. */
const STATED_TOLERANCE = 0.1

function drawn(wanted: CaseDesign, table: Table, tables: Tables): Design {
  const whole = makeDesign({
    stages: stagesOf(wanted, table),
    ...(wanted.weights === undefined ? {} : { weights: numbers(table, wanted.weights) }),
    lonelyPsu: lonelyRule(wanted.lonelyPsu),
    adjustDomainLonely: wanted.adjustDomainLonely ?? false,
  })
  // Rows left out before the design is made take their weights with them, and the stated populations stay.
  if (wanted.weights !== undefined && !wanted.rows?.length) checkPopulation(whole, STATED_TOLERANCE)
  const design: Design = wanted.ultimateCluster
    ? Object.freeze({ ...whole, stages: [whole.stages[0]] as const })
    : whole
  if (wanted.kind === 'replicate') return withReplicates(design, replicateMethod(wanted, table, design))
  return withPps(design, wanted, tables)
}

function lonelyRule(rule: CaseDesign['lonelyPsu']): NonNullable<CaseDesign['lonelyPsu']> {
  const known = ['fail', 'certainty', 'remove', 'adjust', 'average'] as const
  if (rule !== undefined && !known.includes(rule))
    throw new AnalysisError('option_invalid', { option: 'lonelyPsu', value: rule })
  return rule ?? 'fail'
}

function stagesOf(wanted: CaseDesign, table: Table): StageInput[] {
  const ids = list(wanted.ids)
  const strata = list(wanted.strata)
  const fpc = list(wanted.fpc).map((name) => numbers(table, name))
  const counts = fpc.some((column) => column.some((value) => value > 1))
  const rowLabels = Int32Array.from({ length: table.rows }, (_, row) => row)
  const units = ids.length > 0 ? ids.map((name) => labels(table, name)) : [rowLabels]
  const [firstStrata] = strata
  const [firstUnits] = units
  if (firstStrata && ids.length > 0 && !wanted.nest && firstUnits) checkNested(table, firstStrata, firstUnits)
  return units.map((unit, s) => ({
    unit,
    ...(strata[s] === undefined ? {} : { stratum: labels(table, strata[s]) }),
    ...(fpc[s] === undefined ? {} : counts ? { population: fpc[s] } : { probability: fpc[s] }),
  }))
}

function checkNested(table: Table, stratumName: string, units: ArrayLike<number>): void {
  const strata = labels(table, stratumName)
  const stratumOf = new Map<number, number>()
  for (let row = 0; row < table.rows; row++) {
    const unit = units[row]
    const stratum = strata[row]
    const known = stratumOf.get(unit)
    if (known === undefined) stratumOf.set(unit, stratum)
    else if (known !== stratum)
      throw new AnalysisError('design_invalid', {
        reason: 'a first-stage label occurs in two strata: give nest = true if labels are unique only inside a stratum',
        variable: stratumName,
        row: row + 1,
      })
  }
}

function withPps(design: Design, wanted: CaseDesign, tables: Tables): Design {
  const pps = wanted.pps
  if (!pps || pps === 'brewer') return design
  if (pps === 'overton') return withJointProbabilities(design, { method: 'overton' })
  if (pps === 'HR')
    return withJointProbabilities(design, {
      method: 'hartleyRao',
      ...(wanted.hr === undefined ? {} : { meanSquare: wanted.hr }),
    })
  if (pps === 'HT-matrix' && wanted.ppsMatrix) {
    const joint = tables(wanted.ppsMatrix)
    const names = [...joint.columns.keys()]
    const probabilities = new Float64Array(joint.rows * names.length)
    for (const [c, name] of names.entries())
      for (const [row, value] of numbers(joint, name).entries()) probabilities[row * names.length + c] = value
    return withJointProbabilities(design, { method: 'matrix', probabilities, form: wanted.ppsVariance ?? 'HT' })
  }
  throw new AnalysisError('option_invalid', { option: 'pps', value: pps })
}

function replicateMethod(wanted: CaseDesign, table: Table, design: Design): ReplicateMethod {
  const { repType, rho, mse } = wanted
  const centred = { mse: mse ?? false }
  if (repType === 'JK1' || repType === 'JKn') return { method: repType, ...centred }
  const places = stratumPlaces(list(wanted.strata)[0], table, design)
  if (repType === 'Fay') return { method: 'Fay', rho: rho ?? 0.3, ...centred, ...places }
  if (repType === 'BRR') return { method: 'BRR', ...centred, ...places }
  throw new AnalysisError('option_invalid', { option: 'repType', value: repType ?? '' })
}

/** Half-samples go along the strata in the order of their labels as text. */
function stratumPlaces(name: string | undefined, table: Table, { stages: [first] }: Design): { places?: Int32Array } {
  if (name === undefined) return {}
  const { codes } = category(table, name)
  const places = new Int32Array(first.strata)
  for (let row = 0; row < table.rows; row++) places[first.stratumOfUnit[first.unitOfRow[row]]] = codes[row]
  return { places }
}

function givenReplicates(wanted: CaseDesign, table: Table, tables: Tables, kept: Uint8Array | undefined): Design {
  const file = wanted.repFile ?? wanted.replicateWeights
  if (!file) throw new AnalysisError('design_invalid', { reason: 'the case names no file of replicate weights' })
  const found = tables(file)
  const replicates = kept && found.rows === kept.length ? keepRows(found, kept) : found
  if (replicates.rows !== table.rows)
    throw new AnalysisError('design_invalid', { reason: 'replicate weights of another length', rows: replicates.rows })
  const design = makeDesign({
    stages: [{ unit: Int32Array.from({ length: table.rows }, (_, row) => row) }],
    ...(wanted.weights === undefined ? {} : { weights: numbers(table, wanted.weights) }),
  })
  const columns = [...replicates.columns.keys()].map((name) => numbers(replicates, name))
  const count = columns.length
  const base = design.weights
  const combined = wanted.combined ?? true
  const weights = combined ? columns : columns.map((column) => column.map((factor, row) => factor * base[row]))
  const given = wanted.rscales
  const rscales = new Float64Array(count)
  for (let r = 0; r < count; r++)
    rscales[r] = Array.isArray(given) ? Number(given[r]) : typeof given === 'number' ? given : 1
  return Object.freeze({
    ...design,
    replicates: {
      ...replicatesFromFactors(design, wanted.repType ?? 'other', count, new Float64Array(0), 1, rscales),
      factors: undefined,
      weightsOf: (r: number) => weights[r],
      scale: wanted.scale ?? scaleOf(wanted, count),
      mse: wanted.mse ?? false,
    },
  }) as Design
}

/** The scale a replicate method implies when none is stated. */
function scaleOf({ repType, rho, rscales }: CaseDesign, count: number): number {
  if (repType === 'JK1') return (count - 1) / count
  if (repType === 'BRR') return 1 / count
  if (repType === 'Fay') return 1 / (count * (1 - (rho ?? 0.3)) ** 2)
  if (repType === 'successive-difference' || repType === 'ACS') return 4 / count
  if (repType === 'bootstrap') return 1 / (count - 1)
  if (repType === 'JK2' || repType === 'JKn' || rscales !== undefined) return 1
  throw new AnalysisError('option_invalid', { option: 'scale', reason: 'this replicate type needs one' })
}

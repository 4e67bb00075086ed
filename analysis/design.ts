import { AnalysisError } from './failure.ts'
import type { Matrix } from './numeric/matrix.ts'
import { residualSpread } from './variance/residual-spread.ts'

/** Values of one variable, a row each. A missing value is NaN; whole-number columns can have none. */
export type Column = Float64Array | Float32Array | Int32Array | Uint8Array

/** What to do with a stratum in which one unit was sampled and whose variance therefore cannot be seen. */
export type LonelyPsu = 'fail' | 'certainty' | 'remove' | 'adjust' | 'average'

/**
 * One stage of selection, one entry per row of the sample. Labels may be any whole numbers or strings.
 * `unit` need only be unique inside its stratum and inside the unit of the stage before.
 * Give `population` (units in the stratum, repeated on each of its rows) or `probability` (inclusion probability
 * of the unit; PPS without replacement by Brewer's approximation). With neither, the stage counts as drawn with replacement
 * and later stages add nothing.
 */
export type StageInput = Readonly<{
  unit: ArrayLike<number | string>
  stratum?: ArrayLike<number | string>
  population?: ArrayLike<number>
  probability?: ArrayLike<number>
  /** Place of the unit in the list of its stratum, when the list was sorted and drawn from at even steps. */
  order?: ArrayLike<number>
  /** Of a balanced sample: the value of each balancing variable over the inclusion probability of the unit, a column each. */
  balance?: readonly ArrayLike<number>[]
}>

/** How the variance between units of a stage is formed where it is not around the mean of the stratum. */
export type Spread =
  /** From one unit to the next of the list; -1 = first of its stratum. */
  | Readonly<{ form: 'successive'; before: Int32Array }>
  /** What the balancing variables leave unexplained: orthonormal directions under `weight`, and the share of the degrees of freedom left. */
  | Readonly<{ form: 'residual'; basis: readonly Float64Array[]; weight: Float64Array; kept: number }>

/** One stage, compact: what a variance needs and nothing that grows with the number of rows but `unitOfRow`. */
export type Stage = Readonly<{
  unitOfRow: Int32Array
  units: number
  strata: number
  stratumOfUnit: Int32Array
  /** Units sampled in each stratum, of the whole design (a domain never changes it). */
  sampled: Float64Array
  /** Sampling fraction of each unit, 0 = with replacement. Equal inside a stratum unless the stage is PPS. */
  fraction: Float64Array
  /** Unit of the stage before in which the stratum lies; absent at stage 1. */
  parentOfStratum?: Int32Array
  spread?: Spread
}>

/** How a weighting step changes the score of a total before the Taylor step; made by `analysis/weight`. */
export type Calibration =
  | Readonly<{ kind: 'poststrata'; cellOfRow: Int32Array; cells: number; weights: Float64Array }>
  | Readonly<{
      kind: 'raking'
      /** Weights before the step; 0 where the row takes no part. */
      base: Float64Array
      /** … and after it. */
      weights: Float64Array
      /** The crossed cell of each row, -1 for none; inside one all weights change by the same factor. */
      cellOfRow: Int32Array
      /** Rows in each crossed cell. */
      rowsOfCell: Float64Array
      /** By margin: its cell of each crossed cell, how many it has, and the factor of the weights after its step. */
      margins: readonly Readonly<{ cellOfCross: Int32Array; cells: number; factor: Float64Array }>[]
    }>
  | Readonly<{
      kind: 'regression'
      /** Directions over the groups, orthonormal under the sums of the base weights. */
      basis: readonly Float64Array[]
      base: Float64Array
      weights: Float64Array
      /** Rows equal in all calibration variables form a group; absent = each row is its own. */
      groupOfRow?: Int32Array
      /** Sum of the base weights of each group. */
      groupWeight: Float64Array
    }>
  | Readonly<{
      kind: 'carried'
      /** Class of each row that takes part, -1 for the others. */
      cellOfRow: Int32Array
      cells: number
      /** Weights before the rows without an answer handed theirs on, and after. */
      base: Float64Array
      weights: Float64Array
    }>
  | Readonly<{
      kind: 'propensity'
      base: Float64Array
      /** 1 answered, 0 did not; rows that take no part have base weight 0 here. */
      answered: Uint8Array
      propensity: Float64Array
      columns: readonly Column[]
      /** Inverse of the information of the propensity model. */
      inverse: Matrix
    }>

/** Joint probabilities of one-stage PPS sampling, and which quadratic form is used. */
export type JointProbabilities = Readonly<{
  /** n x n by rows: (p_ij - p_i p_j) / p_ij. */
  checked: Float64Array
  form: 'HT' | 'YG'
}>

/** Replicate weights: when a design carries them, variance is taken over them. */
export type Replicates = Readonly<{
  kind: string
  count: number
  /** Weights of replicate r, one entry per row. */
  weightsOf: (replicate: number) => Float64Array
  /** Present while replicates are still factors constant inside a first-stage unit: count x units, by replicate. */
  factors?: Float64Array
  scale: number
  rscales: Float64Array
  /** Rank of the weights before a bounded or curved calibration, which bends them into further directions without adding information. */
  rank?: number
  /** Centre on the estimate of the full sample instead of the mean of the replicates. */
  mse: boolean
}>

/**
 * How a sample was drawn and weighted. Rows are never dropped: a domain is a mask, and the units outside it keep
 * their place in the variance. Made once - by the draw from its ledger, or here from columns.
 */
export type Design = Readonly<{
  rows: number
  weights: Float64Array
  stages: readonly [Stage, ...Stage[]]
  lonelyPsu: LonelyPsu
  /** Apply `adjust` and `average` also where a domain leaves one unit in a stratum. */
  adjustDomainLonely: boolean
  calibrations: readonly Calibration[]
  /** 1 = the row belongs to the domain the design is restricted to. */
  domain?: Uint8Array
  joint?: JointProbabilities
  replicates?: Replicates
}>

export type DesignInput = Readonly<{
  /** Final weight per row; absent = product over the stages of population / sampled. */
  weights?: ArrayLike<number>
  stages: readonly StageInput[]
  lonelyPsu?: LonelyPsu
  adjustDomainLonely?: boolean
}>

/**
 * Makes a design from the columns of its stages.
 * Throws AnalysisError: weight_invalid {row}, population_invalid {stage, row}, population_below_sample {stage, sampled, population},
 * design_invalid {reason}. One unit in a stratum is only refused when a variance is asked for (lonely_psu), since a certainty unit is lawful.
 */
export function makeDesign(input: DesignInput): Design {
  const [first] = input.stages
  if (!first) throw new AnalysisError('design_invalid', { reason: 'a design needs at least one stage' })
  const rows = first.unit.length
  if (rows === 0) throw new AnalysisError('design_invalid', { reason: 'a design needs at least one row' })
  const stages: Stage[] = []
  for (const [index, stage] of input.stages.entries()) {
    const made = makeStage(stage, index + 1, rows, stages[index - 1])
    stages.push(made)
  }
  const weights = input.weights ? checkedWeights(input.weights, rows) : weightsFromStages(stages, rows)
  return Object.freeze({
    rows,
    weights,
    stages: stages as [Stage, ...Stage[]],
    lonelyPsu: input.lonelyPsu ?? 'fail',
    adjustDomainLonely: input.adjustDomainLonely ?? false,
    calibrations: [],
  })
}

/** Codes 0, 1, 2 ... in order of first appearance, of the pairs (outer, label). */
export function codesWithin(
  outer: Int32Array | undefined,
  labels: ArrayLike<number | string>,
): { codes: Int32Array; count: number; first: number[] } {
  const rows = labels.length
  const codes = new Int32Array(rows)
  const seen: Map<number | string, number>[] = []
  const first: number[] = []
  for (let row = 0; row < rows; row++) {
    const group = outer ? outer[row] : 0
    let known = seen[group]
    if (!known) {
      known = new Map()
      seen[group] = known
    }
    const label = labels[row] as number | string
    let code = known.get(label)
    if (code === undefined) {
      code = first.length
      known.set(label, code)
      first.push(row)
    }
    codes[row] = code
  }
  return { codes, count: first.length, first }
}

function makeStage(input: StageInput, stage: number, rows: number, before: Stage | undefined): Stage {
  if (input.unit.length !== rows || (input.stratum && input.stratum.length !== rows))
    throw new AnalysisError('design_invalid', { reason: 'columns of different length', stage })
  const within = before?.unitOfRow
  const strata = input.stratum
    ? codesWithin(within, input.stratum)
    : codesWithin(within, new Int32Array(rows) as ArrayLike<number>)
  const units = codesWithin(strata.codes, input.unit)
  const stratumOfUnit = new Int32Array(units.count)
  const sampled = new Float64Array(strata.count)
  for (let unit = 0; unit < units.count; unit++) {
    const stratum = strata.codes[units.first[unit]] as number
    stratumOfUnit[unit] = stratum
    sampled[stratum] = sampled[stratum] + 1
  }
  const fraction = fractions(input, stage, units.first, stratumOfUnit, sampled)
  const plain = { unitOfRow: units.codes, units: units.count, strata: strata.count, stratumOfUnit, sampled, fraction }
  const spread = spreadOf(input, stage, units.first, plain)
  const made = spread ? { ...plain, spread } : plain
  if (!within) return made
  return { ...made, parentOfStratum: Int32Array.from(strata.first, (row) => within[row]) }
}

function spreadOf(
  { order, balance }: StageInput,
  stage: number,
  firstRow: readonly number[],
  made: Stage,
): Spread | undefined {
  if (!order && !balance) return undefined
  if (order && balance) throw new AnalysisError('design_invalid', { reason: 'a stage is sorted or balanced', stage })
  const ofUnits = (column: ArrayLike<number>) =>
    Float64Array.from(firstRow, (row) => {
      const value = column[row]
      if (value === undefined || !Number.isFinite(value))
        throw new AnalysisError('design_invalid', { reason: 'a place or balance is missing', stage, row: row + 1 })
      return value
    })
  return order ? successive(ofUnits(order), made) : residualSpread((balance ?? []).map(ofUnits), made)
}

function successive(order: Float64Array, { units, stratumOfUnit }: Stage): Spread {
  const before = new Int32Array(units).fill(-1)
  const lists = new Map<number, number[]>()
  for (let unit = 0; unit < units; unit++) {
    const stratum = stratumOfUnit[unit]
    const known = lists.get(stratum)
    if (known) known.push(unit)
    else lists.set(stratum, [unit])
  }
  for (const list of lists.values()) {
    list.sort((a, b) => order[a] - order[b])
    for (const [at, unit] of list.entries()) if (at > 0) before[unit] = list[at - 1]
  }
  return { form: 'successive', before }
}

function fractions(
  input: StageInput,
  stage: number,
  firstRow: number[],
  stratumOfUnit: Int32Array,
  sampled: Float64Array,
): Float64Array {
  const fraction = new Float64Array(firstRow.length)
  const given = input.population ?? input.probability
  if (!given) return fraction
  for (const [unit, row] of firstRow.entries()) {
    const value = given[row]
    if (!(value > 0)) throw new AnalysisError('population_invalid', { stage, row: row + 1, value: String(value) })
    const taken = sampled[stratumOfUnit[unit]] as number
    const share = input.population ? (value === Number.POSITIVE_INFINITY ? 0 : taken / value) : value
    if (share > 1 + 1e-9)
      throw new AnalysisError('population_below_sample', { stage, row: row + 1, sampled: taken, population: value })
    fraction[unit] = Math.min(1, share)
  }
  return fraction
}

function checkedWeights(given: ArrayLike<number>, rows: number): Float64Array {
  if (given.length !== rows) throw new AnalysisError('design_invalid', { reason: 'weights of another length' })
  const weights = new Float64Array(rows)
  let sum = 0
  for (let row = 0; row < rows; row++) {
    const weight = given[row]
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY))
      throw new AnalysisError('weight_invalid', { row: row + 1, value: String(weight) })
    weights[row] = weight
    sum += weight
  }
  if (!(sum > 0)) throw new AnalysisError('weight_invalid', { reason: 'all weights are 0' })
  return weights
}

function weightsFromStages(stages: readonly Stage[], rows: number): Float64Array {
  const weights = new Float64Array(rows).fill(1)
  for (const { unitOfRow, fraction } of stages)
    for (let row = 0; row < rows; row++) {
      const share = fraction[unitOfRow[row]] as number
      if (share > 0) weights[row] = weights[row] / share
    }
  return weights
}

/** The same design restricted to the rows where `mask` is not 0; nothing is dropped, so its variance stays right. */
export function within(design: Design, mask: ArrayLike<number> | undefined): Design {
  if (!mask) return design
  if (mask.length !== design.rows) throw new AnalysisError('design_invalid', { reason: 'a mask of another length' })
  const domain = new Uint8Array(design.rows)
  for (let row = 0; row < design.rows; row++) domain[row] = mask[row] && (!design.domain || design.domain[row]) ? 1 : 0
  if (!design.replicates) return Object.freeze({ ...design, domain })
  const { rank: _, ...replicates } = design.replicates
  return Object.freeze({ ...design, domain, replicates })
}

/** Rows that count: inside the domain and of positive weight (a row of weight 0 holds its place only). */
export function activeRows(design: Design): Uint8Array {
  const active = new Uint8Array(design.rows)
  for (let row = 0; row < design.rows; row++)
    if ((!design.domain || design.domain[row]) && design.weights[row] > 0) active[row] = 1
  return active
}

/**
 * Whether rows outside the domain still count as rows of the sample: those of a calibrated design carry residuals and are never
 * dropped, while replicates hold the calibration inside themselves.
 */
export const keepsAllRows = ({ calibrations, replicates }: Design): boolean => calibrations.length > 0 && !replicates

/**
 * Refuses a design whose weights do not add up to the population its stages state, naming the stratum that is furthest off. Only
 * where that can be said: every row is a unit of the last stage, and every stage states its populations or probabilities. With
 * clusters observed whole or sampled further inside, the sum of the weights counts something else.
 */
export function checkPopulation(design: Design, tolerance = 0.01): void {
  const { stages, rows, weights } = design
  const [first] = stages
  const last = stages[stages.length - 1] as Stage
  if (last.units !== rows || stages.some(({ fraction }) => fraction.includes(0))) return
  const stated = weightsFromStages(stages, rows)
  const expected = new Float64Array(first.strata)
  const found = new Float64Array(first.strata)
  for (let row = 0; row < rows; row++) {
    const stratum = first.stratumOfUnit[first.unitOfRow[row]]
    expected[stratum] = expected[stratum] + stated[row]
    found[stratum] = found[stratum] + weights[row]
  }
  const sum = (column: Float64Array) => column.reduce((total, each) => total + each, 0)
  if (Math.abs(sum(found) - sum(expected)) <= tolerance * sum(expected)) return
  const off = found.map((each, stratum) => Math.abs(each / expected[stratum] - 1))
  const stratum = off.indexOf(Math.max(...off))
  throw new AnalysisError('weights_contradict_population', {
    weights: sum(found),
    population: sum(expected),
    stratum: stratum + 1,
    row: first.unitOfRow.findIndex((unit) => first.stratumOfUnit[unit] === stratum) + 1,
    weightsOfStratum: found[stratum],
    populationOfStratum: expected[stratum],
  })
}

import { type Design, makeDesign, type Stage, type StageInput } from '../../analysis/design.ts'

/**
 * The rows of the first-stage strata in which a domain lies, as a design of their own. Strata are independent, so every figure of the
 * domain has the same value, error and degrees of freedom, and a benchmark need not carry the whole province through each of them.
 * Null where strata are not independent, because a balanced draw ties them together.
 */
export function strataOfDomain(
  design: Design,
  mask: ArrayLike<number>,
): Readonly<{ design: Design; rows: Int32Array }> | null {
  const [first] = design.stages
  if (first.spread?.form === 'residual' || design.calibrations.length > 0) return null
  const wanted = new Uint8Array(first.strata)
  const stratumOfRow = new Int32Array(design.rows)
  for (let row = 0; row < design.rows; row++) {
    stratumOfRow[row] = first.stratumOfUnit[first.unitOfRow[row]]
    if (mask[row]) wanted[stratumOfRow[row]] = 1
  }
  let count = 0
  const all = new Int32Array(design.rows)
  for (let row = 0; row < design.rows; row++) if (wanted[stratumOfRow[row]]) all[count++] = row
  const rows = all.subarray(0, count)
  const stages = design.stages.map((stage) => stageAt(stage, rows))
  const weights = rows.length === design.rows ? design.weights : Float64Array.from(rows, (row) => design.weights[row])
  return { design: makeDesign({ weights, stages }), rows }
}

function stageAt(stage: Stage, rows: Int32Array): StageInput {
  const places = stage.spread?.form === 'successive' ? placesIn(stage.spread.before) : undefined
  const unit = new Int32Array(rows.length)
  const stratum = new Int32Array(rows.length)
  const population = new Float64Array(rows.length)
  const order = places ? new Int32Array(rows.length) : undefined
  for (let at = 0; at < rows.length; at++) {
    const own = stage.unitOfRow[rows[at]]
    unit[at] = own
    stratum[at] = stage.stratumOfUnit[own]
    population[at] = populationOf(stage, own)
    if (order && places) order[at] = places[own]
  }
  return { unit, stratum, population, ...(order ? { order } : {}) }
}

/** What makes the fraction of the unit what it is; endless for a unit that counts as drawn with replacement. */
const populationOf = ({ sampled, stratumOfUnit, fraction }: Stage, unit: number): number =>
  fraction[unit] > 0 ? sampled[stratumOfUnit[unit]] / fraction[unit] : Number.POSITIVE_INFINITY

function placesIn(before: Int32Array): Int32Array {
  const places = new Int32Array(before.length)
  for (let unit = 0; unit < before.length; unit++)
    for (let at = before[unit]; at >= 0; at = before[at]) places[unit] = places[unit] + 1
  return places
}

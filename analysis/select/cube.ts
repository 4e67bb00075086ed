import { AnalysisError } from '../failure.ts'
import type { Random } from '../numeric/random.ts'
import { type Flight, fly } from './cube-flight.ts'

export type CubeOptions = Readonly<{
  /** One column per balancing variable, one entry per unit; the least important last, for it is let go first. */
  balance: readonly ArrayLike<number>[]
  /** Stratum of each unit: the number drawn in each is then fixed. Absent = one stratum. */
  stratum?: ArrayLike<number | string>
}>

export type CubeDraw = Readonly<{
  /** Chosen places, ascending. */
  chosen: readonly number[]
  /** After the flight phases: 0 and 1 are decided, what lies between is left to the landing; every balancing equation still holds. */
  flown: Float64Array
  /** Balancing variables the landing had to let go, of those that still bound an undecided unit. */
  letGo: number
}>

/**
 * Balanced sampling by the cube method: samples whose Horvitz-Thompson totals of known variables equal the true totals.
 *
 *   sum_{i in s} x_i / pi_i = sum_i x_i  for every balancing variable x, as nearly as whole units allow;  P(i in s) = pi_i exactly
 *
 * Flight: the vector of probabilities walks inside the cube [0,1]^N along directions that keep all equations, with mean zero steps,
 * until at most as many units are undecided as there are equations. Strata fly by themselves first, then together. Landing: the last
 * balancing variable is let go and the rest flies on, until only the numbers per stratum are left, which whole units can meet: the
 * sizes of the strata are exact where the probabilities of a stratum add up to a whole number. The list is put in random order first.
 *
 * @param probability  inclusion probabilities, 0..1; 1 is always taken, 0 never
 * @param random       the stream to draw from
 * @returns            chosen places, the state after the flight, and how many variables the landing let go
 * @throws AnalysisError option_invalid: a probability outside 0..1, a balancing column of another length or with a missing value, a
 *   stratum whose probabilities do not add up to a whole number
 *
 * Source: Deville and Tille (2004), Biometrika 91(4), 893-912; Chauvet and Tille (2006), Computational Statistics 21, 53-62 (fast
 *   flight); Chauvet (2009), Survey Methodology 35(1), 115-119 (strata) [not re-read].
 * Golden: none, a draw has no outside value; chances over seeds and the equations are tested.
 */
export function drawCube(probability: ArrayLike<number>, options: CubeOptions, random: Random): CubeDraw {
  const units = probability.length
  checkColumns(probability, options)
  const strata = stratumPlaces(units, options.stratum)
  checkStrata(probability, strata)
  const state = Float64Array.from(probability)
  const columns = options.balance.map((column) =>
    Float64Array.from({ length: units }, (_, unit) => (probability[unit] > 0 ? column[unit] / probability[unit] : 0)),
  )
  const counts = countColumns(units, strata)
  for (const [name, members] of strata)
    fly(
      { state, columns: [new Float64Array(units).fill(1), ...columns], among: members },
      random.fork(`stratum ${name}`),
    )
  const everybody = [...strata.values()].flat()
  const together: Flight = { state, columns: [...counts, ...columns], among: everybody }
  fly(together, random.fork('together'))
  const flown = Float64Array.from(state)
  let kept = columns.length
  while (kept > 0 && undecided(state) > 0) {
    kept--
    fly({ ...together, columns: [...counts, ...columns.slice(0, kept)] }, random.fork(`landing ${kept}`))
  }
  if (undecided(state) > 0) throw new AnalysisError('not_converged', { undecided: undecided(state) })
  const chosen = Array.from(state.keys()).filter((unit) => state[unit] === 1)
  return { chosen, flown, letGo: columns.length - kept }
}

/** How far a sample is from the known totals: (estimated - true) / true for each balancing variable, or the difference where the true total is 0. */
export function imbalance(
  probability: ArrayLike<number>,
  balance: readonly ArrayLike<number>[],
  chosen: readonly number[],
): number[] {
  return balance.map((column) => {
    let truth = 0
    for (let unit = 0; unit < probability.length; unit++) truth += column[unit]
    const estimate = chosen.reduce((sum, unit) => sum + column[unit] / probability[unit], 0)
    return truth === 0 ? estimate : estimate / truth - 1
  })
}

const undecided = (state: Float64Array): number => state.reduce((sum, one) => sum + (one > 0 && one < 1 ? 1 : 0), 0)

function checkColumns(probability: ArrayLike<number>, { balance, stratum }: CubeOptions): void {
  const units = probability.length
  for (let unit = 0; unit < units; unit++)
    if (!(probability[unit] >= 0 && probability[unit] <= 1))
      throw new AnalysisError('option_invalid', { option: 'probability', unit, value: String(probability[unit]) })
  if (stratum && stratum.length !== units)
    throw new AnalysisError('option_invalid', { option: 'stratum', reason: 'a column of another length' })
  for (const [variable, column] of balance.entries()) {
    if (column.length !== units)
      throw new AnalysisError('option_invalid', { option: 'balance', variable, reason: 'a column of another length' })
    for (let unit = 0; unit < units; unit++)
      if (!Number.isFinite(column[unit]))
        throw new AnalysisError('option_invalid', { option: 'balance', variable, unit, value: String(column[unit]) })
  }
}

function stratumPlaces(units: number, stratum: CubeOptions['stratum']): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (let unit = 0; unit < units; unit++) {
    const name = String(stratum?.[unit] ?? '')
    const known = places.get(name)
    if (known) known.push(unit)
    else places.set(name, [unit])
  }
  return places
}

function checkStrata(probability: ArrayLike<number>, strata: ReadonlyMap<string, readonly number[]>): void {
  for (const [stratum, members] of strata) {
    const sum = members.reduce((total, unit) => total + probability[unit], 0)
    if (Math.abs(sum - Math.round(sum)) > 1e-6)
      throw new AnalysisError('option_invalid', { option: 'probability', stratum, sum: String(sum) })
  }
}

/** Membership of each stratum as a column: its equation says that the number drawn there is the sum of the probabilities. */
function countColumns(units: number, strata: ReadonlyMap<string, readonly number[]>): Float64Array[] {
  return [...strata.values()].map((members) => {
    const column = new Float64Array(units)
    for (const unit of members) column[unit] = 1
    return column
  })
}

import { AnalysisError } from '../failure.ts'
import type { SampledClass } from '../select/sampled-classes.ts'

/** A class with the weight one of its pupils has so far, and how many pupils of each kind there are. */
export type ClassWeight = {
  room: SampledClass
  answered: number
  silent: number
  unknown: number
  weight: number
  /** Weight of one ineligible pupil; it changes only while eligibility is cleared up. */
  ineligible: number
}

/** Weight that stands for each kind of sampled pupil. Steps before those that agree with totals keep the sum. */
export type WeightTotals = Readonly<{
  answered: number
  silent: number
  ineligible: number
  unknown: number
  sum: number
}>

/** Throws ledger_mismatch {unit, answers, asked}: more answers than pupils asked. */
export function countClasses(
  classes: readonly SampledClass[],
  rooms: readonly SampledClass[],
  factorOf: (room: SampledClass) => number = () => 1,
): ClassWeight[] {
  const answers = new Map<string, number>()
  for (const { id } of rooms) answers.set(id, (answers.get(id) ?? 0) + 1)
  return classes.map((room) => {
    const answered = answers.get(room.id) ?? 0
    const silent = room.sampled - room.ineligible - room.unknown - answered
    if (silent < 0)
      throw new AnalysisError('ledger_mismatch', { unit: room.id, answers: answered, asked: room.sampled })
    const weight = room.baseWeight * factorOf(room)
    return { room, answered, silent, unknown: room.unknown, weight, ineligible: weight }
  })
}

/** Totals; those who answered count by their own weights. */
export function totalsOf(cells: readonly ClassWeight[], weights: Float64Array): WeightTotals {
  const totals = { answered: 0, silent: 0, ineligible: 0, unknown: 0, sum: 0 }
  for (const weight of weights) totals.answered += weight
  for (const { room, weight, ineligible, silent, unknown } of cells) {
    totals.silent += silent * weight
    totals.ineligible += room.ineligible * ineligible
    totals.unknown += unknown * weight
  }
  totals.sum = totals.answered + totals.silent + totals.ineligible + totals.unknown
  return totals
}

export function ratesOf(cells: readonly ClassWeight[]): Readonly<{ unweighted: number; weighted: number }> {
  const sum = (of: (cell: ClassWeight) => number) => cells.reduce((total, cell) => total + of(cell), 0)
  const eligible = sum(({ answered, silent }) => answered + silent)
  const weighted = sum(({ answered, silent, weight }) => (answered + silent) * weight)
  return {
    unweighted: sum(({ answered }) => answered) / eligible,
    weighted: sum(({ answered, weight }) => answered * weight) / weighted,
  }
}

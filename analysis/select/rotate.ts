import { AnalysisError } from '../failure.ts'
import { randomFrom } from '../numeric/random.ts'
import { drawSimple } from './simple.ts'

/** A unit that may be drawn, and the last year in which it was; null: never. */
export type RotationUnit = Readonly<{ id: string; lastYear: number | null }>
export type RotationGroup = Readonly<{ lastYear: number | null; population: number; sampled: number }>
export type RotationLedger = Readonly<{
  method: Readonly<{ name: 'rotation'; version: 1; generator: 'xoshiro128**/murmur3' }>
  seed: string
  percent: number
  population: number
  sampled: number
  /** in the order in which they are drawn from: never, then the longest ago */
  groups: readonly RotationGroup[]
  /** in the order of the groups, within one by id */
  units: readonly Readonly<{ id: string; lastYear: number | null; probability: number; certain: boolean }>[]
}>

/**
 * A share of the units, rounded up, those first that were not drawn for the longest time.
 *
 *   n = ceil(percent N / 100);  groups g by last year, never first;  n_g = min(N_g, n - sum of n before);  pi = n_g / N_g
 *
 * N: units; N_g: units of a group. A group that fits is taken whole, in the one that does not every set has the same chance,
 * and none of a later group is taken. Units are put in the order of their ids before anything is drawn and each group has its own
 * stream, so that the order of a list changes nothing. Over the years every unit is drawn before one is drawn twice.
 *
 * @param units    the frame; each id once
 * @param percent  share of the units, above 0 and at most 100
 * @param seed     written down with the draw
 * @returns        the ledger: groups, and the units drawn with their chances
 * @throws AnalysisError option_invalid {percent}; frame_invalid {unit, reason}; too_few_units
 *
 * Source: simple random sampling within groups in a fixed order (Cochran, 1977, chapter 2) [not re-read]; the order is the
 *   plan's: 20 % of the units a year (Kế hoạch CCHC 2021, task 4), rotated so that all have their turn.
 * Golden: none, a draw has no outside value; chances are counted over seeds, the rotation over years.
 */
export function drawRotation(units: readonly RotationUnit[], percent: number, seed: string): RotationLedger {
  if (!(percent > 0 && percent <= 100)) throw new AnalysisError('option_invalid', { option: 'percent', percent })
  if (units.length === 0) throw new AnalysisError('too_few_units', { units: 0 })
  const sampled = Math.ceil((percent * units.length) / 100)
  const random = randomFrom(seed)
  const groups: RotationGroup[] = []
  const drawn: RotationLedger['units'][number][] = []
  for (const [lastYear, members] of groupsOf(units)) {
    const taken = Math.min(members.length, sampled - drawn.length)
    groups.push({ lastYear, population: members.length, sampled: taken })
    const stream = random.fork('rotation').fork(String(lastYear ?? 'never'))
    for (const place of drawSimple(members.length, taken, stream))
      drawn.push({
        ...members[place],
        probability: taken / members.length,
        certain: taken === members.length,
      })
  }
  return {
    method: { name: 'rotation', version: 1, generator: 'xoshiro128**/murmur3' },
    ...{ seed, percent, population: units.length, sampled, groups, units: drawn },
  }
}

/** Units by the year they were last drawn, never first, then the earliest; within a group by id. */
function groupsOf(units: readonly RotationUnit[]): [number | null, RotationUnit[]][] {
  const found = new Map<number | null, RotationUnit[]>()
  const seen = new Set<string>()
  for (const unit of [...units].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (seen.has(unit.id)) throw new AnalysisError('frame_invalid', { unit: unit.id, reason: 'id twice' })
    seen.add(unit.id)
    const group = found.get(unit.lastYear)
    if (group) group.push(unit)
    else found.set(unit.lastYear, [unit])
  }
  return [...found].sort(([a], [b]) => (a ?? Number.NEGATIVE_INFINITY) - (b ?? Number.NEGATIVE_INFINITY))
}

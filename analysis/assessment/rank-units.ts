import { AnalysisError } from '../failure.ts'

export type Ranked = Readonly<{
  id: string
  index: number
  /** competition rank: equal indexes share the better place */
  rank: number
  tied: boolean
  /** places it may stand at when differences below `margin` are taken for none */
  best: number
  worst: number
}>
export type Ranking = Readonly<{
  rows: readonly Ranked[]
  margin: number
  /** what the margin came from: the looks of the appraisers, or the weight of one component */
  marginFrom: 'looks' | 'component'
  looks: number
  component: number
}>

/**
 * Units by their index, with the places among which the order says nothing.
 *
 *   rank_i = 1 + #{ j : index_j > index_i }
 *   margin = max( median_i |second_i - first_i| , median over components of 100 P_k / sum P )
 *   best_i = 1 + #{ j : index_j - index_i > margin } ;  worst_i = n - #{ j : index_i - index_j > margin }
 *
 * An index is no sample and has no sampling error; but it hangs on judgements. How far two looks at the same papers differ, and
 * what a single component weighs, say how much of a difference one judgement makes: below that nobody is better than anybody.
 *
 * @param units       index, and the index of the first and the second look (the same where there was one look)
 * @param components  points of the components of the card
 * @returns           best first; equal ones in the order given
 * @throws AnalysisError option_invalid: an index outside 0 to 100, or no component with points
 *
 * Source: competition ranking ("1224"); the margin is our own, see DECISIONS.md.
 * Golden: by hand, test/analysis/assessment/rank-units.test.ts.
 */
export function rankUnits(
  units: readonly Readonly<{ id: string; first: number; second: number }>[],
  components: readonly number[],
): Ranking {
  const total = components.reduce((sum, points) => sum + points, 0)
  if (!(total > 0)) throw new AnalysisError('option_invalid', { option: 'components' })
  const within = (value: number) => value >= 0 && value <= 100
  if (!units.every(({ first, second }) => within(first) && within(second)))
    throw new AnalysisError('option_invalid', { option: 'index' })
  const looks = median(units.map(({ first, second }) => cents(Math.abs(second - first)))) / 100
  const component = Math.round(median(components.map((points) => (10_000 * points) / total))) / 100
  const margin = Math.max(looks, component)
  const all = units.map(({ second }) => cents(second))
  const rows = units.map(({ id, second }): Ranked => {
    const own = cents(second)
    const clearly = (sign: 1 | -1) => all.filter((other) => sign * (other - own) > cents(margin)).length
    return {
      id,
      index: second,
      rank: 1 + all.filter((other) => other > own).length,
      tied: all.filter((other) => other === own).length > 1,
      best: 1 + clearly(1),
      worst: all.length - clearly(-1),
    }
  })
  const marginFrom = looks > component ? 'looks' : 'component'
  return { rows: rows.sort((one, two) => one.rank - two.rank), margin, marginFrom, looks, component }
}

const cents = (value: number): number => Math.round(value * 100)

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, two) => one - two)
  const middle = Math.floor(sorted.length / 2)
  const [high, low] = [sorted[middle] ?? 0, sorted[middle - 1] ?? 0]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

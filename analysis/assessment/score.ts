import { AnalysisError } from '../failure.ts'
import type { Fact, Scored } from './rule.ts'
import { type ComponentScore, scoreComponent } from './score-component.ts'

type Extra = Readonly<{ ceiling: number; items: readonly Readonly<{ id: string; most: number }>[] }>
/** What is computed with of a card. */
export type Card = Readonly<{
  areas: readonly Readonly<{
    id: string
    criteria: readonly Readonly<{ id: string; components: readonly Scored[] }>[]
  }>[]
  bonus: Extra
  penalty: Extra
  bands: readonly Readonly<{ id: string; from: number }>[]
}>

/** Facts by component, and the points given beside the card by item. */
export type Facts = Readonly<{
  components: ReadonlyMap<string, Fact>
  bonus?: ReadonlyMap<string, number>
  penalty?: ReadonlyMap<string, number>
}>

/** `most`: what could be had of what arose; `excluded`: the points of what did not. */
export type Sum = Readonly<{ most: number; excluded: number; points: number; missing: number }>
export type CriterionScore = Sum & Readonly<{ id: string; components: readonly ComponentScore[] }>
export type AreaScore = Sum & Readonly<{ id: string; criteria: readonly CriterionScore[] }>
export type Score = Sum &
  Readonly<{
    areas: readonly AreaScore[]
    /** percent of what could be had, before bonus and penalty; two decimals */
    share: number
    bonus: number
    penalty: number
    /** what the unit is ranked by: 0 to 100 */
    index: number
    band: string
  }>

const cents = (points: number) => Math.round(points * 100)

/**
 * The index of one unit: every component by its rule, parents as sums, what did not arise left out.
 *
 *   share = 100 x points / (most of all components - most of those that did not arise)
 *   index = min(100, max(0, share + min(bonus, ceiling) - min(penalty, ceiling)))
 *
 * Sums are taken in hundredths of a point and are exact. Bonus and penalty stand on the scale of the index, not of the card,
 * so that they weigh the same in a card of 60 points and one of 100.
 *
 * @param card   as published
 * @param facts  what was entered; a component without a fact counts as 0 points and as missing
 * @returns      points of every line with its reason, the index and its band
 * @throws AnalysisError nothing_arose: nothing is left to be judged; fact_invalid {id, fault}
 *
 * Source: departmental reform index of the provinces, criteria that did not arise leave numerator and denominator [not re-read].
 * Golden: by hand in test/analysis/assessment/score.test.ts.
 */
export function scoreCard(card: Card, facts: Facts): Score {
  const areas = card.areas.map((area): AreaScore => {
    const criteria = area.criteria.map((criterion): CriterionScore => {
      const scored = criterion.components.map((one) => scoreComponent(one, facts.components.get(one.id) ?? null))
      const lost = criterion.components.reduce(
        (sum, { points }, at) => sum + (scored[at]?.state === 'excluded' ? cents(points) : 0),
        0,
      )
      return {
        id: criterion.id,
        most: scored.reduce((sum, { most }) => sum + cents(most), 0) / 100,
        excluded: lost / 100,
        points: scored.reduce((sum, { points }) => sum + cents(points), 0) / 100,
        missing: scored.filter(({ state }) => state === 'missing').length,
        components: scored,
      }
    })
    return { id: area.id, ...sumOf(criteria), criteria }
  })
  const total = sumOf(areas)
  if (total.most === 0) throw new AnalysisError('nothing_arose')
  const bonus = given(card.bonus, facts.bonus, 'bonus')
  const penalty = given(card.penalty, facts.penalty, 'penalty')
  const { share, index } = indexOf(total.points, total.most, bonus, penalty)
  return { ...total, areas, share, bonus, penalty, index, band: bandOf(card.bands, index) }
}

/** The last step of `scoreCard`: points of what could be had as percent, and with what was given beside the card. */
export function indexOf(points: number, most: number, bonus: number, penalty: number) {
  const share = Math.floor((cents(points) * 10_000) / cents(most) + 0.5) / 100
  return { share, index: Math.min(10_000, Math.max(0, cents(share) + cents(bonus) - cents(penalty))) / 100 }
}

const sumOf = (parts: readonly Sum[]): Sum => ({
  most: parts.reduce((sum, { most }) => sum + cents(most), 0) / 100,
  excluded: parts.reduce((sum, { excluded }) => sum + cents(excluded), 0) / 100,
  points: parts.reduce((sum, { points }) => sum + cents(points), 0) / 100,
  missing: parts.reduce((sum, { missing }) => sum + missing, 0),
})

/** Points beside the card: none above what an item allows, none above the ceiling altogether. */
function given(extra: Extra, points: ReadonlyMap<string, number> | undefined, kind: string): number {
  let sum = 0
  for (const [id, value] of points ?? []) {
    const most = extra.items.find((item) => item.id === id)?.most
    if (most === undefined || !(value >= 0 && value <= most))
      throw new AnalysisError('fact_invalid', { id, fault: kind })
    sum += cents(value)
  }
  return Math.min(sum, cents(extra.ceiling)) / 100
}

/** The best band whose start the index reaches; the last one begins at zero. */
export function bandOf(bands: Card['bands'], index: number): string {
  const band = bands.find(({ from }) => index >= from) ?? bands.at(-1)
  if (band === undefined) throw new AnalysisError('option_invalid', { option: 'bands' })
  return band.id
}

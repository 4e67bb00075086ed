import { type Ranking, rankUnits } from '../../analysis/assessment/rank-units.ts'
import type { Score } from '../../analysis/assessment/score.ts'
import { ASSESSMENT_STATES, type AssessmentState } from '../../surveys/assessment.ts'
import { type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { raterFacts } from '../assessment/rater-facts.ts'
import { type Scores, scoresOf } from '../assessment/scores.ts'
import { cardOf } from '../assessment/view.ts'
import type { Db } from '../db/open.ts'
import type { Reach } from '../staff/account.ts'
import { listCardsOfUnits, listUsedCards, listWrittenOfCard, listYearsOfCard } from './store.ts'

const LOOKS = ['self', 'first', 'second'] as const

/** What a number of the table was made of. */
export type Figure = Readonly<
  Pick<Score, 'points' | 'most' | 'excluded' | 'missing' | 'share' | 'bonus' | 'penalty' | 'index' | 'band'>
>
const figureOf = (score: Score | null): Figure | null => {
  if (score === null) return null
  const { points, most, excluded, missing, share, bonus, penalty, index, band } = score
  return { points, most, excluded, missing, share, bonus, penalty, index, band }
}

const percentOf = (points: number, most: number): number | null =>
  most > 0 ? Math.round((10_000 * points) / most) / 100 : null

/** Each area's percent of what could be had, at each look; null where nothing of it arose. */
export const areasOf = (card: CriteriaSet, scores: Scores) =>
  card.areas.map(({ id, name, points }, at) => {
    const percent = (look: (typeof LOOKS)[number]) => {
      const area = scores[look]?.areas[at]
      return area ? percentOf(area.points, area.most) : null
    }
    return { id, name, points, self: percent('self'), first: percent('first'), second: percent('second') }
  })

/** The frozen scores of a published year, or those of the lines as they stand. */
export const scoresNow = (
  card: CriteriaSet,
  result: string | null,
  entries: Parameters<typeof scoresOf>[1] = [],
  extras: Parameters<typeof scoresOf>[2] = [],
  rated: Parameters<typeof scoresOf>[3] = new Map(),
): Scores => (result === null ? scoresOf(card, entries, extras, rated) : JSON.parse(result))

/** Ranks among the published years of a card, all units of it, whoever looks. */
export function rankingOf(card: CriteriaSet, published: readonly Readonly<{ id: string; scores: Scores }>[]): Ranking {
  return rankUnits(
    published.flatMap(({ id, scores: { first, second } }) =>
      second ? [{ id, first: first?.index ?? second.index, second: second.index }] : [],
    ),
    componentsOf(card).map(({ points }) => points),
  )
}

/** A look has a result once it was ended: until then its numbers are only those of the look before it. */
export function endedLooks(state: AssessmentState, { self, first, second }: Scores): Scores {
  const ended = (from: AssessmentState) => ASSESSMENT_STATES.indexOf(state) >= ASSESSMENT_STATES.indexOf(from)
  return { self, first: ended('explaining') ? first : null, second: ended('settled') ? second : null }
}

export type ResultTable = Awaited<ReturnType<typeof resultTable>>

/** All units of one card that somebody reaches: index by look, differences, band, place, areas. */
export async function resultTable(db: Db, criteriaSetId: string, reach: Reach) {
  const card = await cardOf(db, { criteriaSetId })
  const { entries, extras } = await listWrittenOfCard(db, criteriaSetId)
  const rated = await raterFacts(db, criteriaSetId, card)
  const years = (await listYearsOfCard(db, criteriaSetId)).map((row) => ({
    ...row,
    scores: scoresNow(card, row.result, entries.get(row.id), extras.get(row.id), rated.get(row.unitId)),
  }))
  const { rows: ranks, ...ranking } = rankingOf(
    card,
    years.filter(({ state }) => state === 'published'),
  )
  const rankOf = new Map(ranks.map((one) => [one.id, one]))
  return {
    card: {
      id: criteriaSetId,
      group: card.group,
      year: card.year,
      version: card.version,
      title: card.title,
      bands: card.bands,
      areas: card.areas.map(({ id, name, points }) => ({ id, name, points })),
    },
    ranking: { ...ranking, units: ranks.length },
    rows: years
      .filter(({ unitId }) => reach === 'everywhere' || reach.has(unitId))
      .map(({ id, unitId, unitName, state, scores: all }) => {
        const scores = endedLooks(state, all)
        const [self, first, second] = LOOKS.map((look) => figureOf(scores[look]))
        const { rank, tied, best, worst } = rankOf.get(id) ?? { rank: null, tied: false, best: null, worst: null }
        return {
          id,
          unit: { id: unitId, name: unitName },
          state,
          self: self ?? null,
          first: first ?? null,
          second: second ?? null,
          rank,
          tied,
          best,
          worst,
          areas: areasOf(card, scores),
        }
      })
      .sort((one, two) => (one.rank ?? Number.POSITIVE_INFINITY) - (two.rank ?? Number.POSITIVE_INFINITY)),
  }
}

/** The table of the card asked for, or of the latest year; without any year there is no table. Cards are those of the units reached. */
export async function viewResults(db: Db, asked: string | undefined, reach: Reach) {
  const own = reach === 'everywhere' ? null : new Set(await listCardsOfUnits(db, [...reach]))
  const used = (await listUsedCards(db)).filter(({ id }) => own === null || own.has(id))
  const cards = await Promise.all(
    used.map(async (card) => ({
      ...card,
      units: Number(card.units),
      title: (await cardOf(db, { criteriaSetId: card.id })).title,
    })),
  )
  const id = asked ?? cards[0]?.id
  return { cards, table: id === undefined ? null : await resultTable(db, id, reach) }
}

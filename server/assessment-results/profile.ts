import { compareYears } from '../../analysis/assessment/compare-years.ts'
import { wayToBand } from '../../analysis/assessment/way-to-band.ts'
import { type Bridge, compareCriteria } from '../../surveys/criteria/compare-criteria.ts'
import { type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { forYear } from '../../surveys/criteria/for-year.ts'
import { listExtras } from '../assessment/extra-store.ts'
import { raterFacts } from '../assessment/rater-facts.ts'
import type { Scores } from '../assessment/scores.ts'
import { type Assessment, getAssessment, getUnitName, listEntries } from '../assessment/store.ts'
import { cardOf } from '../assessment/view.ts'
import type { Db } from '../db/open.ts'
import { areasOf, endedLooks, rankingOf, scoresNow } from './result-table.ts'
import { listYearsOfCard, listYearsOfUnit } from './store.ts'

type Year = Readonly<{ id: string; year: number; state: string; card: CriteriaSet; scores: Scores }>

export type Profile = Awaited<ReturnType<typeof viewProfile>>

/** A unit's year by itself: its parts, its areas, its place, the years before, and what the next band would need. */
export async function viewProfile(db: Db, id: string) {
  const row = await getAssessment(db, id)
  const card = await cardOf(db, row)
  const rated = (await raterFacts(db, row.criteriaSetId, card)).get(row.unitId)
  const all = scoresNow(card, row.result, await listEntries(db, id), await listExtras(db, id), rated)
  const scores = endedLooks(row.state, all)
  const last = lastLook(scores)
  return {
    id,
    unit: { id: row.unitId, name: await getUnitName(db, row.unitId) },
    state: row.state,
    decision: row.decision,
    publishedAt: row.publishedAt,
    criteriaSetId: row.criteriaSetId,
    card,
    scores,
    areas: areasOf(card, scores),
    place: await placeOf(db, row, card),
    trend: trendOf(await yearsOf(db, row, card, scores)),
    /** the look that the way to the next band starts from */
    last: last?.look ?? null,
    way: last ? wayToBand(card, last.score) : null,
  }
}

/** The last look that has a result: also before any appraisal a unit may ask what the next band would need. */
function lastLook(scores: Scores) {
  for (const look of ['second', 'first', 'self'] as const) {
    const score = scores[look]
    if (score) return { look, score }
  }
  return null
}

async function placeOf(db: Db, { id, criteriaSetId, state }: Assessment, card: CriteriaSet) {
  if (state !== 'published') return null
  const published = (await listYearsOfCard(db, criteriaSetId)).filter(({ result }) => result !== null)
  const { rows, ...ranking } = rankingOf(
    card,
    published.map((one) => ({ id: one.id, scores: scoresNow(card, one.result) })),
  )
  const own = rows.find((one) => one.id === id)
  return own ? { ...own, ...ranking, units: rows.length } : null
}

/** Published years of the unit under the group's cards, and the one looked at; of two in one year the later card. */
async function yearsOf(db: Db, { id, unitId }: Assessment, card: CriteriaSet, scores: Scores): Promise<Year[]> {
  const years = new Map<number, Year>()
  for (const row of await listYearsOfUnit(db, unitId, card.group)) {
    if (row.id === id) years.set(row.year, { ...row, card, scores })
    else if (row.result !== null && years.get(row.year)?.id !== id) {
      const own = await cardOf(db, row)
      years.set(row.year, { ...row, card: own, scores: scoresNow(own, row.result) })
    }
  }
  return [...years.values()].sort((one, two) => one.year - two.year)
}

/** Measured as before: the same rule, due days moved along with the year. */
const alike = ({ kind, fields }: Bridge): boolean => (kind === 'same' || kind === 'changed') && !fields.includes('rule')

const KINDS = ['same', 'changed', 'merged', 'split', 'new', 'gone'] as const

function trendOf(years: readonly Year[]) {
  return years.map(({ id, year, state, card, scores }, at) => {
    const former = years[at - 1]
    const { second } = scores
    const before = former?.scores.second
    const own = { id, year, state, index: second?.index ?? null, band: second?.band ?? null }
    if (!former || !before || !second) return { ...own, bridge: null }
    const { bridges } = compareCriteria(forYear(former.card, card.year), card)
    const joined = bridges.map((bridge) => ({ before: bridge.before, after: bridge.after, alike: alike(bridge) }))
    const kinds = Object.fromEntries(KINDS.map((kind) => [kind, bridges.filter((one) => one.kind === kind).length]))
    const rules = bridges.filter(({ fields }) => fields.includes('rule')).length
    const changes = changesOf(bridges, former, card)
    return { ...own, bridge: { from: former.year, ...compareYears(before, second, joined), kinds, rules, changes } }
  })
}

/**
 * What a reader of two years has to know of a card that moved on: components that are called or scored otherwise, and those that
 * came, went, met or parted, each by its code and name. A name in which only the year is another is the same name.
 */
function changesOf(bridges: readonly Bridge[], former: Year, card: CriteriaSet) {
  const [was, is] = [named(former.card), named(card)]
  const yearOn = (name: string) => name.replaceAll(String(former.year), String(card.year))
  return bridges.flatMap(({ kind, before, after, fields }) => {
    const [from, to] = [before.map((id) => ({ id, name: was.get(id) ?? '' })), after]
    const now = to === null ? null : { id: to, name: is.get(to) ?? '' }
    const [one] = from
    const renamed = one !== undefined && now !== null && (one.id !== now.id || yearOn(one.name) !== yearOn(now.name))
    const rule = fields.includes('rule')
    if (kind === 'same' || (kind === 'changed' && !renamed && !rule)) return []
    return [{ kind, before: from, after: now, renamed, rule }]
  })
}
const named = (set: CriteriaSet) => new Map(componentsOf(set).map(({ id, name }) => [id, name]))

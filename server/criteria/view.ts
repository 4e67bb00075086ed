import { SHIPPED_CARDS } from '../../surveys/criteria/catalogue.ts'
import { checkCriteria } from '../../surveys/criteria/check-criteria.ts'
import { type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import type { Db } from '../db/open.ts'
import { listNames } from '../instruments/store.ts'
import { Problem } from '../problem.ts'
import { type CardRow, findCard, listCards } from './store.ts'

/** A card that ships is a beginning, not a decision: it is never in the database, and nobody is judged by it. */
const shipped = (id: string): CriteriaSet | undefined =>
  Object.hasOwn(SHIPPED_CARDS, id) ? SHIPPED_CARDS[id] : undefined

const summary = (set: CriteriaSet) => ({
  group: set.group,
  year: set.year,
  version: set.version,
  title: set.title,
  areas: set.areas.length,
  criteria: set.areas.reduce((sum, { criteria }) => sum + criteria.length, 0),
  components: componentsOf(set).length,
  points: set.areas.reduce((sum, { points }) => sum + Math.round(points * 100), 0) / 100,
})

export async function viewCards(db: Db) {
  const rows = await listCards(db)
  return {
    shipped: Object.entries(SHIPPED_CARDS).map(([id, set]) => ({ id, state: 'shipped' as const, ...summary(set) })),
    cards: rows.map(({ id, state, definition, changedAt, publishedAt, decision }) => ({
      id,
      state,
      changedAt,
      publishedAt,
      decision,
      ...summary(definition),
    })),
  }
}

/** One card, whether it ships, is being written or was published, with what still hinders its publication. */
export async function viewCard(db: Db, id: string) {
  const definition = shipped(id)
  if (definition)
    return {
      id,
      state: 'shipped' as const,
      definition,
      lockVersion: null,
      basedOn: null,
      contentHash: null,
      authors: [],
      changedBy: null,
      changedAt: null,
      publishedBy: null,
      publishedAt: null,
      decision: null,
      issues: [],
    }
  const row = await findCard(db, id)
  if (!row) throw new Problem('not_found')
  return viewRow(db, row)
}

export async function viewRow(db: Db, row: CardRow) {
  const ids = [...row.authors, row.changedBy, ...(row.publishedBy === null ? [] : [row.publishedBy])]
  const names = await listNames(db, [...new Set(ids)])
  const person = (id: string) => ({ id, name: names.get(id) ?? null })
  return {
    id: row.id,
    state: row.state,
    definition: row.definition,
    lockVersion: row.lockVersion,
    basedOn: row.basedOn,
    contentHash: row.contentHash,
    authors: row.authors.map(person),
    changedBy: person(row.changedBy),
    changedAt: row.changedAt,
    publishedBy: row.publishedBy === null ? null : person(row.publishedBy),
    publishedAt: row.publishedAt,
    decision: row.decision,
    issues: row.state === 'draft' ? checkCriteria(row.definition) : [],
  }
}

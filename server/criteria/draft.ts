import { canonicalJson } from '../../surveys/canonical-json.ts'
import { checkCriteria } from '../../surveys/criteria/check-criteria.ts'
import type { CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import { forYear } from '../../surveys/criteria/for-year.ts'
import type { Issue } from '../../surveys/issue.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { Problem } from '../problem.ts'
import { type CardRow, deleteCard, findCard, insertCard, lastVersion, updateCard } from './store.ts'
import { viewRow } from './view.ts'

const MOST_NAMED = 300

/** Refuses a card that has errors, each with its place. */
export function refuseFaults(issues: readonly Issue[]): void {
  if (issues.length === 0) return
  throw new Problem('criteria_invalid', {
    detail: { count: issues.length },
    errors: issues
      .slice(0, MOST_NAMED)
      .map(({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) })),
  })
}

type Source = Readonly<{ definition: CriteriaSet; basedOn: string | null; year?: number | undefined; from: string }>

/** A new draft with the next number of its group and year; for another year the due days move along. */
export async function createCard(db: Db, by: Act, { definition, basedOn, year, from }: Source): Promise<string> {
  const moved = forYear(definition, year ?? definition.year)
  const version = (await lastVersion(db, moved.group, moved.year)) + 1
  const id = newId(by)
  const at = by.now.toISOString()
  const text = canonicalJson({ ...moved, version })
  await insertCard(db, {
    id,
    unitGroup: moved.group,
    year: moved.year,
    version,
    state: 'draft',
    definition: text,
    contentHash: null,
    lockVersion: 1,
    basedOn,
    authors: JSON.stringify([by.actor]),
    createdBy: by.actor,
    createdAt: at,
    changedBy: by.actor,
    changedAt: at,
    publishedBy: null,
    publishedAt: null,
    decision: null,
  })
  await audit(db, by, 'criteria.create', id, { basedOn, from, year: moved.year, version, contentHash: sha256(text) })
  return id
}

/** The draft, still open and still as it was when it was read; else a refusal that carries it as it is now. */
async function openCard(db: Db, id: string, lockVersion: number): Promise<CardRow> {
  const card = await findCard(db, id)
  if (!card) throw new Problem('not_found')
  if (card.state !== 'draft') throw new Problem('version_fixed', { detail: { state: card.state } })
  if (card.lockVersion !== lockVersion)
    throw new Problem('stale', { detail: { version: card.lockVersion }, current: await viewRow(db, card) })
  return card
}

/** Group, year and number of a draft stay what they are, whatever the text says. */
export async function saveCard(db: Db, by: Act, id: string, lockVersion: number, given: CriteriaSet): Promise<void> {
  const card = await openCard(db, id, lockVersion)
  const text = canonicalJson({ ...given, group: card.unitGroup, year: card.year, version: card.version })
  if (text === canonicalJson(card.definition)) return
  await updateCard(db, id, lockVersion, {
    definition: text,
    authors: JSON.stringify([...new Set([...card.authors, by.actor])]),
    changedBy: by.actor,
    changedAt: by.now.toISOString(),
  })
  await audit(db, by, 'criteria.edit', id, { contentHash: sha256(text) })
}

export async function discardCard(db: Db, by: Act, id: string, lockVersion: number): Promise<void> {
  const card = await openCard(db, id, lockVersion)
  await deleteCard(db, id)
  await audit(db, by, 'criteria.discard', id, { contentHash: sha256(canonicalJson(card.definition)) })
}

/** The card becomes what units are judged by and never changes again. Whoever wrote in it cannot be the one. */
export async function publishCard(db: Db, by: Act, id: string, lockVersion: number, decision: string): Promise<void> {
  const card = await openCard(db, id, lockVersion)
  if (card.authors.includes(by.actor)) throw new Problem('four_eyes')
  refuseFaults(checkCriteria(card.definition))
  const contentHash = sha256(canonicalJson(card.definition))
  await updateCard(db, id, lockVersion, {
    state: 'published',
    contentHash,
    publishedBy: by.actor,
    publishedAt: by.now.toISOString(),
    decision,
  })
  await audit(db, by, 'criteria.publish', id, { contentHash, decision })
}

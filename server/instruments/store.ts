import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Notices } from '../../surveys/forms/notice.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import type { InstrumentState } from '../../surveys/instrument-state.ts'
import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { InstrumentDraftTable, InstrumentTable } from '../db/tables.ts'
import { Problem } from '../problem.ts'
import type { DraftDefinition } from './draft-shape.ts'
import { versionOrder } from './next-version.ts'

const parse = (definition: string): Instrument => JSON.parse(definition) as Instrument

/** A version that was published: a withdrawn one is still what its rounds asked. */
export async function findInstrument(db: Db, id: string): Promise<Instrument | undefined> {
  const row = await db
    .selectFrom('instrument')
    .select('definition')
    .where('id', '=', id)
    .where('state', 'in', ['published', 'withdrawn'])
    .executeTakeFirst()
  return row && parse(row.definition)
}

/** The newest published version of a form; versions are `year.number`. */
export async function findPublishedForm(db: Db, form: string): Promise<Instrument | undefined> {
  const rows = await db
    .selectFrom('instrument')
    .select('definition')
    .where('form', '=', form)
    .where('state', '=', 'published')
    .execute()
  return rows
    .map(({ definition }) => parse(definition))
    .sort((a, b) => versionOrder(b.version) - versionOrder(a.version))[0]
}

/** All that was ever published of a form. */
export async function listPublishedOf(db: Db, form: string): Promise<Instrument[]> {
  const rows = await db.selectFrom('instrument').select('definition').where('form', '=', form).execute()
  return rows.map(({ definition }) => parse(definition))
}

export async function findNotices(db: Db, version: string): Promise<Notices | undefined> {
  const row = await db.selectFrom('notice').select('definition').where('version', '=', version).executeTakeFirst()
  return row && (JSON.parse(row.definition) as Notices)
}

/** The notice of a round as it was published: a program that ships another one since changes nothing about it. */
export async function getNotices(db: Db, version: string): Promise<Notices> {
  const notices = await findNotices(db, version)
  if (!notices) throw new Error(`notice ${version} is not in the database`)
  return notices
}

export type Draft = Omit<Selectable<InstrumentDraftTable>, 'state' | 'definition' | 'authors'> &
  Readonly<{ state: InstrumentState; definition: DraftDefinition; authors: readonly string[] }>

const draftOf = (row: Selectable<InstrumentDraftTable>): Draft => ({
  ...row,
  state: row.state as InstrumentState,
  definition: JSON.parse(row.definition),
  authors: JSON.parse(row.authors),
})

export async function findDraft(db: Db, id: string): Promise<Draft | undefined> {
  const row = await db.selectFrom('instrumentDraft').selectAll().where('id', '=', id).executeTakeFirst()
  return row && draftOf(row)
}

export async function getDraft(db: Db, id: string): Promise<Draft> {
  const draft = await findDraft(db, id)
  if (!draft) throw new Problem('not_found')
  return draft
}

export const findRow = (db: Db, id: string) =>
  db.selectFrom('instrument').selectAll().where('id', '=', id).executeTakeFirst()

export const listInstruments = (db: Db) => db.selectFrom('instrument').selectAll().execute()

/** What was published lives on in `instrument`; its draft is only a record. */
export const listOpenDrafts = async (db: Db): Promise<Draft[]> =>
  (await db.selectFrom('instrumentDraft').selectAll().where('state', '<>', 'published').execute()).map(draftOf)

export async function listVersions(db: Db, form: string): Promise<string[]> {
  const published = await db.selectFrom('instrument').select('version').where('form', '=', form).execute()
  const drafts = await db.selectFrom('instrumentDraft').select('version').where('form', '=', form).execute()
  return [...published, ...drafts].map(({ version }) => version)
}

/** The record of how a version came about; versions that ship have none. */
export const findRecord = async (db: Db, form: string, version: string): Promise<Draft | undefined> => {
  const row = await db
    .selectFrom('instrumentDraft')
    .selectAll()
    .where('form', '=', form)
    .where('version', '=', version)
    .executeTakeFirst()
  return row && draftOf(row)
}

export async function insertDraft(db: Db, row: Insertable<InstrumentDraftTable>): Promise<void> {
  await db.insertInto('instrumentDraft').values(row).execute()
}

/** Whether the draft was still at the version that was read; if not, nothing is changed. */
export async function updateDraft(
  db: Db,
  id: string,
  lockVersion: number,
  change: Updateable<InstrumentDraftTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('instrumentDraft')
    .set({ ...change, lockVersion: lockVersion + 1 })
    .where('id', '=', id)
    .where('lockVersion', '=', lockVersion)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteDraft(db: Db, id: string): Promise<void> {
  await db.deleteFrom('instrumentDraft').where('id', '=', id).execute()
}

export async function insertInstrument(db: Db, row: Insertable<InstrumentTable>): Promise<void> {
  await db.insertInto('instrument').values(row).execute()
}

export async function setInstrumentState(db: Db, id: string, state: 'withdrawn'): Promise<void> {
  await db.updateTable('instrument').set({ state }).where('id', '=', id).execute()
}

/** Names of accounts by id; the command line and whoever is gone have none. */
export async function listNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.selectFrom('account').select(['id', 'name']).where('id', 'in', textsIn(db, ids)).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

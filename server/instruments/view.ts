import type { Instrument } from '../../surveys/instrument.ts'
import type { InstrumentState } from '../../surveys/instrument-state.ts'
import type { Db } from '../db/open.ts'
import { listHistory, listRounds } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import type { Reach } from '../staff/account.ts'
import type { DraftDefinition } from './draft-shape.ts'
import { versionOrder } from './next-version.ts'
import { type Draft, findDraft, findRecord, findRow, listInstruments, listNames, listOpenDrafts } from './store.ts'

export type Person = Readonly<{ id: string; name: string | null }>

/** One version of a form as the staff application shows it, whatever its state. */
export type VersionView = Readonly<{
  id: string
  form: string
  version: string
  state: InstrumentState
  definition: DraftDefinition
  /** Only drafts have one: what `If-Match` names. */
  lockVersion: number | null
  contentHash: string | null
  basedOn: string | null
  authors: readonly Person[]
  changedBy: Person | null
  changedAt: string | null
  reviewedBy: Person | null
  reviewedAt: string | null
  publishedAt: string | null
}>

const peopleOf = async (db: Db, record: Draft) => {
  const ids = [...record.authors, record.changedBy, record.reviewedBy].filter((id) => id !== null)
  const names = await listNames(db, [...new Set(ids)])
  const person = (id: string | null): Person | null => (id === null ? null : { id, name: names.get(id) ?? null })
  return {
    basedOn: record.basedOn,
    authors: record.authors.map((id) => ({ id, name: names.get(id) ?? null })),
    changedBy: person(record.changedBy),
    changedAt: record.changedAt,
    reviewedBy: person(record.reviewedBy),
    reviewedAt: record.reviewedAt,
  }
}

export async function viewDraft(db: Db, draft: Draft): Promise<VersionView> {
  const { id, form, version, state, definition, lockVersion } = draft
  const people = await peopleOf(db, draft)
  return { id, form, version, state, definition, lockVersion, contentHash: null, publishedAt: null, ...people }
}

const NOBODY = { basedOn: null, authors: [], changedBy: null, changedAt: null, reviewedBy: null, reviewedAt: null }

/** `ph-th@2021.1` is a version that was published, anything else a draft. */
export async function viewVersion(db: Db, id: string): Promise<VersionView> {
  if (!id.includes('@')) {
    const draft = await findDraft(db, id)
    if (!draft) throw new Problem('not_found')
    return viewDraft(db, draft)
  }
  const row = await findRow(db, id)
  if (!row) throw new Problem('not_found')
  const { form, version, contentHash, publishedAt } = row
  const record = await findRecord(db, form, version)
  return {
    id,
    form,
    version,
    state: row.state as InstrumentState,
    definition: JSON.parse(row.definition),
    lockVersion: null,
    contentHash,
    publishedAt,
    ...(record ? await peopleOf(db, record) : NOBODY),
  }
}

/** Who did what with a version, oldest first: of its draft and of what it became. */
export async function listVersionHistory(db: Db, { id, form, version }: VersionView) {
  const record = id.includes('@') ? await findRecord(db, form, version) : undefined
  const entries = [...(record ? await listHistory(db, record.id) : []), ...(await listHistory(db, id))]
  return entries.map(({ at, action, name, actor }) => ({ at, action, name: name ?? null, actor }))
}

type Row = Readonly<{
  id: string
  version: string
  state: InstrumentState
  at: string | null
  by: string | null
  items: number
  rounds: readonly Readonly<{ id: string; name: string }>[]
}>

/** All forms with their versions, newest first, and the rounds within reach that ask them. */
export async function listForms(db: Db, reach: Reach) {
  const [instruments, drafts, rounds] = [
    await listInstruments(db),
    await listOpenDrafts(db),
    await listRounds(db, reach),
  ]
  const names = await listNames(db, [...new Set(drafts.map(({ changedBy }) => changedBy))])
  const asked = (id: string) =>
    rounds
      .filter(({ matrix }) => matrix.some(({ instrumentId }) => instrumentId === id))
      .map((round) => ({ id: round.id, name: round.name }))
  const forms = new Map<string, { row: Row; definition: DraftDefinition }[]>()
  const add = (form: string, definition: DraftDefinition, row: Omit<Row, 'items'>) => {
    const items = definition.blocks.reduce((sum, block) => sum + block.items.length, 0)
    forms.set(form, [...(forms.get(form) ?? []), { row: { ...row, items }, definition }])
  }
  for (const { id, form, version, state, publishedAt, definition } of instruments)
    add(form, JSON.parse(definition), {
      id,
      version,
      state: state as InstrumentState,
      at: publishedAt,
      by: null,
      rounds: asked(id),
    })
  for (const { id, form, version, state, changedAt, changedBy, definition } of drafts)
    add(form, definition, { id, version, state, at: changedAt, by: names.get(changedBy) ?? null, rounds: [] })
  return [...forms].sort(byLevel).map(([form, versions]) => {
    versions.sort((a, b) => versionOrder(b.row.version) - versionOrder(a.row.version))
    const newest = versions[0]?.definition as DraftDefinition & Partial<Pick<Instrument, 'level' | 'respondent'>>
    return {
      form,
      title: newest.title.vi,
      level: newest.level ?? null,
      respondent: newest.respondent ?? null,
      versions: versions.map(({ row }) => row),
    }
  })
}

type Entry = [string, { definition: DraftDefinition & { level?: unknown } }[]]
const LEVELS = ['mn', 'th', 'thcs', 'thpt', 'gdtx', 'cd']
const place = ([, versions]: Entry) => LEVELS.indexOf(String(versions[0]?.definition.level))
/** From preschool upwards, as the Department lists its schools. */
const byLevel = (a: Entry, b: Entry) => place(a) - place(b) || (a[0] < b[0] ? -1 : 1)

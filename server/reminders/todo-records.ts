import { dayText } from '../../client/words/days.ts'
import type { Db } from '../db/open.ts'
import { type IsoRecord, listOpenBefore } from '../iso/store.ts'
import { dueOf } from '../iso/view.ts'
import { hasWritten } from '../raters/step.ts'
import { listRaterRounds, listRaters } from '../raters/store.ts'
import type { Grant } from '../staff/account.ts'
import { daysUntil } from './days-until.ts'
import type { Todo } from './todo.ts'

/** What is of the Department as a whole: records of the quality system, and rater forms. */
export type RecordKind =
  | 'iso_audit'
  | 'iso_close'
  | 'iso_finding'
  | 'iso_verify'
  | 'iso_law'
  | 'iso_sign'
  | 'raters_open'
  | 'raters_close'

const ISO_WRITERS: readonly string[] = ['designer', 'appraiser', 'director', 'admin']
const OPENERS: readonly string[] = ['director', 'admin']

export async function listRecords(db: Db, id: string, grants: readonly Grant[], today: string): Promise<Todo[]> {
  const holds = (roles: readonly string[]) => grants.some(({ role, unitId }) => unitId === null && roles.includes(role))
  return [...(holds(ISO_WRITERS) ? await ofIso(db, id, today) : []), ...(holds(OPENERS) ? await ofRaters(db, id) : [])]
}

const line = (kind: RecordKind, what: string, path: string): Todo => ({
  ...{ kind, what, path, unitId: null, unitName: '', lastDay: null, days: null },
})

/** What ends a record waits for everybody but who wrote it last. */
async function ofIso(db: Db, id: string, today: string): Promise<Todo[]> {
  const open = await listOpenBefore(db, Number(today.slice(0, 4)) + 1)
  return open.flatMap((record): Todo[] => {
    const kind = isoKind(record, open)
    if (kind === null || (kind.another && record.changedBy === id)) return []
    const due = dueOf(record, today)
    const one = line(kind.name, nameOf(record), `/iso?year=${record.year}`)
    return [due === null ? one : { ...one, lastDay: due.on, days: daysUntil(today, due.on) }]
  })
}

type Waiting = Readonly<{ name: RecordKind; another: boolean }>
function isoKind(record: IsoRecord, open: readonly IsoRecord[]): Waiting | null {
  const own = (name: RecordKind): Waiting => ({ name, another: false })
  const other = (name: RecordKind): Waiting => ({ name, another: true })
  if (record.kind === 'law') return own('iso_law')
  if (record.kind === 'review') return other('iso_sign')
  if (record.kind === 'finding') return record.state === 'done' ? other('iso_verify') : own('iso_finding')
  if (record.state === 'planned') return own('iso_audit')
  const waits =
    open.some(({ parentId }) => parentId === record.id) ||
    record.content.items.some(({ answer }) => answer === 'not_looked')
  return waits ? null : other('iso_close')
}

function nameOf(record: IsoRecord): string {
  if (record.kind === 'audit') return record.content.title
  if (record.kind === 'finding') return `${record.content.clause}. ${record.content.text}`
  if (record.kind === 'law') return `${record.content.number}. ${record.content.title}`
  return `${dayText(record.content.heldOn)}, ${record.content.place}`
}

/** A draft with enough people waits for somebody who has not written in it; an asking that all have answered, for its end. */
async function ofRaters(db: Db, id: string): Promise<Todo[]> {
  const found: Todo[] = []
  for (const round of await listRaterRounds(db)) {
    if (round.state === 'closed') continue
    const people = (await listRaters(db, round.id)).filter(({ state }) => state !== 'revoked')
    const path = `/raters/${round.id}`
    if (round.state === 'drafting' && people.length >= round.form.least && !(await hasWritten(db, id, round)))
      found.push(line('raters_open', round.form.title, path))
    if (round.state === 'open' && people.every(({ state }) => state === 'used'))
      found.push(line('raters_close', round.form.title, path))
  }
  return found
}

import { AUDIT_CHECKLIST } from '../../surveys/iso/audit-checklist.ts'
import { LAST_STATES } from '../../surveys/iso/iso-records.ts'
import { LAW_MONTHS, monthsLater } from '../../surveys/iso/months-later.ts'
import { dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { findHead } from './department-head.ts'
import { type IsoRecord, listIsoRecords, listOpenBefore } from './store.ts'

/** How near a due day is said to be near. */
const SOON_DAYS = 14
const DAY_MS = 86_400_000

/** When a record is due and how it stands; null where nothing is due. */
export function dueOf(row: IsoRecord, today: string) {
  const due =
    row.kind === 'law'
      ? { on: monthsLater(row.content.effectiveOn, LAW_MONTHS), done: row.content.enteredOn }
      : row.kind === 'finding'
        ? { on: row.content.dueOn, done: row.content.doneOn }
        : row.kind === 'audit'
          ? { on: row.content.plannedOn, done: row.content.heldOn }
          : null
  if (due === null || due.on === null) return null
  const days = Math.round((Date.parse(due.on) - Date.parse(due.done ?? today)) / DAY_MS)
  const state =
    due.done !== null ? (days < 0 ? 'done_late' : 'done') : days < 0 ? 'late' : days <= SOON_DAYS ? 'soon' : 'ahead'
  return { on: due.on, days, state } as const
}

export function viewRecord(row: IsoRecord, now: Date) {
  const { createdBy: _, changedBy: __, decidedBy: ___, ...rest } = row
  return { ...rest, ended: LAST_STATES.includes(row.state), due: dueOf(row, dayOf(now)) }
}

/** The records of a year, those of former years that were not ended, and the checklist an audit begins with. */
export async function viewIsoYear(db: Db, year: number, now: Date) {
  const records = (await listIsoRecords(db, year)).map((row) => viewRecord(row, now))
  const before = (await listOpenBefore(db, year)).map((row) => viewRecord(row, now))
  const late = [...records, ...before].filter(({ due }) => due?.state === 'late').length
  // Whether the head of a document can be written; else the page says where to say who issues it.
  const issued = (await findHead(db, year, dayOf(now))) !== null
  return { year, today: dayOf(now), records, before, late, issued, checklist: AUDIT_CHECKLIST }
}

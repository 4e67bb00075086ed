import type { FrameRow } from '../../surveys/frame.ts'
import { textsIn } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import { listFrameRows } from '../frame/store.ts'
import { findDraw } from '../sample/store.ts'
import type { Reach } from '../staff/account.ts'
import { viewFieldwork } from './view.ts'

/** What a coordinator sees: how many sheets the schools of the own units were given and sent, and nothing of any other. */
export async function viewOwnCounts(db: Db, roundId: string, reach: Reach) {
  const [field, draw] = await Promise.all([viewFieldwork(db, roundId), findDraw(db, roundId)])
  // Nobody is coordinator of everything.
  if (!draw || reach === 'everywhere') return { schools: [] }
  const units = await db
    .selectFrom('unit')
    .select(['kind', 'code', 'name'])
    .where('id', 'in', textsIn(db, [...reach]))
    .execute()
  const rows = await listFrameRows(db, draw.frameId)
  const own = new Set(rows.filter((row) => units.some((unit) => isIn(row, unit, rows))).map(({ code }) => code))
  return { schools: field.schools.filter(({ code }) => own.has(code)) }
}

/**
 * A school by its code; a district or commune by the name the school list calls it. A commune of which the list has two
 * in different districts is none of either: its schools must be units themselves.
 */
function isIn(row: FrameRow, unit: { kind: string; code: string; name: string }, rows: readonly FrameRow[]): boolean {
  if (unit.kind === 'school') return row.code === unit.code
  if (row.area === unit.name) return true
  return row.commune === unit.name && rows.every((other) => other.commune !== unit.name || other.area === row.area)
}

import type { Db } from '../db/open.ts'
import { listFrameRows } from '../frame/store.ts'
import { findDraw } from '../sample/store.ts'
import { viewFieldwork } from './view.ts'

/** What a coordinator sees: how many sheets the schools of the own unit were given and sent, and nothing of any other. */
export async function viewOwnCounts(db: Db, roundId: string, unitId: string | null) {
  const [field, draw, unit] = await Promise.all([
    viewFieldwork(db, roundId),
    findDraw(db, roundId),
    unitId === null
      ? undefined
      : db.selectFrom('unit').select(['kind', 'code', 'name']).where('id', '=', unitId).executeTakeFirst(),
  ])
  if (!draw || !unit) return { schools: [] }
  const own = new Set(
    (await listFrameRows(db, draw.frameId))
      .filter(({ code, area, commune }) =>
        unit.kind === 'school' ? code === unit.code : area === unit.name || commune === unit.name,
      )
      .map(({ code }) => code),
  )
  return { schools: field.schools.filter(({ code }) => own.has(code)) }
}

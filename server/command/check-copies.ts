import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Ledger } from '../../analysis/select/ledger.ts'
import type { Db } from '../db/open.ts'
import type { DrawTable, DrawUnitTable, FrameTable } from '../db/tables.ts'
import { frameHash } from '../frame/import-frame.ts'
import { listFrameRows } from '../frame/store.ts'
import type { ContentCheck } from './check-contents.ts'

/** A row under no hash of its own, beside what was written down of it elsewhere: a slip and its packet, a list and its hash, a draw and its record. */
export async function checkCopies(db: Db): Promise<ContentCheck> {
  const parts = [await checkPackets(db), await checkFrames(db), await checkDraws(db)]
  return { checked: parts.reduce((sum, { checked }) => sum + checked, 0), wrong: parts.flatMap(({ wrong }) => wrong) }
}

/**
 * A slip repeats what its packet says, and is in one of the states there are (SQLite's `integrity_check` does not ask the
 * constraints of a table without row ids); a packet is of a class of a draw of its round.
 */
async function checkPackets(db: Db): Promise<ContentCheck> {
  const slips = await sql<{ id: string }>`
    select slip.id from slip join packet on packet.id = slip."packetId"
    where slip."roundId" <> packet."roundId" or slip."drawUnitId" <> packet."drawUnitId" or slip.form <> packet.form
      or slip.state not in ('made', 'printed', 'issued', 'used', 'revoked') or slip.declined not in (0, 1)
      or slip.mode not in ('slip', 'interviewer')
    order by slip.id limit 20`.execute(db)
  const packets = await sql<{ id: string }>`
    select packet.id from packet join "drawUnit" on "drawUnit".id = packet."drawUnitId"
    join draw on draw.id = "drawUnit"."drawId"
    where packet."roundId" <> draw."roundId" or "drawUnit".stage <> 2 order by packet.id limit 20`.execute(db)
  const { count } = await db
    .selectFrom('packet')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  const named = (table: string, rows: readonly { id: string }[]) => rows.map(({ id }) => `${table} ${id}`)
  return { checked: Number(count), wrong: [...named('slip', slips.rows), ...named('packet', packets.rows)] }
}

async function checkFrames(db: Db): Promise<ContentCheck> {
  const frames = await db.selectFrom('frame').selectAll().orderBy('id').execute()
  const wrong: string[] = []
  for (const frame of frames) if (!(await isWholeFrame(db, frame).catch(unreadable))) wrong.push(`frame ${frame.id}`)
  return { checked: frames.length, wrong }
}

/** What stands in the row is no JSON any more. */
function unreadable(error: unknown): false {
  if (error instanceof SyntaxError) return false
  throw error
}

async function isWholeFrame(db: Db, frame: Selectable<FrameTable>): Promise<boolean> {
  const rows = await listFrameRows(db, frame.id)
  const places = await db
    .selectFrom('frameRow')
    .select('position')
    .where('frameId', '=', frame.id)
    .orderBy('position')
    .execute()
  return (
    frameHash(rows) === frame.contentHash &&
    rows.length === Number(frame.rowCount) &&
    rows.reduce((sum, { pupils }) => sum + pupils, 0) === Number(frame.pupilCount) &&
    places.every(({ position }, place) => Number(position) === place + 1)
  )
}

/** One draw after the other, without its units: a record of many thousand numbers is large. */
async function checkDraws(db: Db): Promise<ContentCheck> {
  const ids = await db.selectFrom('draw').select('id').orderBy('id').execute()
  const wrong: string[] = []
  for (const { id } of ids) {
    const draw = await db.selectFrom('draw').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    wrong.push(...(await differingUnits(db, draw).catch((error) => (unreadable(error) ? [] : [`draw ${id}`]))))
  }
  return { checked: ids.length, wrong }
}

async function differingUnits(db: Db, draw: Selectable<DrawTable>): Promise<string[]> {
  const ledger = JSON.parse(draw.ledger) as Ledger
  if (draw.frameHash !== ledger.frameHash || draw.seed !== ledger.plan.seed) return [`draw ${draw.id}`]
  const names = new Map((await listFrameRows(db, draw.frameId)).map(({ code, name }) => [code, name]))
  const units = await db.selectFrom('drawUnit').selectAll().where('drawId', '=', draw.id).execute()
  const codes = new Map(units.map(({ id, code }) => [id, code]))
  const found = new Map(units.map((unit) => [unit.code, { id: unit.id, text: textOf(unit, codes) }]))
  if (found.size !== ledger.units.length || units.length !== ledger.units.length) return [`draw ${draw.id}`]
  return ledger.units.flatMap((unit) => {
    const name = unit.stage === 1 ? (names.get(unit.label) ?? unit.label) : unit.label
    const { id: code, stage, parent, stratum, order, size, probability, certain, reserve } = unit
    const said = JSON.stringify([code, stage, parent, stratum, order, size, probability, +certain, +reserve, name])
    return found.get(code)?.text === said ? [] : [`drawUnit ${found.get(code)?.id ?? code}`]
  })
}

const textOf = (unit: Selectable<DrawUnitTable>, codes: ReadonlyMap<string, string>): string => {
  const { code, stage, parentId, stratum, position, size, probability, certainty, reserve, name } = unit
  const parent = parentId === null ? null : (codes.get(parentId) ?? '?')
  return JSON.stringify([code, stage, parent, stratum, position, size, probability, certainty, reserve, name])
}

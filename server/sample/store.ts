import type { Selectable } from 'kysely'
import type { Ledger } from '../../analysis/select/ledger.ts'
import type { FieldRecord, Replacement } from '../../analysis/select/sampled-classes.ts'
import type { Db } from '../db/open.ts'
import type { DrawTable, DrawUnitTable } from '../db/tables.ts'

/** `field`: what became of the draw in the field, as weights and variances take it. */
export type Draw = Omit<Selectable<DrawTable>, 'ledger'> & Readonly<{ ledger: Ledger; field: FieldRecord }>
export type DrawUnit = Selectable<DrawUnitTable>

async function drawOf(db: Db, row: Selectable<DrawTable>): Promise<Draw> {
  return {
    ...row,
    ledger: JSON.parse(row.ledger) as Ledger,
    field: { replacements: await listReplacements(db, row.id) },
  }
}

/** Schools and the reserves that took their place, by the order in which reserves are taken: a reserve may be replaced in its turn. */
async function listReplacements(db: Db, drawId: string): Promise<Replacement[]> {
  const rows = await db
    .selectFrom('drawUnit as gone')
    .innerJoin('drawUnit as reserve', 'reserve.id', 'gone.replacedBy')
    .select(['gone.code as school', 'reserve.code as by', 'gone.replacedReason as reason'])
    .where('gone.drawId', '=', drawId)
    .orderBy('reserve.position')
    .orderBy('gone.code')
    .execute()
  return rows.map(({ school, by, reason }) => ({ school, by, reason: reason ?? '' }))
}

export async function setReplaced(db: Db, id: string, by: string, reason: string): Promise<void> {
  await db.updateTable('drawUnit').set({ replacedBy: by, replacedReason: reason }).where('id', '=', id).execute()
}

export async function findDraw(db: Db, roundId: string): Promise<Draw | undefined> {
  const row = await db
    .selectFrom('draw')
    .selectAll()
    .where('roundId', '=', roundId)
    .where('state', '=', 'current')
    .executeTakeFirst()
  return row && drawOf(db, row)
}

export async function findDrawById(db: Db, id: string): Promise<Draw | undefined> {
  const row = await db.selectFrom('draw').selectAll().where('id', '=', id).executeTakeFirst()
  return row && drawOf(db, row)
}

export async function supersedeDraws(db: Db, roundId: string): Promise<void> {
  await db
    .updateTable('draw')
    .set({ state: 'superseded' })
    .where('roundId', '=', roundId)
    .where('state', '=', 'current')
    .execute()
}

const ROWS_PER_STATEMENT = 1000

export async function insertDraw(db: Db, draw: Selectable<DrawTable>, units: readonly DrawUnit[]): Promise<void> {
  await db.insertInto('draw').values(draw).execute()
  for (let start = 0; start < units.length; start += ROWS_PER_STATEMENT)
    await db
      .insertInto('drawUnit')
      .values(units.slice(start, start + ROWS_PER_STATEMENT))
      .execute()
}

/** Schools (1) or classes (2), the reserves among them, in the order of the draw. */
export async function listDrawUnits(db: Db, drawId: string, stage: 1 | 2 | 3): Promise<DrawUnit[]> {
  return db
    .selectFrom('drawUnit')
    .selectAll()
    .where('drawId', '=', drawId)
    .where('stage', '=', stage)
    .orderBy('stratum')
    .orderBy('code')
    .execute()
}

import type { Selectable } from 'kysely'
import type { Ledger } from '../../analysis/select/ledger.ts'
import type { Db } from '../db/open.ts'
import type { DrawTable, DrawUnitTable } from '../db/tables.ts'

export type Draw = Omit<Selectable<DrawTable>, 'ledger'> & Readonly<{ ledger: Ledger }>
export type DrawUnit = Selectable<DrawUnitTable>

const drawOf = (row: Selectable<DrawTable>): Draw => ({ ...row, ledger: JSON.parse(row.ledger) as Ledger })

export async function findDraw(db: Db, roundId: string): Promise<Draw | undefined> {
  const row = await db
    .selectFrom('draw')
    .selectAll()
    .where('roundId', '=', roundId)
    .where('state', '=', 'current')
    .executeTakeFirst()
  return row && drawOf(row)
}

export async function findDrawById(db: Db, id: string): Promise<Draw | undefined> {
  const row = await db.selectFrom('draw').selectAll().where('id', '=', id).executeTakeFirst()
  return row && drawOf(row)
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

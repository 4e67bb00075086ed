import { type Selectable, sql } from 'kysely'
import { insertRows, rowsOf } from '../db/json-rows.ts'
import type { Db } from '../db/open.ts'
import type { SlipTable } from '../db/slip-tables.ts'
import type { ResponseTable } from '../db/tables.ts'

export type Response = Selectable<ResponseTable>

export type FoundSlip = Readonly<
  Pick<Selectable<SlipTable>, 'id' | 'roundId' | 'drawUnitId' | 'form' | 'state' | 'mode'>
>
export type Found = Readonly<{ slip: FoundSlip | null; roundVersion: number; contentHash: string | null }>

/**
 * For each pair of a code's hash and a sheet's id, in their order: the slip that has the code, and the content hash of the
 * sheet if it is stored already.
 */
export async function findSlipsAndSheets(db: Db, pairs: readonly (readonly [string, string])[]): Promise<Found[]> {
  const { rows } = await sql<{
    slipId: string | null
    roundId: string
    roundVersion: number
    drawUnitId: string
    form: string
    state: string
    mode: string
    contentHash: string | null
  }>`select s.id as "slipId", s."roundId", s."drawUnitId", s.form, s.state, s.mode, o.version as "roundVersion", r."contentHash"
     from ${rowsOf(db, pairs, 'pair')}
     left join slip as s on s."codeHash" = pair.value ->> 0
     left join round as o on o.id = s."roundId"
     left join response as r on r.id = pair.value ->> 1
     order by pair.key`.execute(db)
  return rows.map(({ slipId, contentHash, roundVersion, ...slip }) => ({
    slip: slipId === null ? null : { id: slipId, ...slip },
    roundVersion,
    contentHash,
  }))
}

const COLUMNS = [
  'slipId',
  'id',
  'roundId',
  'instrumentId',
  'drawUnitId',
  'mode',
  'handedBy',
  'language',
  'day',
  'noticeVersion',
  'answers',
  'contentHash',
  'flags',
  'rowHash',
] as const satisfies readonly (keyof Intake)[]

/** A sheet and the slip it spends; what leads from one to the other is not stored. */
export type Intake = Response & Readonly<{ slipId: string }>

/**
 * Spends the slips and stores the sheets, all or none, as one statement; it is its own transaction where there is none.
 * Throws where a slip or its round is not open any more, or a sheet is there already: see `isOvertaken`.
 */
export const storeSheets = (db: Db, sheets: readonly Intake[]): Promise<void> =>
  insertRows(db, 'intake', COLUMNS, sheets)

/** Whether storing failed because somebody was faster since the slips were read. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof Error && /intake: not open|UNIQUE constraint failed: response\.id|responseKey/.test(error.message)

/** In the order of their random ids, which is no order. */
export async function listResponses(db: Db, roundId: string): Promise<Response[]> {
  return db.selectFrom('response').selectAll().where('roundId', '=', roundId).orderBy('id').execute()
}

/** Sheets by how they came in and by who handed the slip out; of the drawn sample only. */
export async function countByMode(db: Db, roundId: string) {
  const rows = await db
    .selectFrom('response')
    .select(({ fn }) => ['mode', 'handedBy', fn.countAll<number>().as('count')])
    .where('roundId', '=', roundId)
    .groupBy(['mode', 'handedBy'])
    .orderBy('mode')
    .orderBy('handedBy')
    .execute()
  return rows.map(({ mode, handedBy, count }) => ({ mode, handedBy, count: Number(count) }))
}

/** Sheets of which half to four fifths are answered, and those with less; by the flags they were stored with. */
export async function countByWholeness(
  db: Db,
  roundId: string,
): Promise<Readonly<{ partial: number; broken: number }>> {
  const counted = async (flag: string) => {
    const row = await db
      .selectFrom('response')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('roundId', '=', roundId)
      .where('flags', 'like', `%"${flag}"%`)
      .executeTakeFirst()
    return Number(row?.count ?? 0)
  }
  return { partial: await counted('partial'), broken: await counted('break_off') }
}

export async function countDecline(db: Db, roundId: string, form: string, day: string): Promise<void> {
  await db
    .insertInto('decline')
    .values({ roundId, form, day, count: 1 })
    .onConflict((oc) =>
      oc
        .columns(['roundId', 'form', 'day'])
        .doUpdateSet(({ ref, eb }) => ({ count: eb(ref('decline.count'), '+', 1) })),
    )
    .execute()
}

export async function sumDeclines(db: Db, roundId: string): Promise<number> {
  const row = await db
    .selectFrom('decline')
    .select(({ fn }) => fn.sum<number>('count').as('count'))
    .where('roundId', '=', roundId)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

export async function findSchoolOfSlip(
  db: Db,
  codeHash: string,
): Promise<Readonly<{ roundId: string; school: string }> | undefined> {
  return db
    .selectFrom('slip')
    .innerJoin('drawUnit as class', 'class.id', 'slip.drawUnitId')
    .innerJoin('drawUnit as school', 'school.id', 'class.parentId')
    .select(['slip.roundId as roundId', 'school.code as school'])
    .where('slip.codeHash', '=', codeHash)
    .executeTakeFirst()
}

export async function countPressure(db: Db, roundId: string, school: string, day: string): Promise<void> {
  await db
    .insertInto('pressureReport')
    .values({ roundId, school, day, count: 1 })
    .onConflict((oc) =>
      oc
        .columns(['roundId', 'school', 'day'])
        .doUpdateSet(({ ref, eb }) => ({ count: eb(ref('pressureReport.count'), '+', 1) })),
    )
    .execute()
}

export async function sumPressure(db: Db, roundId: string) {
  const rows = await db
    .selectFrom('pressureReport')
    .select(({ fn }) => ['school', fn.sum<number>('count').as('count'), fn.max('day').as('last')])
    .where('roundId', '=', roundId)
    .groupBy('school')
    .execute()
  return rows.map(({ school, count, last }) => ({ school, count: Number(count), last }))
}

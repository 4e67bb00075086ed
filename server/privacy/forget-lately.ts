import { sql } from 'kysely'
import { engineOf } from '../db/engine.ts'
import type { Db } from '../db/open.ts'
import { layById } from './lay-by-id.ts'
import { untilAllEnded } from './until-all-ended.ts'

/** Fewer sheets than this are left as they are until more have come: one among few is no better hidden than one alone. */
export const LEAST_LATELY = 10
/** So many of a day are written anew together each hour, and no order of the day is left; of more, those of the last hour. */
const MOST_OF_DAY = 1_500
/** Sheets wait while it runs: a statement that takes longer is given up, and the night does it. */
const MOST_MS = 3_000
/** Tables up to this size are written into new files each hour, so that no room holds what stood there; larger ones at night. */
const MOST_BYTES = 24 * 1024 ** 2

/**
 * PostgreSQL keeps with a sheet and with its slip the transaction that stored both, and lays sheets down as they come. Each hour
 * those of the day are written anew, by one transaction and in the order of their random ids, so that by day, too, what joins them
 * leads to ten sheets at least. Older ones are not touched: a thousand among sixty thousand take a third of a second, all of them
 * twenty. `begin` notes where the day begins: at its first sheet that no night has written anew yet, which a restart finds again.
 */
export function makeForgetLately(db: Db) {
  let day = ''
  let since = new Map<string, string>()
  return {
    async begin(today: string): Promise<void> {
      if (engineOf(db) !== 'postgres') return
      day = (await beforeFirst(db, today)) ?? (await db.transaction().execute(ownNumber))
      since = new Map()
    },
    /** Gives how many sheets were written anew. */
    async hourly(mostOfDay = MOST_OF_DAY, mostBytes = MOST_BYTES): Promise<number> {
      if (engineOf(db) !== 'postgres' || day === '') return 0
      const rounds = await db.selectFrom('round').select('id').where('state', '=', 'fielding').execute()
      let count = 0
      for (const { id } of rounds) {
        const done = await writeAnew(db, id, { day, last: since.get(id) ?? day, mostOfDay })
        if (!done) continue
        since.set(id, done.number)
        count += done.count
      }
      if (count === 0) return 0
      await untilAllEnded(db)
      await giveBack(db, mostBytes)
      return count
    },
  }
}

/** The number of the own transaction, as rows bear it. */
async function ownNumber(db: Db): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    select (pg_current_xact_id()::text::numeric % 4294967296)::text as number`.execute(db)
  return rows[0]?.number ?? ''
}

/** The number before the first of the day's sheets, those of a night (which bear one number with older ones) left out. */
async function beforeFirst(db: Db, today: string): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`
    select ((xmin::text::numeric + 4294967295) % 4294967296)::text as number from response
    group by xmin::text having min(day) = ${today} order by max(age(xmin)) desc limit 1`.execute(db)
  return rows[0]?.number
}

/**
 * Rows that were written anew are still in the room they had. New files, in the order of random ids, hold none of it; where
 * that takes too long the room is only free for others.
 */
const giveBack = (db: Db, mostBytes: number) =>
  db.connection().execute(async (one) => {
    const { rows } = await sql<{ bytes: number }>`
      select pg_table_size('response') + pg_table_size('slip') as bytes`.execute(one)
    const small = Number(rows[0]?.bytes) <= mostBytes
    await sql.raw(`set statement_timeout = ${MOST_MS}`).execute(one)
    try {
      for (const table of ['response', 'slip'] as const)
        await (small ? layById(one, table) : sql`vacuum ${sql.table(table)}`.execute(one))
    } finally {
      await sql`reset statement_timeout`.execute(one)
    }
  })

type From = Readonly<{ day: string; last: string; mostOfDay: number }>

const writeAnew = (db: Db, roundId: string, { day, last, mostOfDay }: From) =>
  db.transaction().execute(async (db) => {
    await sql.raw(`set local statement_timeout = ${MOST_MS}`).execute(db)
    const number = await ownNumber(db)
    const after = (since: string) => sql`"roundId" = ${roundId} and age(xmin) < age(${since}::xid)`
    const countAfter = async (since: string) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from response where ${after(since)}`.execute(db)
      return Number(rows[0]?.n)
    }
    if ((await countAfter(last)) === 0) return undefined
    const ofDay = await countAfter(day)
    const since = ofDay > mostOfDay ? last : day
    const count = since === day ? ofDay : await countAfter(last)
    if (count < LEAST_LATELY) return undefined
    await sql`create temporary table forgotten on commit drop as select * from response where false`.execute(db)
    await sql`insert into forgotten select * from response where ${after(since)}`.execute(db)
    await sql`delete from response where id in (select id from forgotten)`.execute(db)
    await sql`insert into response select * from forgotten order by id`.execute(db)
    await sql`update slip set state = state where ${after(since)}`.execute(db)
    return { number, count }
  })

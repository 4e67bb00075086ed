import { readConfig } from '../../server/config.ts'
import type { Db } from '../../server/db/open.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { readKeys } from '../../server/keys.ts'
import { receiptOf } from '../../server/responses/receipt.ts'
import type { Ledger } from './load.ts'
import { run, STOOD_STILL } from './program.ts'

/** What a ledger and a database say of each other. */
export type Compared = Readonly<{
  acknowledged: number
  stored: number
  /** acknowledged, and not there or with other content */
  lost: number
  /** there, and never sent */
  invented: number
  /** slips spent without a sheet, or sheets without a spent slip; the same for links */
  halves: number
}>

export const GOOD = { lost: 0, invented: 0, halves: 0 }

type Place = Readonly<{ DATA_DIR: string; DATABASE_URL?: string }>

/** I1 and I2: every acknowledged sheet is there, once, with the content its receipt was given for; and no half of one. */
export async function compare(ledger: Ledger, env: Place): Promise<Compared> {
  for (let tries = 1; ; tries++)
    try {
      return await compareOnce(ledger, env)
    } catch (error) {
      if (tries === 5 || !STOOD_STILL.test((error as Error).message)) throw error
    }
}

async function compareOnce(ledger: Ledger, env: Place): Promise<Compared> {
  const config = readConfig({ ...env })
  const { db, read } = await openDatabase(config)
  try {
    const keys = await readKeys(config.dataDir, false)
    const rows = [...(await sheets(read, 'response')), ...(await sheets(read, 'openResponse'))]
    const stored = new Map(rows.map(({ id, contentHash }) => [id, contentHash]))
    if (stored.size !== rows.length) throw new Error('a sheet is stored twice')
    let lost = 0
    for (const [id, receipt] of ledger.acknowledged) {
      const hash = stored.get(id)
      if (hash === undefined || receiptOf(keys, id, hash) !== receipt) lost += 1
    }
    const invented = rows.filter(({ id }) => !ledger.sent.has(id)).length
    return { acknowledged: ledger.acknowledged.size, stored: rows.length, lost, invented, halves: await halves(read) }
  } finally {
    await read.destroy()
    await db.destroy()
  }
}

const sheets = (db: Db, table: 'response' | 'openResponse') =>
  db.selectFrom(table).select(['id', 'contentHash']).execute()

async function halves(db: Db): Promise<number> {
  const count = async (table: 'response' | 'openResponse') =>
    Number(
      (
        await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  const used = await db
    .selectFrom('slip')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('state', '=', 'used')
    .executeTakeFirstOrThrow()
  const received = await db
    .selectFrom('openLink')
    .select(({ fn }) => fn.sum('received').as('n'))
    .executeTakeFirstOrThrow()
  return (
    Math.abs(Number(used.n) - (await count('response'))) + Math.abs(Number(received.n) - (await count('openResponse')))
  )
}

/** I3 and I4: what `hailong verify` says. Empty where it is content. */
export async function verifyFault(env: Place): Promise<string> {
  const { status, said } = await run(['verify'], { ...env })
  return status === 0 ? '' : `${status} ${said.trim()}`
}

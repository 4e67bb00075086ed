import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { audit, verifyAudit } from '../../server/audit.ts'
import { verify } from '../../server/command/verify.ts'
import { engineOf } from '../../server/db/engine.ts'
import type { Db } from '../../server/db/open.ts'
import { actOf } from '../../server/deps.ts'
import { world, writeKeyFile } from '../world.ts'

/** A chain of at least `least` entries, its head, and what a command line on the same data prints or refuses. */
async function chained(least = 30) {
  const { db, deps, dataDir } = await world()
  for (let entry = 0; entry < least; entry++)
    await db
      .transaction()
      .execute((inside) => audit(inside, actOf(deps, 'command'), 'test.act', `object ${entry}`, { entry }))
  await writeKeyFile(dataDir)
  const run = async (...words: string[]): Promise<string> => {
    const lines: string[] = []
    const io = { out: (line: string) => void lines.push(line), err: () => {}, config: deps.config, terminal: false }
    return verify.run(words, io).then(
      () => lines.join('\n'),
      (error: Error) => error.message,
    )
  }
  const chain = await verifyAudit(db)
  if (!chain.ok) throw new Error('a new chain must hold')
  return { db, run, chain }
}

/** What somebody with the whole database in hand can do: the guards are taken away first. */
async function withoutGuards(db: Db): Promise<void> {
  if (engineOf(db) === 'postgres') await sql`alter table "auditEntry" disable trigger all`.execute(db)
  else
    for (const name of ['auditEntry_no_update', 'auditEntry_no_delete', 'auditEntryFollows'])
      await sql`drop trigger ${sql.ref(name)}`.execute(db)
}

// Case E16.
test('the database refuses to change, take away, replace or push in an entry', async () => {
  const { db } = await chained(3)
  const entry = await db.selectFrom('auditEntry').selectAll().where('sequence', '=', 2).executeTakeFirstOrThrow()
  const columns = sql`(sequence, at, actor, action, object, detail, "previousHash", hash)`
  const values = (sequence: number, hash: string) =>
    sql`values (${sequence}, '', '', '', '', '{}', ${hash}, ${`${hash.slice(1)}f`})`
  const attempts = [
    sql`update "auditEntry" set actor = 'nobody' where sequence = 2`,
    sql`delete from "auditEntry" where sequence = 2`,
    sql`delete from "auditEntry"`,
    sql`insert into "auditEntry" ${columns} ${values(99_999, entry.hash)}`,
    sql`insert into "auditEntry" ${columns} ${values(0, 'a'.repeat(64))}`,
    engineOf(db) === 'postgres'
      ? sql`truncate "auditEntry"`
      : sql`insert or replace into "auditEntry" ${columns} ${values(2, entry.previousHash)}`,
  ]
  for (const attempt of attempts)
    await expect(attempt.execute(db)).rejects.toThrow(/never changed|never emptied|follows the last/)
  expect(await verifyAudit(db)).toMatchObject({ ok: true })
})

test('what was changed, taken out, pushed in, swapped or cut off is found, with its place', async () => {
  const { db, chain } = await chained()
  const last = chain.count
  const hash = 'b'.repeat(64)
  const tampered: readonly (readonly [statements: readonly string[], sequence: number, fault: string])[] = [
    [[`update "auditEntry" set actor = 'nobody' where sequence = 7`], 7, 'changed'],
    [[`update "auditEntry" set at = '2020-01-01T00:00:00.000Z' where sequence = 8`], 8, 'changed'],
    [[`update "auditEntry" set hash = '${hash}' where sequence = 9`], 9, 'changed'],
    [[`delete from "auditEntry" where sequence = 10`], 10, 'gap'],
    [[`delete from "auditEntry" where sequence = 1`], 1, 'gap'],
    [
      [
        `update "auditEntry" set sequence = 900000 where sequence = 11`,
        `update "auditEntry" set sequence = 11 where sequence = 12`,
        `update "auditEntry" set sequence = 12 where sequence = 900000`,
      ],
      11,
      'unlinked',
    ],
    [
      [
        `insert into "auditEntry" (sequence, at, actor, action, object, detail, "previousHash", hash)
         select ${last} + 1, at, 'nobody', action, object, detail, hash, '${hash}' from "auditEntry" where sequence = ${last}`,
      ],
      last + 1,
      'changed',
    ],
    [[`delete from "auditEntry" where sequence > ${last - 3}`], last - 2, 'anchor_absent'],
    [[`delete from "auditEntry"`], 1, 'anchor_absent'],
  ]
  const undo = new Error('undo')
  for (const [statements, sequence, fault] of tampered) {
    const attempt = db.transaction().execute(async (inside) => {
      await withoutGuards(inside)
      for (const statement of statements) await sql.raw(statement).execute(inside)
      expect(await verifyAudit(inside, chain.head), statements[0]).toEqual({ ok: false, sequence, fault })
      throw undo
    })
    await expect(attempt).rejects.toBe(undo)
  }
  expect(await verifyAudit(db, chain.head)).toEqual({ ...chain, anchoredAt: last })
})

// Case I13.
test('verify names the entry, the missing guard or the changed content, and finds a printed hash', async () => {
  const { db, run, chain } = await chained()
  expect(JSON.parse(await run())).toMatchObject({ database: 'ok', auditEntries: chain.count, auditHead: chain.head })
  const printed = chain.head.replace(/(.{32})/, '$1 ').toUpperCase()
  expect(JSON.parse(await run('--anchor', printed))).toMatchObject({ anchoredAt: chain.count })
  expect(await run('--anchor', 'c'.repeat(64))).toMatch(/never had the printed hash/)
  expect(await run('--anchor', 'short')).toMatch(/64/)

  await withoutGuards(db)
  expect(await run()).toMatch(/auditEntry\w+ is not there or is switched off/)
})

test('verify finds a stored form that is not what its hash says', async () => {
  const { db, run } = await chained(1)
  const trigger = engineOf(db) === 'postgres' ? await guardOf(db) : await fileGuardOf(db)
  await sql.raw(trigger.off).execute(db)
  await sql`update instrument set definition = definition || ' ' where id = 'ph-th@2021.1'`.execute(db)
  await sql.raw(trigger.on).execute(db)
  expect(await run()).toMatch(/1 rows do not hold what their hash says, the first is instrument ph-th@2021.1/)
})

const guardOf = async (_db: Db) => ({
  off: 'alter table instrument disable trigger all',
  on: 'alter table instrument enable trigger all',
})

async function fileGuardOf(db: Db) {
  const { rows } = await sql<{
    text: string
  }>`select sql as text from sqlite_schema where name = 'instrument_no_update'`.execute(db)
  return { off: 'drop trigger instrument_no_update', on: rows[0]?.text ?? '' }
}

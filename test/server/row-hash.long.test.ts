import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { checkContents } from '../../server/command/check-contents.ts'
import { checkCopies } from '../../server/command/check-copies.ts'
import { engineOf } from '../../server/db/engine.ts'
import { rowHash } from '../../server/db/migrations/2026-11-26-zmd-row-hash.ts'
import type { Db } from '../../server/db/open.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound } from './journey.ts'

const TABLES = ['response', 'openResponse'] as const

/** Two sheets of slips and one that came by a poster, all with a flag, because much is not answered. */
async function withSheets() {
  const at = await world({ beginning: FIELDING })
  const { id, designer, codes } = await fieldingRound(at)
  const link = { mode: 'poster', form: 'ph-th', label: 'Cổng trường', school: null, most: 10 }
  const made = await designer(`/api/rounds/${id}/open-links`, json('POST', link))
  const { links } = (await made.json()) as { links: { code: string }[] }
  const [one = '', two = ''] = codes('ph-th')
  for (const [place, slip] of [one, two, links[0]?.code].entries()) {
    const answers = { A1: 4, A2: 1 + place }
    const sheet = { id: `0000000${place}-0000-4000-8000-000000000000`, slip, form: 'ph-th@2021.1', language: 'vi' }
    const reply = await at.app.request('/api/responses', json('POST', { ...sheet, consent: '1', answers }))
    expect(reply.status, await reply.clone().text()).toBe(201)
  }
  return at
}

/** Tries something on the stored rows with their guard off, where they have one, and takes it back. */
async function trying<T>(db: Db, table: string, work: (db: Db) => Promise<T>): Promise<T> {
  const enough = new Error('enough')
  let found: T | undefined
  await db
    .transaction()
    .execute(async (inside) => {
      const off =
        engineOf(db) === 'postgres'
          ? sql`alter table ${sql.table(table)} disable trigger user`
          : sql`drop trigger if exists ${sql.ref(`${table}_no_update`)}`
      await off.execute(inside)
      found = await work(inside)
      throw enough
    })
    .catch((error: unknown) => {
      if (error !== enough) throw error
    })
  return found as T
}

/** The text with the lowest bit of a letter flipped, as a disk does it. */
const flipped = (text: string, at: number) =>
  text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1)

test('one changed bit anywhere in the row of a sheet is noticed', async () => {
  const { db } = await withSheets()
  expect((await checkContents(db)).wrong).toEqual([])
  for (const table of TABLES) {
    const row = (await db
      .selectFrom(table)
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()) as unknown as Record<string, string>
    // What it points to, and the modes of a link, are held by the database itself.
    const isHeld = (column: string) => /Id$/.test(column) || (table === 'openResponse' && column === 'mode')
    const places = Object.entries(row).flatMap(([column, text]) =>
      isHeld(column) ? [] : [0, text.length - 1].map((at) => [column, flipped(text, at)] as const),
    )
    expect(places.length).toBeGreaterThan(14)
    for (const [column, text] of places) {
      const wrong = await trying(db, table, async (inside) => {
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${text} where id = ${row.id}`.execute(inside)
        return (await checkContents(inside)).wrong
      })
      expect(wrong, `${table} ${column}`).toEqual([`${table} ${column === 'id' ? text : row.id}`])
    }
  }
})

test('sheets that came before rows had hashes get theirs, and are otherwise what they were', async () => {
  const { db } = await withSheets()
  const engine = engineOf(db)
  const stored = (inside: Db) =>
    Promise.all(TABLES.map((table) => inside.selectFrom(table).selectAll().orderBy('id').execute()))
  const before = await stored(db)
  const after = await trying(db, 'response', async (inside) => {
    const old = ['drop view intake', ...TABLES.map((table) => `alter table "${table}" drop column "rowHash"`)]
    const guard =
      engine === 'postgres'
        ? `alter table response enable trigger user`
        : `create trigger "response_no_update" before update on response begin select raise(abort, 'old'); end`
    for (const text of [...old, guard, 'create view intake as select 1 as "slipId"'])
      await sql.raw(text).execute(inside)
    await rowHash(engine).up(inside as unknown as Kysely<unknown>)
    const rows = await stored(inside)
    // The last look of all: on PostgreSQL a refusal ends the transaction.
    const refused = await sql`update response set day = '2021-10-06'`
      .execute(inside)
      .catch((error: Error) => error.message)
    return { rows, refused }
  })
  expect(after.rows).toEqual(before)
  expect(before.flat().map((row) => row.rowHash.length)).toEqual([32, 32, 32])
  expect(after.refused).toMatch(/response is never changed/)
})

test('a slip, a school of the list or a drawn unit that says something else than was written down of it is named', async () => {
  const { db } = await withSheets()
  expect((await checkCopies(db)).wrong).toEqual([])
  const changes = [
    ['slip', 'id', 'form', 'ph-ti'],
    ['slip', 'id', 'roundId', 'another'],
    ['packet', 'id', 'roundId', 'another'],
    ['frameRow', 'code', 'name', 'Trường thứ 1'],
    ['frameRow', 'code', 'position', 99],
    ['frameRow', 'code', 'grades', '{"g1":'],
    ['drawUnit', 'id', 'name', 'Trường thứ 1'],
    ['drawUnit', 'id', 'stratum', 'tj|Kế Sách'],
    ['drawUnit', 'id', 'probability', 0.125],
    ['drawUnit', 'id', 'reserve', 7],
  ] as const
  const frame = await db.selectFrom('frame').select('id').executeTakeFirstOrThrow()
  for (const [table, key, column, value] of changes) {
    const found = await trying(db, table, async (inside) => {
      const { rows } = await sql<{ key: string }>`
        select min(${sql.ref(key)}) as key from ${sql.table(table)}`.execute(inside)
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where ${sql.ref(key)} = ${rows[0]?.key}`.execute(
        inside,
      )
      return { key: rows[0]?.key, wrong: (await checkCopies(inside)).wrong }
    })
    const name = table === 'frameRow' ? `frame ${frame.id}` : `${table} ${found.key}`
    expect(found.wrong, `${table} ${column}`).toContain(name)
  }
})

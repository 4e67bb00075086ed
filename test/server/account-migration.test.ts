import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { first } from '../../server/db/migrations/2026-11-23-first.ts'
import { paperEntry } from '../../server/db/migrations/2026-11-26-paper-entry.ts'
import { accountRole } from '../../server/db/migrations/2026-11-26-y-account-role.ts'
import { openSqlite } from '../../server/db/open.ts'

test.each([
  ['with references held', 'on'],
  ['with a sheet between its two entries', 'off'],
])(
  'accounts of before keep their password and get their role as a grant; what they typed stays theirs (%s)',
  async (_, keys) => {
    const folder = await mkdtemp(join(tmpdir(), 'hailong-test-'))
    const opened = await openSqlite(join(folder, 'before.sqlite'))
    const db = opened as unknown as Kysely<unknown>
    onTestFinished(async () => {
      await db.destroy()
      await rm(folder, { recursive: true })
    })
    const run = (text: string) => sql.raw(text).execute(db)
    await first('sqlite').up(db)
    await paperEntry('sqlite').up(db)
    await run(`insert into unit values ('u1', 'school', 'TH-1', 'Trường Một', null, '2020-01-01', null)`)
    for (const [id, role, unit] of [
      ['a1', 'admin', 'null'],
      ['a2', 'coordinator', `'u1'`],
      ['a3', 'coordinator', 'null'],
    ])
      await run(
        `insert into account values ('${id}', '${id}@so.vn', '${id}', '${role}', ${unit}, 'hash of ${id}', null, '2026-01-01')`,
      )
    await run(`insert into session values ('s', 'a1', '2026-01-01', '2026-01-01')`)
    await run(`pragma foreign_keys = ${keys}`)
    const typed = keys === 'on' ? [] : [{ id: 'p', firstBy: 'a1', firstSealed: 'sealed' }]
    for (const { id } of typed)
      await run(
        `insert into "paperEntry" values ('${id}', 'r', 's', 'i', 'first', 'a1', 'sealed', null, null, 0, '2026-01-01')`,
      )
    await accountRole('sqlite').up(db)
    await run('pragma foreign_keys = on')
    const { rows } = await sql`select id, email, "passwordHash", version from account order by id`.execute(db)
    expect(rows).toEqual(
      ['a1', 'a2', 'a3'].map((id) => ({ id, email: `${id}@so.vn`, passwordHash: `hash of ${id}`, version: 1 })),
    )
    expect((await sql`select * from "accountRole" order by "accountId"`.execute(db)).rows).toEqual([
      { accountId: 'a1', role: 'admin', unitId: null },
      { accountId: 'a2', role: 'coordinator', unitId: 'u1' },
    ])
    expect((await sql`select id, "firstBy", "firstSealed" from "paperEntry"`.execute(db)).rows).toEqual(typed)
    expect((await sql`select * from session`.execute(db)).rows).toEqual([])
    await expect(
      run(`insert into "paperEntry" values ('q', 'r', 't', 'i', 'first', 'nobody', 'x', null, null, 0, 'x')`),
    ).rejects.toThrow(/FOREIGN KEY/)
    await expect(run(`insert into "accountRole" values ('a3', 'coordinator', null)`)).rejects.toThrow(/CHECK/)
  },
)

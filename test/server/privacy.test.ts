import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { verifyAudit } from '../../server/audit.ts'
import { openSqliteReader } from '../../server/db/open.ts'
import { actOf } from '../../server/deps.ts'
import { addWorkingDays, legalDays } from '../../server/privacy/legal-days.ts'
import { viewRequests } from '../../server/privacy/requests.ts'
import { deleteAnswers } from '../../server/privacy/store.ts'
import { deleteOutlived, tidy } from '../../server/privacy/tidy.ts'
import { json, world } from '../world.ts'
import { FIELDING, fieldingRound, step } from './journey.ts'

const CANARY = 'CHIM-HOANG-YEN-7f3a'

/** Files of the folder in whose bytes a text stands. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && (await readFile(join(entry.parentPath, entry.name))).includes(text)) found.push(entry.name)
  return found
}

/** On a file: its bytes are searched. */
async function answered() {
  const at = await world({ beginning: FIELDING, onSqlite: true })
  const { id, designer, codes } = await fieldingRound(at)
  for (const [turn, slip] of codes('ph-th').slice(0, 12).entries()) {
    const answers = { A1: 1 + (turn % 5), A2: 4, G1: `${CANARY} ${turn}` }
    const body = { id: crypto.randomUUID(), slip, form: 'ph-th@2021.1', language: 'vi', consent: '1', answers }
    const reply = await at.app.request('/api/responses', json('POST', body))
    expect(reply.status, await reply.clone().text()).toBe(201)
  }
  const count = async (table: 'response' | 'progress') => (await at.db.selectFrom(table).selectAll().execute()).length
  return { ...at, id, designer, count }
}

test('raw answers go a year after the round, from every byte of the data folder, and the frozen figures stay', async () => {
  const { deps, db, dataDir, designer, id, count, advance } = await answered()
  await step(designer, id, 'close')
  // Not frozen yet: nothing goes that a figure still needs.
  expect(await deleteAnswers(db, 'response', '2999-01-01')).toBe(0n)
  await step(designer, id, 'freeze')
  advance(364 * 86_400_000)
  expect(await tidy(deps)).toMatchObject({ response: 0 })
  expect(await filesWith(dataDir, CANARY)).not.toEqual([])
  advance(3 * 86_400_000)
  // The control: deleting alone leaves the words, here because somebody still reads what was.
  await deps.read.connection().execute(async (reader) => {
    await sql`begin`.execute(reader)
    await reader.selectFrom('response').select('id').limit(1).execute()
    await db.transaction().execute((inside) => deleteOutlived(inside, actOf(deps, 'clock')))
    expect(await count('response')).toBe(0)
    expect(await filesWith(dataDir, CANARY)).not.toEqual([])
    await sql`rollback`.execute(reader)
  })
  await tidy(deps, true)
  expect(await filesWith(dataDir, CANARY)).toEqual([])
  const dataset = await db.selectFrom('dataset').select('rowCount').executeTakeFirstOrThrow()
  expect(dataset.rowCount).toBe(12)
  const entry = await db.selectFrom('auditEntry').selectAll().where('action', '=', 'privacy.delete').execute()
  expect(entry.map(({ object, detail }) => [object, JSON.parse(detail).count])).toContainEqual(['response', 12])
  expect(JSON.stringify(entry)).not.toContain(CANARY)
  expect((await verifyAudit(deps.read)).ok).toBe(true)
})

test('each hour the log of changes, in which a sheet stands beside its slip, is emptied, and nobody waits for a reader', async () => {
  const { deps, db, dataDir } = await answered()
  const log = async () => (await readFile(join(dataDir, 'hailong.sqlite-wal'))).length
  expect(await log()).toBeGreaterThan(0)
  // As a backup reads: another program, for a while.
  const reader = await openSqliteReader(join(dataDir, 'hailong.sqlite'))
  await sql`begin`.execute(reader)
  await reader.selectFrom('response').select('id').limit(1).execute()
  await db.updateTable('account').set({ name: 'A' }).execute()
  await tidy(deps)
  expect(await log()).toBeGreaterThan(0)
  await sql`rollback`.execute(reader)
  await reader.destroy()
  await tidy(deps)
  expect(await log()).toBe(0)
  const { rows } = await sql`pragma busy_timeout`.execute(db)
  expect(rows).toEqual([{ timeout: 5000 }])
})

test('an administrator sets for how long, and two at once do not overwrite each other', async () => {
  const { as } = await world()
  const admin = await as('admin')
  const { rules } = (await (await admin('/api/privacy/rules')).json()) as { rules: { what: string; version: number }[] }
  expect(rules.map(({ what }) => what)).toEqual(['progress', 'session', 'response', 'open_response', 'subject_request'])
  const put = (what: string, days: unknown, tag?: string) =>
    admin(`/api/privacy/rules/${what}`, json('PUT', { days }, tag === undefined ? {} : { 'if-match': tag }))
  expect((await put('response', 180)).status).toBe(428)
  expect((await put('response', 180, '"0"')).status).toBe(200)
  expect((await put('response', 10, '"0"')).status).toBe(412)
  expect((await put('response', 90, '"1"')).status).toBe(200)
  expect((await put('response', 10, '"1"')).status).toBe(412)
  expect((await put('response', 0, '"2"')).status).toBe(400)
  expect((await put('account', 5, '"1"')).status).toBe(404)
  expect((await (await as('analyst'))('/api/privacy/rules')).status).toBe(403)
})

test('the register counts the days of the law', () => {
  // Friday: two working days end on Tuesday.
  expect(addWorkingDays('2026-11-27', 2)).toBe('2026-12-01')
  const about = { receivedOn: '2026-11-26', processors: false, extended: false }
  expect(legalDays({ ...about, kind: 'withdraw' })).toEqual({ acknowledgeBy: '2026-11-30', doneBy: '2026-12-11' })
  expect(legalDays({ ...about, kind: 'object', processors: true }).doneBy).toBe('2026-12-16')
  expect(legalDays({ ...about, kind: 'restrict', extended: true }).doneBy).toBe('2026-12-26')
  expect(legalDays({ ...about, kind: 'access' }).doneBy).toBe('2026-12-06')
})

test('a request is registered, answered in its steps, and its sender is readable only with the key', async () => {
  const { as, db, dataDir, advance, deps } = await world({ now: '2026-11-26T02:00:00Z' })
  const director = await as('director')
  const body = {
    kind: 'withdraw',
    receivedOn: '2026-11-26',
    processors: false,
    who: CANARY,
    contact: '0299',
    text: 'Xin rút',
  }
  const { id } = (await (await director('/api/privacy/requests', json('POST', body))).json()) as { id: string }
  const list = async () =>
    ((await (await director('/api/privacy/requests')).json()) as { requests: Record<string, unknown>[] }).requests
  expect(await list()).toMatchObject([
    { id, who: CANARY, acknowledgeBy: '2026-11-30', doneBy: '2026-12-11', late: false },
  ])
  expect(await filesWith(dataDir, CANARY)).toEqual([])
  const take = (version: number, what: object) =>
    director(`/api/privacy/requests/${id}/step`, json('POST', what, { 'if-match': `"${version}"` }))
  const [later] = await viewRequests(db, deps.keys.register, new Date('2026-12-02T02:00:00Z'))
  expect(later.late).toBe(true)
  expect((await take(1, { step: 'acknowledge' })).status).toBe(200)
  expect((await take(2, { step: 'acknowledge' })).status).toBe(409)
  expect((await take(2, { step: 'extend' })).status).toBe(200)
  expect((await list())[0]).toMatchObject({ doneBy: '2026-12-26', late: false })
  expect((await take(3, { step: 'finish' })).status).toBe(409)
  expect((await take(2, { step: 'finish', outcome: 'impossible' })).status).toBe(412)
  expect((await take(3, { step: 'finish', outcome: 'impossible' })).status).toBe(200)
  expect((await take(4, { step: 'extend' })).status).toBe(409)
  expect((await director('/api/privacy/requests', json('POST', { ...body, receivedOn: '2027-01-01' }))).status).toBe(
    422,
  )
  advance(1826 * 86_400_000)
  expect(await tidy(deps)).toMatchObject({ subject_request: 1 })
  expect(await db.selectFrom('subjectRequest').selectAll().execute()).toEqual([])
})

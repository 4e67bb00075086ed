import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { makeApp } from '../../server/app.ts'
import { verify } from '../../server/command/verify.ts'
import { checkNow, isCheckDue } from '../../server/operation/keep-verifying.ts'
import { world, writeKeyFile } from '../world.ts'

const TOKEN = 'a-token-of-the-operator-1'

/** What operators and those who answer for the data see of the last check. */
async function watched() {
  const at = await world()
  const app = makeApp({ ...at.deps, config: { ...at.deps.config, metricsToken: TOKEN } })
  const admin = await at.as('admin')
  const seen = async () => {
    const reply = await app.request('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } })
    const figures = await reply.text()
    const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(figures)?.[1])
    const { last } = (await (await admin('/api/audit/data')).json()) as { last: { fault: string | null } | null }
    const at = figure('hailong_last_verify_timestamp_seconds')
    return { last, failed: figure('hailong_verify_failed'), at, ready: (await app.request('/readyz')).status }
  }
  return { ...at, seen }
}

test('everything is checked once a night, and by day where the server is off at night', () => {
  const due = (hoursAgo: number | null, now: string) => {
    const moment = new Date(now)
    const last = { at: new Date(moment.getTime() - (hoursAgo ?? 0) * 3_600_000).toISOString() }
    return isCheckDue(hoursAgo === null ? undefined : last, moment)
  }
  const [night, noon] = ['2026-11-25T20:30:00Z', '2026-11-26T05:00:00Z']
  expect(due(24, night)).toBe(true)
  expect(due(1, night)).toBe(false)
  expect(due(24, noon)).toBe(false)
  expect(due(48, noon)).toBe(true)
  expect(due(-1, noon)).toBe(true)
  expect(due(null, noon)).toBe(true)
})

test('damage found at night is loud in the log, in the figures and before who answers for the data; answers are taken on', async () => {
  const at = await watched()
  const lines: string[] = []
  const deps = { ...at.deps, log: pino({}, { write: (line: string) => void lines.push(line) }) }
  const program = join(at.dataDir, 'program.mjs')
  onTestFinished(() => rm(program, { force: true }))
  const night = async (source: string, signal = new AbortController().signal) => {
    await writeFile(program, source)
    await checkNow(deps, program, signal)
  }
  expect(await at.seen()).toEqual({ last: null, failed: 0, at: 0, ready: 200 })
  await night(`if (process.argv[2] !== 'verify') process.exit(1)`)
  const moment = at.time.now.toISOString()
  const seconds = at.time.now.getTime() / 1000
  expect(await at.seen()).toEqual({ last: { at: moment, fault: null }, failed: 0, at: seconds, ready: 200 })
  expect(lines.join('')).not.toContain('DAMAGED')

  await night(`console.error('the audit chain breaks at entry 7'); process.exit(1)`)
  const fault = 'the audit chain breaks at entry 7'
  expect(await at.seen()).toEqual({ last: { at: moment, fault }, failed: 1, at: seconds, ready: 200 })
  expect(lines.at(-1)).toMatch(/"level":50.*breaks at entry 7.*THE DATA ARE DAMAGED/)
  const designer = await at.as('designer')
  expect((await designer('/api/audit/data')).status).toBe(403)
  // A server that is stopped meanwhile has found nothing out.
  const stopped = AbortSignal.abort()
  await night('', stopped)
  expect(await at.seen()).toMatchObject({ failed: 1 })
})

test('a check by hand is put on record when it is asked for: the damage, and after the repair that all is whole', async () => {
  const at = await watched()
  await writeKeyFile(at.dataDir)
  const io = { out: () => {}, err: () => {}, config: at.deps.config, terminal: false }
  await verify.run([], io)
  expect((await at.seen()).last).toBeNull()
  const name = 'evidence_in_use'
  const table = 'evidence'
  const postgres = at.deps.config.databaseUrl !== null
  const { rows } = await sql<{
    sql: string
  }>`select sql from ${sql.raw(postgres ? `(select '' as sql) as t` : 'sqlite_schema')}
    ${sql.raw(postgres ? '' : `where name = '${name}'`)}`.execute(at.db)
  await sql.raw(postgres ? `alter table ${table} disable trigger ${name}` : `drop trigger ${name}`).execute(at.db)
  await expect(verify.run(['--record'], io)).rejects.toThrow(/trigger evidence_in_use/)
  expect(await at.seen()).toMatchObject({ failed: 1, last: { fault: expect.stringContaining('evidence_in_use') } })
  await sql.raw(postgres ? `alter table ${table} enable trigger ${name}` : (rows[0]?.sql ?? '')).execute(at.db)
  await verify.run(['--record'], io)
  expect(await at.seen()).toMatchObject({ failed: 0, last: { fault: null } })
})

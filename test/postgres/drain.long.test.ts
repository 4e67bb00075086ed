import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDatabase } from '../../server/db/open-database.ts'
import { FIELDING, fieldingRound } from '../server/journey.ts'
import { world, writeKeyFile } from '../world.ts'
import { serve } from './program.ts'

/** One sheet over a kept connection: its status, or that nobody answered. */
function send(url: string, agent: Agent, slip: string, id: string): Promise<number | string> {
  const body = JSON.stringify({ id, slip, form: 'ph-th@2021.1', language: 'vi', consent: '1', answers: { A1: 4 } })
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    request(`${url}/api/responses`, { method: 'POST', agent, headers }, (reply) => {
      reply.resume()
      reply.on('end', () => resolve(reply.statusCode ?? 0)).on('error', () => resolve('cut'))
    })
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'))
      .end(body)
  })
}

test.each(['sqlite', 'postgres'])(
  'a server on %s that is told to stop answers whom it let in, and what it acknowledged is stored',
  async (engine) => {
    const at = await world({ beginning: FIELDING, onSqlite: engine === 'sqlite' })
    await writeKeyFile(at.dataDir)
    const { codes } = await fieldingRound(at)
    const { config } = at.deps
    const url = config.databaseUrl
    const server = await serve({ DATA_DIR: at.dataDir, LOG_LEVEL: 'info', ...(url ? { DATABASE_URL: url } : {}) })
    const slips = codes('ph-th')
    const agent = new Agent({ keepAlive: true, maxSockets: 16 })
    const outcomes = new Map<string, number | string>()
    let next = 0
    const parents = Array.from({ length: 16 }, async () => {
      while (next < slips.length) {
        const id = crypto.randomUUID()
        const status = await send(server.url, agent, slips[next++] ?? '', id)
        outcomes.set(id, status)
        if (status !== 201) return
      }
    })
    while (outcomes.size < 20) await pause(1)
    const begun = performance.now()
    server.child.kill('SIGTERM')
    await Promise.all(parents)
    expect(await server.ended).toBe(0)
    expect(performance.now() - begun).toBeLessThan(10_000)
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()

    const acknowledged = [...outcomes].filter(([, status]) => status === 201).map(([id]) => id)
    expect(acknowledged.length).toBeGreaterThanOrEqual(20)
    const { db, read } = await openDatabase(config)
    const stored = (await db.selectFrom('response').select('id').execute()).map(({ id }) => id)
    await read.destroy()
    await db.destroy()
    expect(stored).toEqual(expect.arrayContaining(acknowledged))
    // Whoever was let in got an answer: what was not acknowledged never got in.
    expect([...outcomes.values()].filter((status) => typeof status === 'number' && status !== 201)).toEqual([])
    expect(stored.toSorted()).toEqual(acknowledged.toSorted())
    // Every line of the log is JSON; nothing of a sheet or a slip is in it.
    const lines = server
      .said()
      .split('\n')
      .filter((line) => line.startsWith('{'))
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(expect.arrayContaining(['serving', 'stopped']))
    for (const secret of [...slips, ...acknowledged]) expect(server.said()).not.toContain(secret)
  },
  120_000,
)

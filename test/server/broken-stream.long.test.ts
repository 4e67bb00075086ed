import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '../../server/db/open.ts'
import { makeServer } from '../../server/http/listen.ts'
import { world } from '../world.ts'
import { fieldingRound } from './journey.ts'

/** A download as a browser sees it: how it began, whether it came to its end, and its last bytes. */
async function download(at: Awaited<ReturnType<typeof world>>, path: string, cookie: string) {
  const server = makeServer(at.app, at.deps.config)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return new Promise<{ status: number; whole: boolean; end: string }>((told, failed) => {
    const asked = get({ port, host: '127.0.0.1', path, headers: { cookie, host: 'localhost:8080' } }, (reply) => {
      const pieces: Buffer[] = []
      reply.on('data', (piece: Buffer) => pieces.push(piece))
      reply.on('error', () => {})
      reply.on('close', () =>
        told({ status: reply.statusCode ?? 0, whole: reply.complete, end: Buffer.concat(pieces).toString('latin1') }),
      )
    })
    asked.on('error', failed)
  })
}

/** A database that answers so many questions about slips, and then no more. */
const failingAfter = (db: Db, times: number): Db => {
  let left = times
  return new Proxy(db, {
    get(target, name) {
      if (name === 'selectFrom')
        return (table: Parameters<Db['selectFrom']>[0]) => {
          if (table === 'slip' && --left < 0) throw new Error('the database is gone')
          return target.selectFrom(table as 'slip')
        }
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

test('slips whose database fails while they are printed come as a transfer that broke off, never as a shorter file', async () => {
  const at = await world()
  const { id, designer } = await fieldingRound(at, 'issued')
  const path = `/api/rounds/${id}/slips/sheets.pdf`
  const good = await download(at, path, designer.cookie)
  expect([good.status, good.whole]).toEqual([200, true])
  expect(good.end).toMatch(/%%EOF\s*$/)
  const { read } = at.deps
  Object.assign(at.deps, { read: failingAfter(read, 4) })
  onTestFinished(() => void Object.assign(at.deps, { read }))
  const broken = await download(at, path, designer.cookie)
  expect(broken).toMatchObject({ status: 200, whole: false })
  expect(broken.end).not.toMatch(/%%EOF\s*$/)
  // Where it fails before the first byte, nothing looks like a file.
  Object.assign(at.deps, { read: failingAfter(read, 0) })
  expect((await download(at, path, designer.cookie)).status).toBe(500)
})

import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { makeServer } from '../../server/http/listen.ts'

/**
 * A server that stands still blames nobody for it. Server and caller share this one thread, so standing still is the same each
 * time: what was written before lies in the kernel, and when the thread goes on, every clock has run out before a byte is read.
 */
const standStill = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

const GET = 'GET /p/ph-th HTTP/1.1\r\nHost: localhost\r\n'

type Measures = NonNullable<Parameters<typeof makeServer>[2]>
async function listening(measures: Measures, fetch: (request: Request) => Response | Promise<Response> = ok) {
  const server = makeServer({ fetch: (request) => fetch(request) }, readConfig({ LOG_LEVEL: 'silent' }), measures)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return server
}
const ok = () => new Response('taken')

/** A connection the server has accepted, and all that comes back on it. */
async function dial(server: Server) {
  const socket: Socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {})
  let said = ''
  socket.on('data', (bytes) => {
    said += bytes.toString('latin1')
  })
  await Promise.all([once(socket, 'connect'), once(server, 'connection')])
  const closed = new Promise<string>((done) => socket.once('close', () => done(said)))
  const hears = (words: string) =>
    new Promise<void>((done) => {
      const look = () => said.includes(words) && done()
      socket.on('data', look)
      look()
    })
  return { socket, closed, hears, forget: () => (said = '') }
}

const SHORT = { headersTimeout: 400, connectionsCheckingInterval: 20 }

test('a page that was asked for while the server stood still is given, not called late', async () => {
  const server = await listening({ times: SHORT })
  const { socket, closed } = await dial(server)
  socket.write(`${GET}Connection: close\r\n\r\n`)
  standStill(700)
  expect(await closed).toMatch(/^HTTP\/1\.1 200 .*taken/s)
})

test('the next page on a kept connection is given too, though its time ran out while the server stood still', async () => {
  const server = await listening({ times: { ...SHORT, keepAliveTimeout: 100 } })
  const { socket, closed, hears, forget } = await dial(server)
  socket.write(`${GET}\r\n`)
  await hears('taken')
  forget()
  socket.write(`${GET}Connection: close\r\n\r\n`)
  // Node adds a second of its own to the time a connection is kept.
  standStill(1_500)
  expect(await closed).toMatch(/^HTTP\/1\.1 200 .*taken/s)
})

test('a connection opened for later is closed without a word, one that began to ask and did not end is told', async () => {
  const server = await listening({ times: SHORT })
  const [silent, half, second] = [await dial(server), await dial(server), await dial(server)]
  half.socket.write(GET)
  second.socket.write(`${GET}\r\n`)
  await second.hears('taken')
  second.forget()
  second.socket.write(GET)
  expect(await silent.closed).toBe('')
  expect(await half.closed).toMatch(/^HTTP\/1\.1 408 .*request_too_slow/s)
  expect(await second.closed).toMatch(/^HTTP\/1\.1 408 .*request_too_slow/s)
})

const PACE = { everyMs: 60, leastBytes: 32_768, wholeMs: 60, leastMs: 30 }
const POST = 'POST /api/evidence HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n'

test('a body waits as long as the server does not take what is here already; a sender that stops is told', async () => {
  let open = () => {}
  const gate = new Promise<void>((go) => {
    open = go
  })
  const waiting = async (request: Request) => {
    await gate
    return new Response(`taken ${(await request.arrayBuffer()).byteLength}`)
  }
  const busy = await dial(await listening({ pace: PACE }, waiting))
  busy.socket.write(`${POST}Connection: close\r\n\r\n${'x'.repeat(200_000)}`)
  const stopped = await dial(await listening({ pace: PACE }, async (request) => new Response(await request.text())))
  stopped.socket.write(`${POST}\r\n${'x'.repeat(100)}`)
  // Once this one has been told, the other one's time has run out as well, many times over.
  expect(await stopped.closed).toMatch(/^HTTP\/1\.1 408 .*request_too_slow/s)
  open()
  expect(await busy.closed).toMatch(/^HTTP\/1\.1 200 .*taken 200000/s)
})

test('after its reply a sender that goes on slowly is cut off without a second reply', async () => {
  const { socket, closed } = await dial(await listening({ pace: PACE }, () => new Response('no', { status: 413 })))
  socket.write(`${POST}\r\n${'x'.repeat(100)}`)
  const said = await closed
  expect(said).toMatch(/^HTTP\/1\.1 413 /)
  expect(said.match(/HTTP\/1\.1/g)).toHaveLength(1)
})

import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import type { makeApp } from '../../server/app.ts'
import { BACKLOG, makeServer } from '../../server/http/listen.ts'
import { json, world } from '../world.ts'
import { builtFolder } from './built-program.ts'
import { FIELDING, fieldingRound } from './journey.ts'

async function listening(measures?: Parameters<typeof makeServer>[2]) {
  const { app, deps } = await world()
  const server = makeServer(app, deps.config, measures)
  await new Promise<void>((done) => server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, server }
}

type Line = Readonly<{ socket: Socket; said: () => string; closed: Promise<number> }>

function dial(port: number, text: string): Line {
  const socket = connect(port, '127.0.0.1')
  let said = ''
  const started = Date.now()
  socket.on('data', (bytes) => {
    said += bytes.toString('latin1')
  })
  socket.on('error', () => {})
  socket.write(text, 'latin1')
  return {
    socket,
    said: () => said,
    closed: new Promise((done) => socket.once('close', () => done(Date.now() - started))),
  }
}

const problemOf = (said: string) =>
  JSON.parse(said.slice(said.indexOf('\r\n\r\n') + 4)) as { code: string; status: number }

/** How long this program wanted the processor and did not get it: time that passed without being slept or worked. */
function starvation() {
  const BEAT = 20
  let starved = 0
  let [then, worked] = [performance.now(), process.cpuUsage()]
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(worked)
    starved += Math.max(0, performance.now() - then - BEAT - (user + system) / 1000)
    ;[then, worked] = [performance.now(), process.cpuUsage()]
  }, BEAT)
  onTestFinished(() => clearInterval(timer))
  return () => starved
}

/** A third never ends its headers, a third its body, and a third takes its time with both; each adds a little every second. */
const SLOW_SENDERS = `
const { connect } = require('node:net')
const { parentPort, workerData: { port, count } } = require('node:worker_threads')
const head = 'POST /api/responses HTTP/1.1\\r\\nHost: localhost\\r\\n'
const body = head + 'Content-Type: application/json\\r\\nContent-Length: 60000\\r\\n\\r\\n{"id":'
let open = count, told = ''
for (let turn = 0; turn < count; turn++) {
  let drip
  const socket = connect(port, '127.0.0.1', () => {
    let beats = 0
    socket.write(turn % 3 === 1 ? body : head)
    drip = setInterval(() => {
      beats += 1
      const ends = turn % 3 === 2 && beats === 4
      if (socket.writable) socket.write(turn % 3 === 1 || (turn % 3 === 2 && beats > 4) ? ' ' : ends ? body.slice(head.length) : 'X-A: b\\r\\n')
    }, 1000)
  })
  socket.on('error', () => {})
  socket.on('data', (bytes) => { if (turn === 1) told += bytes.toString('latin1') })
  socket.once('close', () => {
    clearInterval(drip)
    if (--open === 0) parentPort.postMessage(told)
  })
}`

// Case L06.
test('nine hundred slow senders are cut within ten seconds, and nobody else notices', { timeout: 60_000 }, async () => {
  const { port, server } = await listening()
  // A program that gets no processor is late by just that, and so is the answer to who asks it.
  const starved = starvation()
  const clock = () => performance.now() - starved()
  let longest = 0
  server.on('connection', (socket: Socket) => {
    const taken = clock()
    socket.once('close', () => {
      longest = Math.max(longest, clock() - taken)
    })
  })
  const senders = new Worker(SLOW_SENDERS, { eval: true, workerData: { port, count: 900 } })
  const ended = once(senders, 'message') as Promise<[string]>
  const canary: number[] = []
  let running = true
  const asking = (async () => {
    while (running) {
      const started = clock()
      expect((await fetch(`http://127.0.0.1:${port}/healthz`, { headers: { connection: 'close' } })).status).toBe(200)
      canary.push(clock() - started)
      await wait(50)
    }
  })()
  const [told] = await ended
  running = false
  await asking
  canary.sort((a, b) => a - b)
  const [p95, p99] = [0.95, 0.99].map((share) => canary[Math.floor(canary.length * share)])
  console.info(
    `900 slow senders: the last was cut after ${Math.round(longest)} ms (starved ${Math.round(starved())} ms); canary p99 ${p99.toFixed(0)} ms of ${canary.length}`,
  )
  expect(longest).toBeLessThan(10_000)
  expect(p95).toBeLessThan(1_000)
  // They are told, where anything can still be said.
  expect(problemOf(told)).toMatchObject({ code: 'request_too_slow', status: 408 })
})

test('a long body that flows is not cut', { timeout: 60_000 }, async () => {
  const { port } = await listening()
  const bytes = 700_000
  const head = `POST /api/responses HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
  const line = dial(port, head)
  const piece = 'x'.repeat(bytes / 70)
  for (let sent = 0; sent < 70 && line.socket.writable; sent++) {
    line.socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`)
    await wait(20)
  }
  // Too long for this address: refused as soon as that is known, not at the end.
  await line.closed
  expect(line.said()).toMatch(/^HTTP\/1\.1 413 /)
})

// Cases L02, L03, L05, L09 and L23.
test('what is no request is refused with a problem document and closed', { timeout: 60_000 }, async () => {
  const { port } = await listening()
  const starved = starvation()
  const host = 'Host: localhost\r\n'
  const wanted: [string, number, string][] = [
    ['\x16\x03\x01\x02\x00\x01\x00\r\n\r\n', 501, 'method_unknown'],
    ['GET /healthz\r\n\r\n', 400, 'request_malformed'],
    ['GET /healthz HTTP/1.1\r\n\r\n', 400, 'request_malformed'],
    [`GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`, 421, 'host_unknown'],
    [`GET http://evil.example/healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 421, 'host_unknown'],
    [`GET /healthz HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`, 400, 'request_malformed'],
    [`BREW /healthz HTTP/1.1\r\n${host}\r\n`, 501, 'method_unknown'],
    [`get /healthz HTTP/1.1\r\n${host}\r\n`, 501, 'method_unknown'],
    [`TRACE /healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 405, 'method_not_allowed'],
    [`TRACE /api/rounds HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 405, 'method_not_allowed'],
    [`TRACE /api/none HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 404, 'not_found'],
    [`CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`, 501, 'method_unknown'],
    [`PROPFIND /healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 405, 'method_not_allowed'],
    [`GET /${'x'.repeat(65_536)} HTTP/1.1\r\n${host}\r\n`, 431, 'header_too_large'],
    [`GET / HTTP/1.1\r\n${host}X-Long: ${'x'.repeat(65_536)}\r\n\r\n`, 431, 'header_too_large'],
    [`GET /healthz HTTP/1.1\r\n${host}${'X: y\r\n'.repeat(1_000)}\r\n`, 431, 'header_too_large'],
    [`GET /healthz HTTP/1.0\r\nConnection: close\r\n\r\n`, 400, 'request_malformed'],
    [`GET /healthz HTTP/1.1\r\n${host}Host: evil.example\r\nConnection: close\r\n\r\n`, 421, 'host_unknown'],
    [`GET / HTTP/1.1\r\n${host}Expect: miracles\r\n\r\n`, 417, 'expectation_failed'],
    [
      `POST /api/responses HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      'request_malformed',
    ],
    [
      `POST /api/responses HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{`,
      413,
      'too_large',
    ],
    [`GET /%ff%00 HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 404, 'not_found'],
    [`GET //evil.example/%2e%2e HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 404, 'not_found'],
  ]
  for (const [text, status, code] of wanted) {
    const waited = starved()
    const line = dial(port, text)
    const age = (await line.closed) - (starved() - waited)
    const about = JSON.stringify(text.slice(0, 60))
    expect(`${about} ${line.said().slice(9, 12)}`).toBe(`${about} ${status}`)
    expect(problemOf(line.said()), about).toMatchObject({ code, status })
    expect(line.said(), about).toMatch(
      /\r\nContent-Security-Policy: default-src 'none'|\r\ncontent-security-policy: default-src 'none'/,
    )
    expect(line.said(), about).not.toMatch(/\r\n(server|x-powered-by):/i)
    expect(age, about).toBeLessThan(2_000)
  }
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
})

// Case L08.
test('a thousand requests in one breath are answered in order', { timeout: 60_000 }, async () => {
  const { port } = await listening()
  const one = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n'
  const line = dial(port, `${`${one}\r\n`.repeat(999)}${one}Connection: close\r\n\r\n`)
  await line.closed
  expect(line.said().match(/HTTP\/1\.1 200/g)).toHaveLength(1_000)
})

// Case L07; a server as it starts keeps 4,000.
test('of too many connections that ask for nothing the oldest goes first', { timeout: 60_000 }, async () => {
  const { port } = await listening({ mostConnections: 50 })
  const lines: Line[] = []
  for (let turn = 0; turn < 60; turn++) {
    lines.push(dial(port, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'))
    while (!lines[turn].said().includes('alive')) await wait(5)
  }
  const open = () => lines.map(({ socket }) => !socket.closed)
  await expect.poll(() => open().slice(0, 10), { timeout: 10_000 }).not.toContain(true)
  expect(open().filter(Boolean)).toHaveLength(50)
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
})

/** A request as it comes from an address. */
const from = (app: ReturnType<typeof makeApp>, address: string, path: string, init: RequestInit = {}) =>
  app.request(path, init, { incoming: { socket: { remoteAddress: address } } })

// Case A08.
// Case M01.
test('five hundred parents in one hall are let through, a guesser of codes is not', async () => {
  const at = await world({ beginning: FIELDING, clientDir: await builtFolder() })
  const { codes } = await fieldingRound(at)
  const school = '203.0.113.7'
  const [slip] = codes('ph-th')
  const all = []
  for (let parent = 0; parent < 500; parent++) {
    // Ten minutes for all of them.
    at.advance(1_200)
    all.push((await from(at.app, school, '/p/ph-th')).status, (await from(at.app, school, `/api/slips/${slip}`)).status)
  }
  expect(all.filter((status) => status !== 200)).toEqual([])
  const send = async (address: string, one: string) => {
    const body = {
      id: crypto.randomUUID(),
      slip: one,
      form: 'ph-th@2021.1',
      language: 'vi',
      consent: '1',
      answers: { A1: 5 },
    }
    return from(at.app, address, '/api/responses', json('POST', body))
  }
  const guesses = []
  for (let turn = 0; turn < 650; turn++) guesses.push((await send('198.51.100.9', '0000000000000000')).status)
  expect(guesses.slice(0, 600)).not.toContain(429)
  expect(guesses.at(-1)).toBe(429)
  const slow = await send('198.51.100.9', slip)
  expect([slow.status, Number(slow.headers.get('retry-after')) > 0]).toEqual([429, true])
  // The school's own address is another one.
  expect((await send(school, slip)).status).toBe(201)
})

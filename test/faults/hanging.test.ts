import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeWorkbook, sheetOf } from '../server/make-archive.ts'
import { makePdf } from '../server/make-pdf.ts'
import { compare, GOOD, verifyFault } from './check-ledger.ts'
import { openField, scratch } from './field.ts'
import { startLoad } from './load.ts'
import { brokenProgram, type Program, program, serve } from './program.ts'
import { record } from './results.ts'
import { addStaff, type Desk, signIn } from './staff.ts'

const WORKBOOK = makeWorkbook({
  sheets: [
    sheetOf([
      ['Mã', 'Tên'],
      ['a', 'A'],
    ]),
  ],
})
const ABOUT = new URLSearchParams({ number: '45/QĐ', issuedOn: '2021-03-15', issuer: 'Sở', abstract: 'Kế hoạch' })
const EMAIL = 'treo@example.vn'
const TOKEN = 'a-token-of-the-operator-0123456789'

const bytesOf = (bytes: Uint8Array, type: string): RequestInit => ({
  ...{ method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(bytes) },
})
const sheetFile = (desk: Desk) =>
  desk(
    '/api/units/import?dryRun=1',
    bytesOf(WORKBOOK, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  )
/** Every paper is another: the same one is kept once. */
const paper = (desk: Desk, nth: number) =>
  desk(`/api/evidence?${ABOUT}`, bytesOf(makePdf({ catalog: `/Nth ${nth}` }), 'application/pdf'))

type Case = Readonly<{
  send: (desk: Desk, nth: number) => Promise<Response>
  at: number
  main?: Program
  path?: string
}>

/** Files are sent under load to a server whose helpers hang; what is answered, when, and what the parents saw of it. */
async function hanging({ send, at, main, path }: Case) {
  const field = await openField(20)
  await addStaff(field.dataDir, 'designer', [EMAIL])
  const env = { DATA_DIR: field.dataDir, METRICS_TOKEN: TOKEN, ...(path ? { PATH: path } : {}) }
  const server = await serve(env, main)
  const desk = await signIn(server.url, EMAIL)
  const load = startLoad(field, () => server.url, { everyMs: 80 })
  await load.more(10)
  const before = load.ledger().acknowledged.size
  const from = performance.now()
  const told = await Promise.all(
    Array.from({ length: at }, async (_, nth) => {
      const reply = await send(desk, nth)
      const text = await reply.text()
      return { status: reply.status, text, ms: performance.now() - from }
    }),
  )
  const meanwhile = load.ledger().acknowledged.size - before
  await load.more(10)
  const ledger = await load.stop()
  const files = existsSync(join(field.dataDir, 'evidence')) ? readdirSync(join(field.dataDir, 'evidence')) : []
  const live = server.isLive()
  const threads = readdirSync(`/proc/${server.child.pid}/task`).length
  const children = readFileSync(`/proc/${server.child.pid}/task/${server.child.pid}/children`, 'utf8').trim()
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  const compared = await compare(ledger, { DATA_DIR: field.dataDir })
  expect(compared).toMatchObject(GOOD)
  expect(ledger.wrong).toEqual([])
  expect([...ledger.statuses.keys()]).toEqual([201])
  expect(live).toBe(true)
  expect(children).toBe('')
  expect(await verifyFault({ DATA_DIR: field.dataDir })).toBe('')
  return { told, meanwhile, files, threads, slowest: Math.max(...told.map(({ ms }) => ms)) }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(0)} s`

test('the thread that reads workbooks hangs, at work and asleep: its time is capped, and sheets are taken meanwhile', async () => {
  const place = 'parentPort?.postMessage({ workbook: await readTableHere(bytes, limits) });'
  const said: string[] = []
  for (const [name, instead] of [
    ['at work', 'for (;;);'],
    ['asleep', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'],
  ] as const) {
    const main = brokenProgram(`xlsx-${name.replace(' ', '-')}`, [place, instead])
    const { told, meanwhile, slowest } = await hanging({ send: sheetFile, at: 3, main })
    expect(told.map(({ status }) => status)).toEqual([413, 413, 413])
    for (const { text } of told) expect(text).toContain('reading_too_slow')
    expect(slowest).toBeGreaterThan(19_000)
    expect(meanwhile).toBeGreaterThan(20)
    said.push(`${name}: 3 files refused (413, too slow) after ${seconds(slowest)}, ${meanwhile} sheets taken meanwhile`)
  }
  // Without the cap the file would wait for ever: the sender gives up first.
  const patient = brokenProgram('xlsx-uncapped', [place, 'for (;;);'], ['options.timeoutMs ?? 2e4', '2 ** 31 - 1'])
  const field = await openField(4)
  await addStaff(field.dataDir, 'designer', [EMAIL])
  const server = await serve({ DATA_DIR: field.dataDir }, patient)
  const desk = await signIn(server.url, EMAIL)
  const waited = await sheetFile((path, init) => desk(path, { ...init, signal: AbortSignal.timeout(45_000) })).then(
    ({ status }) => `answered ${status}`,
    () => 'no answer in 45 s',
  )
  server.child.kill('SIGKILL')
  expect(waited).toBe('no answer in 45 s')
  const whole = await hanging({ send: sheetFile, at: 1 })
  expect(whole.told[0]?.text).not.toContain('reading_too_slow')
  record({
    id: 'FT28',
    fault: 'the thread that reads workbooks hangs (at work, asleep), under load',
    seen: `${said.join('; ')}; the server ends with 0 when asked to`,
    control: `without the cap: ${waited}`,
  })
})

test('the thread that reads the words of a paper hangs or ends: the paper is kept without its words, and sheets are taken meanwhile', async () => {
  const place = 'parentPort?.postMessage({\n\ttext: pages.join("\\f"),'
  const said: string[] = []
  for (const [name, instead] of [
    ['hangs', 'for (;;);'],
    ['ends', 'process.exit(3);'],
  ] as const) {
    const main = brokenProgram(`text-${name}`, [place, `${instead}\n${place}`])
    const { told, meanwhile, slowest, files } = await hanging({ send: paper, at: 2, main })
    expect(told.map(({ status, text }) => `${status} ${status === 201 ? '' : text}`)).toEqual(['201 ', '201 '])
    expect(files.filter((file) => file.endsWith('.pdf'))).toHaveLength(2)
    if (name === 'hangs') expect(slowest).toBeGreaterThan(14_000)
    said.push(`${name}: kept after ${seconds(slowest)}, ${meanwhile} sheets taken meanwhile`)
  }
  const whole = await hanging({ send: paper, at: 1 })
  expect(whole.told[0]?.status).toBe(201)
  record({
    id: 'FT28',
    fault: 'the thread that reads the words of a paper (PDF) hangs or ends, under load',
    seen: said.join('; '),
    control: `a thread that does not hang: kept after ${seconds(whole.slowest)}`,
  })
})

test('the program that looks a paper through hangs, or is stopped, or falls: nothing unlooked is kept, and the next paper is taken', async () => {
  const said: string[] = []
  for (const [name, script, status, code] of [
    ['hangs', 'exec sleep 600', 503, 'unavailable'],
    ['is stopped (SIGSTOP)', 'kill -STOP $$; sleep 600', 503, 'unavailable'],
    ['falls (SIGSEGV)', 'kill -SEGV $$', 422, 'pdf_cut'],
  ] as const) {
    const folder = await scratch()
    writeFileSync(join(folder, 'qpdf'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    const { told, meanwhile, slowest, files } = await hanging({
      ...{ send: paper, at: 3, main: program(), path: `${folder}:${process.env.PATH}` },
    })
    expect(told.map((one) => one.status)).toEqual([status, status, status])
    for (const { text } of told) expect(text).toContain(code)
    expect(files).toEqual([])
    said.push(`${name}: ${status} after ${seconds(slowest)}, ${meanwhile} sheets taken meanwhile`)
  }
  // A stopped program does not hear that it shall end: without the signal nobody can hold back, the places for papers stay taken.
  const deaf = brokenProgram('qpdf-deaf', ['killSignal: "SIGKILL",\n\t\tmaxBuffer: 1e6\n', 'maxBuffer: 1e6\n'])
  const folder = await scratch()
  writeFileSync(join(folder, 'qpdf'), '#!/bin/sh\nkill -STOP $$; sleep 600\n', { mode: 0o755 })
  const field = await openField(4)
  await addStaff(field.dataDir, 'designer', [EMAIL])
  const server = await serve({ DATA_DIR: field.dataDir, PATH: `${folder}:${process.env.PATH}` }, deaf)
  const desk = await signIn(server.url, EMAIL)
  const waited = await paper((path, init) => desk(path, { ...init, signal: AbortSignal.timeout(30_000) }), 0).then(
    ({ status }) => `answered ${status}`,
    () => 'no answer in 30 s',
  )
  const [stopped] = readFileSync(`/proc/${server.child.pid}/task/${server.child.pid}/children`, 'utf8').split(' ')
  if (stopped) process.kill(Number(stopped), 'SIGKILL')
  server.child.kill('SIGKILL')
  expect(waited).toBe('no answer in 30 s')
  record({
    id: 'FT28',
    fault: 'the program that looks a paper through (qpdf) hangs, is stopped or falls, under load',
    seen: `${said.join('; ')}; nothing of it is kept`,
    control: `ended by a signal it can hold back, as it was (found and mended): ${waited}`,
  })
})

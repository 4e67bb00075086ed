import { createHash } from 'node:crypto'
import { link, mkdir, readdir, readlink, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { makeServer } from '../../server/http/listen.ts'
import { heldMemory } from '../held-memory.ts'
import { json } from '../world.ts'
import { read, reformYear } from './reform-fixture.ts'

const PAPERS = 25
const PAPER_BYTES = 3_000_000

/** A school's report with 75 megabytes of papers (one file on the disk under 25 names), served over the network. */
async function largeReport() {
  const year = await reformYear('2021-05-28T02:00:00Z')
  const { id: periodId } = await year.period('don-vi', '6-thang')
  const own = await year.as('assessor', { unitId: 's01', email: 's01@so.vn' })
  const folder = join(year.dataDir, 'evidence')
  await mkdir(folder)
  const bytes = Buffer.alloc(PAPER_BYTES, 'giấy')
  const one = join(year.dataDir, 'one.pdf')
  await writeFile(one, bytes)
  const file = { size: PAPER_BYTES, contentHash: createHash('sha256').update(bytes).digest('hex') }
  const papers: string[] = []
  for (let place = 0; place < PAPERS; place++) {
    const id = String(place).padStart(32, '0')
    papers.push(id)
    await link(one, join(folder, `${id}.pdf`))
    await year.db
      .insertInto('evidence')
      .values({
        ...{ id, unitId: 's01', number: `${place}/BC`, issuedOn: '2021-03-01', issuer: 'Trường', abstract: 'Báo cáo' },
        ...{ fileName: 'a.pdf', ...file, createdBy: 'x', createdAt: '2021-03-01T00:00:00.000Z' },
        ...{ withdrawnAt: null, withdrawnBy: null, version: 1 },
      })
      .execute()
  }
  const { id } = await read<{ id: string }>(own('/api/reports', json('POST', { periodId, unitId: 's01' })))
  const entry = { task: 1, figure: null, done: 'Đã làm', difficulties: '', next: '', evidence: papers }
  await own(`/api/reports/${id}/entries`, json('PUT', entry, { 'if-match': '"1"' }))
  const server = makeServer({ fetch: year.app.fetch }, year.deps.config)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  const path = `/api/reports/${id}/package.zip`
  const ask = () => request({ port, path, headers: { cookie: own.cookie, host: 'localhost:8080' } })
  const open = async () => {
    const links = await Promise.all(
      (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    )
    return links.filter((name) => name.startsWith(folder)).length
  }
  const taken = async () =>
    (await year.db.selectFrom('auditEntry').select('sequence').where('action', '=', 'report.package').execute()).length
  return { ...year, own, server, path, ask, open, taken, folder }
}

const replyOf = (asked: ReturnType<typeof request>) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve).once('error', reject).end()
  })

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (let turn = 0; turn < 400; turn++) {
    if (await holds()) return true
    await pause(25)
  }
  return false
}

test('a package of 75 megabytes is sent while it is read, and never lies in memory; taken as one piece it does', {
  timeout: 120_000,
}, async () => {
  const { own, ask, path } = await largeReport()
  const before = heldMemory().buffers
  const held = () => heldMemory().buffers - before
  // At each three megabytes that have come, and at none between: what is on its way is held, what has passed is not.
  const looks: number[] = []
  let got = 0
  const reply = await replyOf(ask())
  for await (const piece of reply) {
    got += (piece as Buffer).length
    if (got > (looks.length + 1) * PAPER_BYTES) looks.push(held())
  }
  expect(reply.complete).toBe(true)
  expect(got).toBe(Number(reply.headers['content-length']))
  expect(got).toBeGreaterThan(PAPERS * PAPER_BYTES)
  expect(looks).toHaveLength(PAPERS)
  expect(Math.max(...looks)).toBeLessThan(got / 10)
  // The control: the same bytes, kept.
  const whole = await (await own(path)).arrayBuffer()
  expect(held()).toBeGreaterThanOrEqual(got)
  expect(whole.byteLength).toBe(got)
})

test('who breaks a package off leaves no file open, before its first byte as after it, and it is not on record as taken', async () => {
  const { ask, open, taken, server } = await largeReport()
  // While the papers are looked through, nothing is sent yet.
  const early = ask()
  early.on('error', () => {})
  const looked = new Promise<void>((resolve) => server.once('request', () => resolve()))
  early.end()
  await looked
  expect(await until(async () => (await open()) > 0)).toBe(true)
  early.destroy()
  expect(await until(async () => (await open()) === 0)).toBe(true)
  // In the midst of the transfer a reader that stops holds one file and no more.
  const reply = await replyOf(ask())
  expect(await until(async () => (await open()) === 1)).toBe(true)
  expect(await taken()).toBe(1)
  reply.destroy()
  expect(await until(async () => (await open()) === 0)).toBe(true)
})

test('a paper that is gone in the midst of a transfer breaks it off: nobody has a short package for a whole one', async () => {
  const { ask, folder } = await largeReport()
  const reply = await replyOf(ask())
  await rm(join(folder, `${String(PAPERS - 1).padStart(32, '0')}.pdf`))
  let got = 0
  const ended = new Promise<void>((resolve) => reply.once('close', () => resolve()))
  reply
    .on('error', () => {})
    .on('data', (piece: Buffer) => {
      got += piece.length
    })
  await ended
  expect(reply.complete).toBe(false)
  expect(got).toBeLessThan(Number(reply.headers['content-length']))
})

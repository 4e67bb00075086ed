import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { makeServer } from '../../server/http/listen.ts'
import { json } from '../world.ts'
import { flowing, pageTexts, readsText, WITHOUT } from './pdf-text.ts'
import { type Caller, code, read, reformYear, statusOf } from './reform-fixture.ts'
import { zipBytes } from './zip-text.ts'

const run = promisify(execFile)
const at = (version: number) => ({ 'if-match': `"${version}"` })

/** A school that proves two tasks of its half-year report with three papers, one of them for both. */
async function proved() {
  const year = await reformYear('2021-05-28T02:00:00Z')
  const { id: periodId } = await year.period('don-vi', '6-thang')
  const own = await year.as('assessor', { unitId: 's01', email: 's01@so.vn' })
  const papers: string[] = []
  for (const number of ['15/KH-THPT1', '22/BC-THPT1', 'Đề án số 7?/../..'])
    papers.push(await year.keep(own, 's01', number))
  const { id } = await read<{ id: string }>(own('/api/reports', json('POST', { periodId, unitId: 's01' })))
  const entry = { figure: null, difficulties: '', next: '' }
  const say = (task: number, evidence: readonly (string | undefined)[], version: number) =>
    own(`/api/reports/${id}/entries`, json('PUT', { ...entry, task, done: 'Đã làm', evidence }, at(version)))
  await say(1, papers.slice(0, 2), 1)
  await say(19, papers.slice(1), 2)
  await own(`/api/reports/${id}/submit`, json('POST', {}, at(3)))
  return { ...year, own, id, periodId, papers }
}
const fileIn = (dataDir: string, id: string | undefined) => join(dataDir, 'evidence', `${id}.pdf`)
const taken = async (who: Caller, path: string) => zipBytes(Buffer.from(await (await who(path)).arrayBuffer()))

test('a report is taken away with its list of papers and the papers, each under a name that says what it is', async () => {
  const { own, as, id, periodId, designer, papers, dataDir, db } = await proved()
  const other = await as('assessor', { unitId: 's02', email: 's02@so.vn' })
  const coordinator = await as('coordinator')
  expect(await statusOf(other(`/api/reports/${id}/package.zip`))).toBe(404)
  expect(await statusOf(coordinator(`/api/reports/${id}/package.zip`))).toBe(403)
  expect(await statusOf(own(`/api/reports/of/${periodId}/synthesis.zip`))).toBe(403)
  const reply = await own(`/api/reports/${id}/package.zip`)
  const bytes = Buffer.from(await reply.arrayBuffer())
  expect([reply.status, Number(reply.headers.get('content-length'))]).toEqual([200, bytes.length])
  expect(reply.headers.get('content-disposition')).toBe(
    'attachment; filename="bao-cao-6-thang-2021-Truong-THPT-so-1.zip"',
  )
  // Another reader than the one that wrote it says that every sum holds.
  const file = join(dataDir, 'package.zip')
  await writeFile(file, bytes)
  expect((await run('python3', ['-m', 'zipfile', '-t', file])).stdout).toContain('Done testing')
  const found = await zipBytes(bytes)
  const named = [
    'Van-ban-kiem-chung/01_15-KH-THPT1_2021-03-01_Ve-viec-15-KH-THPT1.pdf',
    'Van-ban-kiem-chung/02_22-BC-THPT1_2021-03-01_Ve-viec-22-BC-THPT1.pdf',
    'Van-ban-kiem-chung/03_De-an-so-7_2021-03-01_Ve-viec-De-an-so-7.pdf',
  ]
  expect([...found.keys()]).toEqual([
    'bao-cao-6-thang-2021-Truong-THPT-so-1.docx',
    'bao-cao-6-thang-2021-Truong-THPT-so-1.pdf',
    'Danh-muc-van-ban-kiem-chung.docx',
    'Danh-muc-van-ban-kiem-chung.pdf',
    'ma-bam-sha256.txt',
    ...named,
  ])
  for (const [place, name] of named.entries())
    expect(found.get(name)?.equals(await readFile(fileIn(dataDir, papers[place])))).toBe(true)
  const sums = found.get('ma-bam-sha256.txt')?.toString().trimEnd().split('\n') ?? []
  expect(sums).toEqual(
    named.map(
      (name) =>
        `${createHash('sha256')
          .update(found.get(name) ?? '')
          .digest('hex')}  ${name}`,
    ),
  )
  const opened = await db.selectFrom('auditEntry').select(['action', 'object']).orderBy('sequence').execute()
  expect(opened.slice(-4)).toEqual([
    { action: 'report.package', object: id },
    ...papers.map((object) => ({ action: 'evidence.open', object })),
  ])
  if (!readsText) return console.warn(WITHOUT)

  const list = flowing(await pageTexts(found.get('Danh-muc-van-ban-kiem-chung.pdf') ?? Buffer.alloc(0)))
  for (const said of ['DANH MỤC VĂN BẢN KIỂM CHỨNG', 'của Trường THPT số 1', 'Gói gồm 3 văn bản', '1, 19'])
    expect(list).toContain(said)
  const report = Buffer.from(await (await own(`/api/reports/${id}/file.pdf`)).arrayBuffer())
  expect(found.get('bao-cao-6-thang-2021-Truong-THPT-so-1.pdf')?.equals(report)).toBe(true)
  expect(flowing(await pageTexts(report))).toContain('Minh chứng: tài liệu số 2, 3 của Phụ lục.')
  const together = Buffer.from(await (await designer(`/api/reports/of/${periodId}/synthesis.pdf`)).arrayBuffer())
  expect(flowing(await pageTexts(together))).toContain('Kính gửi: Sở Nội vụ.')
  const all = await taken(designer, `/api/reports/of/${periodId}/synthesis.zip`)
  expect([...all.keys()].filter((name) => name.startsWith('Van-ban'))).toHaveLength(3)
  const listed = flowing(await pageTexts(all.get('Danh-muc-van-ban-kiem-chung.pdf') ?? Buffer.alloc(0)))
  expect(listed).toContain('Của đơn vị')
})

test('a paper that is lost is named before anything is sent, and one that changes meanwhile breaks the transfer off', async () => {
  const { own, app, id, papers, dataDir, deps } = await proved()
  const file = fileIn(dataDir, papers[2])
  const bytes = await readFile(file)
  const path = `/api/reports/${id}/package.zip`
  const spoiling = { on: false }
  const fetch: typeof app.fetch = async (asked) => {
    // The sums were found; of the papers nothing has been read to be sent.
    const reply = await app.fetch(asked)
    if (spoiling.on) await writeFile(file, Buffer.concat([bytes.subarray(0, -1), Buffer.from('X')]))
    return reply
  }
  const server = makeServer({ fetch }, deps.config)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  const take = () =>
    new Promise<{ whole: boolean; got: number; said: number }>((resolve) => {
      const asked = request({ port, path, headers: { cookie: own.cookie, host: 'localhost:8080' } }, (reply) => {
        let got = 0
        const done = () => resolve({ whole: reply.complete, got, said: Number(reply.headers['content-length']) })
        reply.on('data', (piece: Buffer) => {
          got += piece.length
        })
        reply.on('error', () => {})
        reply.on('close', done)
      })
      asked.end()
    })
  const first = await take()
  expect([first.whole, first.got]).toEqual([true, first.said])
  spoiling.on = true
  const second = await take()
  expect(second.whole).toBe(false)
  expect(second.got).toBeLessThan(second.said)
  // Lost before it was asked for: named by its number, and nothing is sent.
  await rm(file)
  expect(await code(own(path))).toBe('evidence_damaged paper_damaged')
  const { errors } = await read<{ errors: unknown }>(own(path))
  expect(errors).toEqual([{ pointer: '/papers/2', code: 'paper_damaged', detail: { place: 3 } }])
})

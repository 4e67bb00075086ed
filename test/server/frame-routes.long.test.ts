import { expect, test } from 'vitest'
import { makeProvince } from '../../server/demo/province.ts'
import { provinceWorkbook } from '../../server/demo/province-workbook.ts'
import { processorTime } from '../processor-time.ts'
import { json, world } from '../world.ts'
import { etag, ROUND } from './journey.ts'
import { deflatedZeros, makeWorkbook, sheetOf } from './make-archive.ts'
import { xlsxWorker } from './reading-workers.ts'

const HEADER = [
  'Mã trường',
  'Tên trường',
  'Cấp học',
  'Huyện',
  'Số lớp',
  'Khối 1',
  'Khối 2',
  'Khối 3',
  'Khối 4',
  'Khối 5',
  'Tỷ lệ Khmer',
]
const school = (code: string, first: number) => [
  code,
  `Trường ${code}`,
  'Tiểu học',
  'Huyện A',
  5,
  first,
  30,
  30,
  30,
  30,
  0.25,
]

async function draftedRound() {
  const at = await world({ tableWorker: await xlsxWorker() })
  const designer = await at.as('designer')
  const { id } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  const send = async (body: Uint8Array, more = '') =>
    designer(`/api/rounds/${id}/frame${more}`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: {
        ...(await etag(designer, id)),
        'content-type': 'application/octet-stream',
        'x-file-name': 'khung.xlsx',
      },
    })
  const stored = async () =>
    Number(
      (
        await at.db
          .selectFrom('frameRow')
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  return { send, stored, app: at.app }
}

test('a school list is checked first, then taken over whole', async () => {
  const { send, stored } = await draftedRound()
  const workbook = await provinceWorkbook(makeProvince({ seed: 'thu', schools: 60 }))
  const trial = await send(workbook, '?dryRun=1')
  expect(await trial.json()).toMatchObject({ imported: false, rows: 60, synthetic: true })
  expect(await stored()).toBe(0)
  const reply = await send(workbook)
  expect(reply.status).toBe(200)
  expect(await stored()).toBe(60)
})

// Case G12.
test('one wrong row of many, and nothing is taken over', async () => {
  const { send, stored } = await draftedRound()
  const rows = Array.from({ length: 1_000 }, (_, at) => school(`T${at}`, at === 998 ? -3 : 30))
  const reply = await send(makeWorkbook({ sheets: [sheetOf([HEADER, ...rows])] }))
  expect(reply.status).toBe(422)
  expect(await reply.json()).toMatchObject({
    code: 'frame_invalid',
    errors: [{ code: 'negative', detail: { cell: 'F1000', row: 1000, column: 'Khối 1', value: -3 } }],
  })
  expect(await stored()).toBe(0)
})

test('a file that unpacks to gigabytes is refused while the server goes on answering', async () => {
  const { send, stored, app } = await draftedRound()
  const bomb = makeWorkbook({
    replace: [{ name: 'xl/sharedStrings.xml', deflated: deflatedZeros(4096), declaredSize: 60_000_000 }],
  })
  const ms = processorTime()
  const [reply, alive] = await Promise.all([send(bomb), app.request('/healthz')])
  expect(ms()).toBeLessThan(5_000)
  expect(alive.status).toBe(200)
  expect(reply.status).toBe(413)
  expect(await reply.json()).toMatchObject({ code: 'too_large', errors: [{ code: 'archive_bomb' }] })
  expect(await stored()).toBe(0)
})

// Case G10.
test('markup in a file comes back as text in JSON only', async () => {
  const { send } = await draftedRound()
  const row = school('<script>alert(1)</script>', 30).with(2, '<img src=x onerror=alert(1)>')
  const reply = await send(makeWorkbook({ sheets: [sheetOf([HEADER, row])] }))
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await reply.json()).toMatchObject({ errors: [{ code: 'level_unknown' }] })
})

test('a column with a name of its own is said once, and remembered when the list is taken over', async () => {
  const { send, stored } = await draftedRound()
  const list = makeWorkbook({ sheets: [sheetOf([HEADER.with(4, 'Quy mô LỚP'), school('T1', 30)])] })
  const columns = (names: unknown) => `columns=${encodeURIComponent(JSON.stringify(names))}`
  const unknown = await (await send(list, '?dryRun=1')).json()
  expect(unknown).toMatchObject({ ignored: { columns: ['Quy mô LỚP'] }, findings: [{ code: 'column_missing' }] })
  expect((await send(list, `?dryRun=1&${columns({ 'Quy mô LỚP': 'password' })}`)).status).toBe(400)
  const named = await (await send(list, `?dryRun=1&${columns({ 'Quy mô lớp ': 'classes' })}`)).json()
  expect(named).toMatchObject({ rows: 1, ignored: { columns: [] }, findings: [] })
  expect((await send(list)).status).toBe(422)
  expect((await send(list, `?${columns({ 'Quy mô lớp': 'classes' })}`)).status).toBe(200)
  expect(await stored()).toBe(1)
  expect(await (await send(list, '?dryRun=1')).json()).toMatchObject({ rows: 1, findings: [] })
})

import { expect, test } from 'vitest'
import { json, world } from '../world.ts'
import { makeWorkbook, sheetOf } from './make-archive.ts'
import { xlsxWorker } from './reading-workers.ts'

const HEADER = ['Mã đơn vị', 'Tên đơn vị', 'Loại đơn vị', 'Từ ngày', 'Mã đơn vị cấp trên', 'Thay cho đơn vị', 'Lý do']
/** As many communes as the city has; their names here are invented. */
const COMMUNES = Array.from({ length: 103 }, (_, at) => [
  `X-${at + 1}`,
  `Xã thử ${at + 1}`,
  'Xã',
  '2025-07-01',
  'T-CT',
  at < 2 ? 'H-KS' : '',
  at < 2 ? 'Sắp xếp đơn vị hành chính' : '',
])

async function office() {
  const at = await world({ now: '2026-03-02T02:00:00Z', tableWorker: await xlsxWorker() })
  const admin = await at.as('admin')
  const send = (rows: readonly (readonly string[])[], more = '') =>
    admin(`/api/units/import${more}`, {
      method: 'POST',
      body: new Uint8Array(makeWorkbook({ sheets: [sheetOf([HEADER, ...rows.map((row) => [...row])])] })),
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'don-vi.xlsx' },
    })
  const shipped = () => admin('/api/units/shipped', json('POST', {}))
  const view = async (day: string) =>
    (await (await admin(`/api/units?day=${day}`)).json()) as { units: { id: string; code: string; kind: string }[] }
  const entries = async () =>
    (await at.db.selectFrom('auditEntry').select('action').where('action', '=', 'units.import').execute()).length
  return { ...at, admin, send, shipped, view, entries }
}

test('the old province and the city of 103 communes stand side by side, each on its days', async () => {
  const { shipped, send, view, admin } = await office()
  expect(await (await shipped()).json()).toMatchObject({ imported: true, added: 26, changed: 0 })
  const trial = await send(COMMUNES, '?dryRun=1')
  expect(await trial.json()).toMatchObject({ imported: false, added: 103, findings: [] })
  expect((await view('2026-01-01')).units).toHaveLength(2)
  expect((await send(COMMUNES)).status).toBe(200)
  const now = (await view('2026-01-01')).units
  expect(now.filter(({ kind }) => kind === 'commune')).toHaveLength(103)
  const then = (await view('2021-10-01')).units
  expect(then).toHaveLength(24)
  const district = then.find(({ code }) => code === 'H-KS')
  const told = (await (await admin(`/api/units/${district?.id}`)).json()) as { followed: unknown }
  expect(told.followed).toMatchObject({
    day: '2026-03-02',
    now: 'several',
    units: [{ name: 'Xã thử 1' }, { name: 'Xã thử 2' }],
  })
})

test('the same list twice changes nothing and leaves one entry; what is exported can be imported', async () => {
  const { shipped, send, entries, admin, db } = await office()
  await shipped()
  await send(COMMUNES)
  expect(await (await send(COMMUNES)).json()).toMatchObject({ added: 0, changed: 0, same: 103 })
  expect(await entries()).toBe(2)
  const odd = '=HYPERLINK("http://vi.example"); +1'
  expect(await (await send([['=TR', odd, 'Trường', '2020-09-01', 'H-KS', '', '']])).json()).toMatchObject({ added: 1 })
  const ids = async () => db.selectFrom('unit').select(['id', 'code', 'name']).orderBy('code').execute()
  const before = await ids()
  const csv = await (await admin('/api/units/list')).arrayBuffer()
  // No spreadsheet computes the name, and it comes back as it was.
  expect(Buffer.from(csv).toString()).toContain(`'=TR,"'=HYPERLINK(""http://vi.example""); '+1"`)
  const again = await admin('/api/units/import', {
    method: 'POST',
    body: csv,
    headers: { 'content-type': 'text/csv', 'x-file-name': 'don-vi.csv' },
  })
  expect(await again.json()).toMatchObject({ imported: true, added: 0, changed: 0, same: 130 })
  expect(await ids()).toEqual(before)
})

test('a unit keeps its id when it is renamed and moves, and both names are remembered', async () => {
  const { shipped, send, view, admin } = await office()
  await shipped()
  const first = await send([['TR-1', 'Trường Một', 'Trường', '2020-09-01', 'H-KS', '', '']])
  expect(await first.json()).toMatchObject({
    added: 1,
    findings: [{ code: 'parent_ends_before', severity: 'notice', detail: { row: 2, to: '2025-06-30' } }],
  })
  const [before] = (await view('2021-01-01')).units.filter(({ code }) => code === 'TR-1')
  const moved = await send([
    ['X-1', 'Xã thử', 'Xã', '2025-07-01', 'T-CT', '', ''],
    ['TR-1', 'Trường Một Mới', 'Trường', '2025-07-01', 'X-1', '', ''],
  ])
  expect(await moved.json()).toMatchObject({ added: 1, changed: 1 })
  const [after] = (await view('2026-01-01')).units.filter(({ code }) => code === 'TR-1')
  expect(after).toMatchObject({ id: before?.id, name: 'Trường Một Mới' })
  expect((await view('2021-01-01')).units.find(({ code }) => code === 'TR-1')).toEqual(before)
  expect(await (await admin(`/api/units/${before?.id}`)).json()).toMatchObject({
    names: [
      { name: 'Trường Một', validFrom: '2020-09-01', validTo: '2025-06-30' },
      { name: 'Trường Một Mới', validFrom: '2025-07-01', validTo: null },
    ],
  })
})

// Cases G12 and G13.
test('one wrong line of many, and nothing is taken over; the line is named', async () => {
  const { shipped, send, view, entries } = await office()
  await shipped()
  const ring = [
    ['A', 'Vòng A', 'Xã', '2025-07-01', 'B', '', ''],
    ['B', 'Vòng B', 'Xã', '2025-07-01', 'A', '', ''],
  ]
  const foreign = ['C', 'Trường', 'Trường', '2025-07-01', '92-001', '', '']
  const cases: [readonly (readonly string[])[], string, number][] = [
    [[...COMMUNES, ...ring], 'parent_cycle', 105],
    [[...COMMUNES, foreign], 'parent_unknown', 105],
    [[...COMMUNES, COMMUNES[0] ?? []], 'unit_line_duplicate', 105],
  ]
  for (const [rows, code, row] of cases) {
    const reply = await send(rows)
    expect(reply.status).toBe(422)
    expect(await reply.json()).toMatchObject({ code: 'units_invalid', errors: [{ code, detail: { row } }] })
  }
  expect((await view('2026-01-01')).units).toHaveLength(2)
  expect(await entries()).toBe(1)
})

test('two lists at once both arrive, and a reader cannot import', async () => {
  const { shipped, send, view, as } = await office()
  await shipped()
  const [first, second] = await Promise.all([send(COMMUNES.slice(0, 50)), send(COMMUNES.slice(40))])
  expect([first.status, second.status]).toEqual([200, 200])
  expect((await view('2026-01-01')).units.filter(({ kind }) => kind === 'commune')).toHaveLength(103)
  const auditor = await as('auditor')
  expect((await auditor('/api/units/shipped', json('POST', {}))).status).toBe(403)
  expect((await auditor('/api/units?day=2021-13-01')).status).toBe(400)
  expect((await auditor('/api/units/0000')).status).toBe(404)
})

import { expect, test } from 'vitest'
import { json, world } from '../world.ts'
import { etag, ROUND } from './journey.ts'
import { xlsxWorker } from './reading-workers.ts'

/** Lists as offices save them, and as they must not be taken. All through the address the page uses. */
const HEAD = [
  'Mã trường',
  'Tên trường',
  'Cấp học',
  'Huyện',
  'Số lớp',
  'Lớp 1',
  'Lớp 2',
  'Lớp 3',
  'Lớp 4',
  'Lớp 5',
  'Tỷ lệ Khmer',
]
const ROW = ['T1', 'Trường Tiểu học Hòa Tú', 'Tiểu học', 'Huyện Mỹ Xuyên', '5', '30', '30', '30', '30', '30', '25%']
const table = (rows: readonly (readonly string[])[], separator = ',', end = '\n') =>
  rows.map((row) => row.join(separator)).join(end)
const utf8 = (text: string) => new TextEncoder().encode(text)

async function open() {
  const at = await world({ tableWorker: await xlsxWorker() })
  const designer = await at.as('designer')
  const { id } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  const send = async (bytes: Uint8Array, more = '') => {
    const reply = await designer(`/api/rounds/${id}/frame${more}`, {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: { ...(await etag(designer, id)), 'content-type': 'text/csv', 'x-file-name': 'khung.csv' },
    })
    const said = (await reply.json()) as {
      code?: string
      rows?: number
      errors?: { pointer: string; code: string }[]
      findings?: { code: string; cell: string }[]
    }
    return { status: reply.status, said }
  }
  const kept = async () => ({
    rows: (await at.db.selectFrom('frameRow').selectAll().execute()).length,
    frames: (await at.db.selectFrom('frame').selectAll().execute()).length,
    version: (await at.db.selectFrom('round').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version,
    trail: (await at.db.selectFrom('auditEntry').select('sequence').where('object', '=', id).execute()).length,
  })
  return { ...at, send, kept }
}

test('commas, semicolons, tabs, a line that names the separator, UTF-16 and decomposed heads are all read', async () => {
  const { send, kept } = await open()
  const nothing = await kept()
  const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(table([HEAD, ROW]), 'utf16le')])
  const lists = [
    utf8(table([HEAD, ROW])),
    utf8(`\ufeff${table([HEAD, ROW], ';', '\r\n')}`),
    utf8(table([HEAD, ROW], '\t')),
    utf8(`sep=;\r\n${table([HEAD, ROW], ';', '\r\n')}`),
    utf8(table([HEAD.map((name) => ` ${name.normalize('NFD').toUpperCase()} `), ROW])),
    utf8(`${HEAD.join(',')}\r\n${ROW.join(',')}\n${ROW.with(0, 'T2').with(1, 'Trường B').join(',')}\r`),
    utf16,
  ]
  for (const [place, list] of lists.entries()) {
    const { status, said } = await send(list, '?dryRun=1')
    expect([place, status, said.findings?.filter(({ code }) => code !== 'school_twice')]).toEqual([place, 200, []])
    expect(said.rows).toBe(place === 5 ? 2 : 1)
  }
  expect(await kept()).toEqual(nothing)
})

// Cases G09, G13, G15 and G20.
test('a list that cannot be is refused with its place, and nothing of it or of the round changes', async () => {
  const { send, kept } = await open()
  expect((await send(utf8(table([HEAD, ROW])))).status).toBe(200)
  const before = await kept()
  expect(before).toMatchObject({ rows: 1, frames: 1 })
  const other = ROW.with(0, 'T2').with(1, 'Trường Tiểu học B')
  const wrong: [string, Uint8Array, string][] = [
    ['a number that could be two', utf8(table([HEAD, ROW.with(5, '"1,234"')])), 'F2'],
    ['words for a number', utf8(table([HEAD, ROW.with(4, 'năm')])), 'E2'],
    ['a code that stands twice', utf8(table([HEAD, ROW, other.with(0, 'T1')])), 'A3'],
    ['pupils without a class', utf8(table([HEAD, ROW.with(4, '0')])), ''],
    [
      'a total that is not the sum',
      utf8(
        table([
          [...HEAD, 'Tổng số học sinh'],
          [...ROW, '151'],
        ]),
      ),
      '',
    ],
    ['a level nobody knows', utf8(table([HEAD, ROW.with(2, 'Đại học')])), 'C2'],
    ['a quote without an end', utf8(`${HEAD.join(',')}\n"T1,${ROW.slice(1).join(',')}`), ''],
    ['a byte that is none', utf8(table([HEAD, ROW.with(1, 'Tr\u0000ường')])), ''],
    [
      'letters of an old code page',
      Buffer.from(table([HEAD, ROW.with(1, 'Tr\u00ad\u00eang Ti\u00d3u h\u00e4c')]), 'latin1'),
      '',
    ],
    ['no header', utf8(table([ROW])), ''],
    ['the prototype as a head', utf8(table([HEAD.with(4, '__proto__'), ROW])), ''],
  ]
  for (const [what, bytes, cell] of wrong) {
    const { status, said } = await send(bytes)
    expect([what, status]).toEqual([what, 422])
    expect([what, said.errors?.length ?? 0]).not.toEqual([what, 0])
    if (cell) expect([what, JSON.stringify(said.errors)]).toEqual([what, expect.stringContaining(`"${cell}"`)])
    expect([what, await kept()]).toEqual([what, before])
  }
  expect(Object.keys(Object.prototype)).toEqual([])
})

// Case G17.
test('the same list sent twice is one version, also under another name of its lines', async () => {
  const { send, kept } = await open()
  const rows = [ROW, ROW.with(0, 'T2').with(1, 'Trường B')]
  expect((await send(utf8(table([HEAD, ...rows])))).status).toBe(200)
  const once = await kept()
  expect((await send(utf8(table([HEAD, ...rows])))).status).toBe(200)
  expect((await send(utf8(table([HEAD, ...rows.toReversed()], ';')))).status).toBe(200)
  expect(await kept()).toEqual(once)
  // Another list is another version.
  expect((await send(utf8(table([HEAD, ROW])))).status).toBe(200)
  expect(await kept()).toMatchObject({ frames: 2, version: once.version + 1 })
})

test('schools of an area that the units of the day do not know are pointed out, once an area; where none is entered, nothing is said', async () => {
  const { send, kept, as } = await open()
  const rows = [
    ROW,
    ROW.with(0, 'T2').with(1, 'Trường B').with(3, 'H. Mỹ Xuyên'),
    ROW.with(0, 'T3').with(1, 'Trường C').with(3, 'Huyện Vĩnh Lợi'),
    ROW.with(0, 'T4').with(1, 'Trường D').with(3, 'Huyện Vĩnh Lợi'),
  ]
  const strange = async () => {
    const { status, said } = await send(utf8(table([HEAD, ...rows])), '?dryRun=1')
    expect(status).toBe(200)
    return said.findings?.filter(({ code }) => code === 'area_not_there')
  }
  const before = await kept()
  expect(await strange()).toEqual([])
  const admin = await as('admin')
  expect((await admin('/api/units/shipped', json('POST', {}))).status).toBe(200)
  expect(await strange()).toMatchObject([
    { severity: 'notice', detail: { area: 'Huyện Vĩnh Lợi', schools: 2, unit: 'T3', day: '2021-10-01' } },
  ])
  expect(await kept()).toEqual(before)
})

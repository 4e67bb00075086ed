import { describe, expect, test } from 'vitest'
import { issue } from '../../client/words/problem.ts'
import { frameOfWorkbook, readFrameFile } from '../../server/frame/read-frame-file.ts'
import { IMPORT_FAULTS } from '../../server/table/import-refused.ts'
import { readXlsx } from '../../server/table/read-xlsx.ts'
import { FINDINGS } from '../../server/table/table.ts'
import { makeWorkbook, sheetOf } from './make-archive.ts'
import { xlsxWorker } from './reading-workers.ts'

type Row = (string | number | null)[]
const HEADER = [
  'Mã trường',
  'Tên trường',
  'Cấp học',
  'Huyện',
  'Xã',
  'Số lớp',
  'Khối 1',
  'Khối 2',
  'Khối 3',
  'Khối 4',
  'Khối 5',
  'Tỷ lệ Khmer',
]
const school = (code: string, first: number | string = 30): Row => [
  code,
  `Trường ${code}`,
  'Tiểu học',
  'Huyện A',
  'Xã B',
  5,
  first,
  30,
  30,
  30,
  30,
  0.25,
]
const frameOf = async (...sheets: string[]) => frameOfWorkbook(await readXlsx(makeWorkbook({ sheets })))
const issuesOf = async (rows: Row[]) =>
  (await frameOf(sheetOf(rows))).issues.map(({ code, detail }) => ({ code, ...detail }))

describe('a school list with a fault is named by its cell', () => {
  test('a negative number of pupils', async () => {
    expect(await issuesOf([HEADER, school('1'), school('2', -5)])).toMatchObject([
      { code: 'negative', row: 3, column: 'Khối 1', cell: 'G3', value: -5 },
    ])
  })
  test('a code that stands twice', async () => {
    expect(await issuesOf([HEADER, school('1'), school('2'), school('1')])).toMatchObject([
      { code: 'code_duplicate', row: 4, cell: 'A4', value: '1', first: 2 },
    ])
  })
  test('a column that is missing', async () => {
    const without = [HEADER, school('1')].map((row) => row.filter((_, at) => at !== 11))
    expect(await issuesOf(without)).toMatchObject([{ code: 'column_missing', column: 'Tỷ lệ học sinh Khmer' }])
  })
  test('a number written in words', async () => {
    expect(await issuesOf([HEADER, school('1', 'ba mươi')])).toMatchObject([{ code: 'number_unreadable', cell: 'G2' }])
  })
  test('only a header, or nothing at all', async () => {
    expect(await issuesOf([HEADER])).toMatchObject([{ code: 'frame_empty' }])
    expect(await issuesOf([])).toMatchObject([{ code: 'header_missing' }])
  })
  test('the last of a thousand rows', async () => {
    const many = Array.from({ length: 1_000 }, (_, at) => school(`T${at}`, at === 999 ? -1 : 30))
    expect(await issuesOf([HEADER, ...many])).toMatchObject([{ code: 'negative', cell: 'G1001' }])
  })
})

describe('a school list as it comes', () => {
  test('with decomposed letters, blanks and a title above the header', async () => {
    const decomposed = HEADER.map((name) => `  ${name.normalize('NFD')} `)
    const frame = await frameOf(sheetOf([['DANH SÁCH TRƯỜNG'], [], decomposed, school('1')]))
    expect(frame.issues).toEqual([])
    expect(frame.rows).toMatchObject([{ code: '1', pupils: 150, khmerShare: 0.25 }])
  })
  test('on the second sheet, behind notes', async () => {
    const frame = await frameOf(sheetOf([['Ghi chú của người lập']]), sheetOf([HEADER, school('1')]))
    expect(frame).toMatchObject({ sheet: 'Trang 2', issues: [], synthetic: false })
    expect(frame.findings).toEqual([{ path: '/sheets', code: 'sheet_not_read', detail: { sheet: 'Trang 1' } }])
  })
  test('with sums that are formulas, which are used and told', async () => {
    const sheet = sheetOf([HEADER, school('1')]).replace('<c><v>5</v></c>', '<c><f>COUNTA(X1:X5)</f><v>5</v></c>')
    const frame = await frameOf(sheet)
    expect(frame.issues).toEqual([])
    expect(frame.findings).toMatchObject([{ code: 'formula', detail: { count: 1, first: 'F2' } }])
  })
  test('and says of itself that it is invented', async () => {
    const frame = await frameOf(sheetOf([HEADER, school('1')]), sheetOf([['Dữ liệu mô phỏng'.normalize('NFD')]]))
    expect(frame.synthetic).toBe(true)
  })
  test('as text, through the reading thread', async () => {
    const text = [HEADER, school('001'), school('002')].map((row) => row.join(';').replace('0.25', '25%')).join('\r\n')
    const frame = await readFrameFile(new TextEncoder().encode(text), { worker: await xlsxWorker() })
    expect(frame.issues).toEqual([])
    expect(frame.rows.map(({ code, khmerShare }) => [code, khmerShare])).toEqual([
      ['001', 0.25],
      ['002', 0.25],
    ])
  })
})

test('every reason and every finding has words', () => {
  const codes = [...Object.keys(IMPORT_FAULTS), ...FINDINGS]
  expect(codes.filter((code) => !Object.hasOwn(issue, code))).toEqual([])
  expect(Object.hasOwn(issue, 'no_such_code')).toBe(false)
})

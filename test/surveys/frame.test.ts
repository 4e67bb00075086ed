import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, checkFrame, type FrameRow, frameRow, MOST_ROWS, readFrame } from '../../surveys/frame.ts'
import { cellName, columnName, fieldOfHeader, readNumber } from '../../surveys/frame-columns.ts'

const header = [
  'Mã trường',
  'Tên trường',
  'Cấp học',
  'Huyện/thị xã/thành phố',
  'Xã/phường',
  'Số lớp',
  'Khối 1',
  'Khối 2',
  'Khối 3',
  'Khối 4',
  'Khối 5',
  'Tổng số học sinh',
  'Tỷ lệ học sinh Khmer',
]
const school = (code: string, change: Record<string, Cell> = {}): Cell[] => {
  const cells: Record<string, Cell> = {
    'Mã trường': code,
    'Tên trường': 'Tiểu học Hoa Sen',
    'Cấp học': 'th',
    'Huyện/thị xã/thành phố': 'Kế Sách',
    'Xã/phường': 'An Mỹ',
    'Số lớp': 10,
    'Khối 1': 60,
    'Khối 2': 61,
    'Khối 3': 62,
    'Khối 4': 63,
    'Khối 5': 64,
    'Tổng số học sinh': 310,
    'Tỷ lệ học sinh Khmer': 0.31,
    ...change,
  }
  return header.map((name) => cells[name] ?? null)
}
const list = (...rows: Cell[][]): Cell[][] => [header, ...rows]
const faults = (table: Cell[][]) => readFrame(table).issues.map((issue) => `${issue.path} ${issue.code}`)
const without = (name: string) => {
  const gone = header.indexOf(name)
  return list(school('001')).map((cells) => cells.filter((_, index) => index !== gone))
}

describe('a school list', () => {
  test('is read with its codes as text and its grades by name', () => {
    const { rows, issues } = readFrame(list(school('001'), school('0079', { 'Xã/phường': null })))
    expect(issues).toEqual([])
    expect(rows.map((row) => frameRow.parse(row))).toEqual(rows)
    expect(rows[0]).toEqual({
      code: '001',
      name: 'Tiểu học Hoa Sen',
      level: 'th',
      area: 'Kế Sách',
      commune: 'An Mỹ',
      classes: 10,
      pupils: 310,
      grades: { g1: 60, g2: 61, g3: 62, g4: 63, g5: 64 },
      khmerShare: 0.31,
    })
    expect(rows[1]).toMatchObject({ code: '0079', commune: null })
    expect(checkFrame(rows)).toEqual([])
  })

  // Case G14.
  test('may stand below a title, in any order, with decomposed, capital or blank-ended headers and a sum below', () => {
    const turned = list(school('001'), school('002')).map((cells) => [...cells].reverse())
    const head = (turned[0] ?? []).map(
      (title, index) => ` ${index % 2 ? String(title).normalize('NFD') : String(title).toUpperCase()} `,
    )
    const sum: Cell[] = header.map(() => null)
    sum[sum.length - 2] = 'Tổng cộng'
    const { rows, issues, ignored } = readFrame([
      ['DANH SÁCH TRƯỜNG', null],
      [],
      [...head, 'Ghi chú', '__proto__'],
      ...turned.slice(1),
      [null, ''],
      sum,
    ])
    expect(issues).toEqual([])
    expect(rows.map((row) => row.code)).toEqual(['001', '002'])
    expect(ignored).toEqual({ columns: ['Ghi chú', '__proto__'], rows: [7] })
  })

  test.each([
    'Mã trường',
    'Tên trường',
    'Cấp học',
    'Huyện/thị xã/thành phố',
    'Số lớp',
    'Tỷ lệ học sinh Khmer',
    'Khối 3',
  ])('without the column %s is refused by that name alone', (name) => {
    const { issues } = readFrame(without(name))
    const missing = issues.filter((issue) => issue.code === 'column_missing')
    expect(missing.map((issue) => issue.detail?.column)).toEqual([name])
  })

  test('knows public from private schools in the words of lists, and asks about other words', () => {
    const owned = (...words: Cell[]) =>
      readFrame([[...header, 'Loại hình'], ...words.map((word, at) => [...school(`S${at}`), word])])
    expect(owned('Công lập', 'Tư thục', 'NCL', null).rows.map(({ ownership }) => ownership)).toEqual([
      'public',
      'private',
      'private',
      undefined,
    ])
    // A list without the column is the same list as before there was one.
    expect(Object.keys(readFrame(list(school('S1'))).rows[0] ?? {})).not.toContain('ownership')
    expect(owned('của huyện').issues).toMatchObject([
      { code: 'ownership_unknown', detail: { cell: 'N2', value: 'của huyện' } },
    ])
  })

  test('can do without commune and total', () => {
    expect(readFrame(without('Xã/phường')).issues).toEqual([])
    expect(readFrame(without('Tổng số học sinh')).rows[0]?.pupils).toBe(310)
  })

  test('names row, column and cell of every fault', () => {
    const { issues } = readFrame(
      list(school('001'), school('001', { 'Khối 2': -4 }), school('003', { 'Khối 1': 'sáu' })),
    )
    expect(issues.map(({ path, code, detail }) => [path, code, detail?.cell])).toEqual([
      ['/rows/3/g2', 'negative', 'H3'],
      ['/rows/4/g1', 'number_unreadable', 'G4'],
    ])
    expect(readFrame(list(school('001'), school(' 001 '))).issues).toEqual([
      {
        path: '/rows/3/code',
        code: 'code_duplicate',
        detail: { row: 3, column: 'Mã trường', cell: 'A3', value: '001', first: 2 },
      },
    ])
  })

  test.each<[Record<string, Cell>, string]>([
    [{ 'Mã trường': '' }, '/rows/2/code cell_missing'],
    [{ 'Tên trường': 'a\u0000b' }, '/rows/2/name char_forbidden'],
    [{ 'Tên trường': 'x'.repeat(201) }, '/rows/2/name too_long'],
    [{ 'Cấp học': 'TH&THCS' }, '/rows/2/level level_unknown'],
    [{ 'Số lớp': null }, '/rows/2/classes cell_missing'],
    [{ 'Số lớp': 9.5 }, '/rows/2/classes not_whole'],
    [{ 'Số lớp': 1e9 }, '/rows/2/classes too_large'],
    [{ 'Số lớp': 0 }, '/rows/2/classes classes_zero'],
    [{ 'Số lớp': 400 }, '/rows/2/classes classes_exceed_pupils'],
    [{ 'Khối 5': '1,234' }, '/rows/2/g5 number_unreadable'],
    [{ 'Khối 5': 65 }, '/rows/2/pupils sum_mismatch'],
    [{ 'Tỷ lệ học sinh Khmer': 31 }, '/rows/2/khmerShare share_out_of_range'],
    [{ 'Tỷ lệ học sinh Khmer': -0.1 }, '/rows/2/khmerShare share_out_of_range'],
  ])('with %j says %s', (change, expected) => {
    expect(faults(list(school('001', change)))).toEqual([expected])
  })

  test('knows which grades a level can have, and a school without pupils', () => {
    expect(
      faults(list(school('001', { 'Cấp học': 'THPT' }))).filter((fault) => !fault.includes('column_missing')),
    ).toEqual([])
    const row = readFrame(list(school('001'))).rows[0] as FrameRow
    expect(checkFrame([{ ...row, level: 'thcs' }]).map((issue) => issue.code)).toEqual(
      Array(5).fill('grade_unexpected'),
    )
    expect(checkFrame([{ ...row, grades: {}, pupils: 0 }]).map((issue) => issue.code)).toEqual(['pupils_zero'])
    expect(checkFrame([{ ...row, khmerShare: Number.NaN }]).map((issue) => issue.code)).toEqual(['share_out_of_range'])
  })

  test('that is none is refused as a whole', () => {
    expect(faults([])).toEqual(['/columns header_missing'])
    expect(
      faults([
        ['a', 'b'],
        [1, 2],
      ]),
    ).toEqual(['/columns header_missing'])
    expect(faults([header])).toContain('/rows frame_empty')
    expect(faults([[...header, 'SỐ LỚP'], school('001')])).toEqual(['/columns/classes column_duplicate'])
    expect(faults([header, ...Array.from({ length: MOST_ROWS + 1 }, (): Cell[] => [])])).toEqual([
      '/rows too_many_rows',
    ])
  })

  test('never makes the reader throw, and what it lets through passes the check again', () => {
    const cell = fc.oneof(
      fc.constantFrom<Cell>(null, '', 'th', 'mn', 5, 0, -1, '12,5 %', '1.234'),
      fc.string(),
      fc.double(),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 6 }), (body) => {
        const { rows, issues } = readFrame([header, ...body])
        if (issues.length === 0) expect(checkFrame(rows)).toEqual([])
      }),
    )
  })
})

describe('cells and headers', () => {
  // Case G09.
  test.each<[string | number, number | undefined]>([
    ['1.234', 1234],
    ['12 345', 12345],
    ['12,5', 12.5],
    ['0.234', 0.234],
    ['31,7 %', 0.317],
    ['31.734%', 0.31734],
    ['-5', -5],
    ['1,234', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['0x10', undefined],
    [Number.POSITIVE_INFINITY, undefined],
  ])('%j is read as %j', (text, value) => {
    expect(readNumber(text)).toBe(value)
  })

  test('every column is found under its own name; cells are named as in a spreadsheet', () => {
    expect(fieldOfHeader('tỉ lệ HỌC SINH khmer')).toBe('khmerShare')
    expect(fieldOfHeader(columnName('age5'))).toBe('age5')
    expect(fieldOfHeader('constructor')).toBeUndefined()
    expect([cellName(1, 1), cellName(26, 2), cellName(27, 3), cellName(702, 4), cellName(703, 5)]).toEqual([
      'A1',
      'Z2',
      'AA3',
      'ZZ4',
      'AAA5',
    ])
  })
})

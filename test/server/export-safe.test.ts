import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvFile } from '../../server/export/csv-file.ts'
import { formulaSafe } from '../../server/export/formula-safe.ts'
import { plainNames } from '../../server/export/table.ts'
import { sheetNames } from '../../server/export/workbook.ts'
import { zipOf } from '../../server/export/zip.ts'
import { PAYLOADS } from './export-table-fixture.ts'

/** What a spreadsheet makes of a text whose cells it separates by one sign: quotes count only where a cell begins. */
function cellsSeenBy(separator: string, text: string): string[] {
  const cells: string[] = []
  let at = 0
  while (at <= text.length) {
    let cell = ''
    if (text[at] === '"') {
      at += 1
      while (at < text.length && !(text[at] === '"' && text[at + 1] !== '"')) {
        cell += text[at]
        at += text[at] === '"' ? 2 : 1
      }
      at += 1
    }
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') cell += text[at++]
    cells.push(cell)
    at += 1
  }
  return cells
}

const runs = (cell: string) => /^[\s"]*[=+\-@＝＋－＠]/u.test(cell)
const dangerous = (text: string) => [',', ';', '\t'].flatMap((separator) => cellsSeenBy(separator, text)).filter(runs)
const textOf = (rows: (string | number | null)[][]) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvFile(rows))

test('no text becomes a formula, whichever sign the opening country separates cells by', () => {
  const sign = fc.constantFrom(...'=+-@＝＠;,\t\r\n"\' |a1'.split(''))
  const nasty = fc.oneof(
    fc.constantFrom(...PAYLOADS),
    fc.array(sign, { maxLength: 12 }).map((signs) => signs.join('')),
  )
  fc.assert(
    fc.property(fc.array(fc.array(nasty, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), (rows) => {
      expect(dangerous(textOf(rows))).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

test('the check sees a formula that nobody made safe', () => {
  for (const payload of PAYLOADS.filter((one) => !one.startsWith('%')))
    expect(
      dangerous(`x,"${payload.replaceAll('"', '""')}"`).length + dangerous(payload).length,
      payload,
    ).toBeGreaterThan(0)
})

test('numbers stay numbers and plain words stay as they are', () => {
  expect(textOf([['Cột', -5, 0.25, null, '-5', '+84', 'Trường – "A", B']])).toBe(
    '\ufeffCột,-5,0.25,,\'-5,\'+84,"Trường – ""A"", B"\r\n',
  )
  expect(['Kế Sách', '90', 'a-b', 'a=b', 'ឆ្នាំ'].map(formulaSafe)).toEqual(['Kế Sách', '90', 'a-b', 'a=b', 'ឆ្នាំ'])
  expect(textOf([['a\u0001b\u0000c\ud800d']])).toBe('\ufeffabc\ufffdd\r\n')
})

test('a table comes back from its file as it was, to a reader that knows the comma', () => {
  const word = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .filter((text) => formulaSafe(text) === text && !/[\p{Cc}\r\n]/u.test(text))
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (row) => {
      expect(cellsSeenBy(',', textOf([row]).slice(1, -2))).toEqual(row)
    }),
  )
})

test('names of sheets and columns are taken by every program', () => {
  const names = sheetNames([
    '=1+1',
    "'a'",
    'x/y:z*[1]?',
    'X Y Z 1',
    'Một cái tên rất dài không vừa với Excel 1',
    'Một cái tên rất dài không vừa với Excel 2',
    '',
    'History',
    '\u202eabc',
  ])
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^(?![=+\-@'\s])[^[\]:*?/\\]{1,31}(?<!['\s])$/u)
  expect(plainNames(['A1', 'a1', '1x', 'with', 'Khó-đọc', 'x'.repeat(80), 'x'.repeat(81)], 32)).toEqual([
    'A1',
    'a1_2',
    'v1x',
    'with_',
    'Kh____c',
    'x'.repeat(32),
    `${'x'.repeat(30)}_2`,
  ])
})

test('an archive takes no name that leads anywhere', () => {
  for (const name of ['../x', 'a/b', 'C:\\x', '.hidden', 'a\u0000b', '', 'a\u202eb'])
    expect(() => zipOf([{ name, bytes: new Uint8Array() }]), name).toThrow(RangeError)
  expect(() => zipOf(['Đơn.csv', 'đơn.CSV'].map((name) => ({ name, bytes: new Uint8Array() })))).toThrow(RangeError)
})

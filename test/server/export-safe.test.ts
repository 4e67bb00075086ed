import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf, readDataset } from '../../server/dataset/table.ts'
import { csvFile } from '../../server/export/csv-file.ts'
import { formulaPlain, formulaSafe } from '../../server/export/formula-safe.ts'
import { plainNames } from '../../server/export/table.ts'
import { sheetNames, writeSheets } from '../../server/export/workbook.ts'
import { zipOf } from '../../server/export/zip.ts'
import { readCsv } from '../../server/table/read-csv.ts'
import { readXlsx } from '../../server/table/read-xlsx.ts'
import { TABLE_LIMITS } from '../../server/table/table.ts'
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

const sign = fc.constantFrom(...'=+-@＝＠;,\t\r\n"\' |a1'.split(''))
const nasty = fc.oneof(
  fc.constantFrom(...PAYLOADS),
  fc.array(sign, { maxLength: 12 }).map((signs) => signs.join('')),
)

// Case H02.
test('no text becomes a formula, whichever sign the opening country separates cells by', () => {
  fc.assert(
    fc.property(fc.array(fc.array(nasty, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), (rows) => {
      expect(dangerous(textOf(rows))).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

test('frozen rows begin no formula, are read back letter by letter, and keep their numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(nasty, nasty), { minLength: 1, maxLength: 4 }), (rows) => {
      const bytes = csvOf([['school', 'area'], ...rows])
      const isNumber = (cell: string) => /^-\d+$/.test(cell)
      expect(dangerous(new TextDecoder().decode(bytes)).filter((cell) => !isNumber(cell))).toEqual([])
      const { column } = readDataset(bytes)
      expect([column('school'), column('area')]).toEqual([rows.map(([one]) => one), rows.map(([, two]) => two)])
    }),
    { numRuns: 200 },
  )
  expect(new TextDecoder().decode(csvOf([['A1'], ['-5'], ['-0.25'], ['1e-7'], ['-x']]))).toBe(
    "A1\n-5\n-0.25\n1e-7\n'-x\n",
  )
})

test('what is read again says what was written', () => {
  fc.assert(fc.property(nasty, (text) => formulaPlain(formulaSafe(text)) === text))
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => formulaPlain(formulaSafe(text)) === text))
})

test('the check sees a formula that nobody made safe', () => {
  for (const payload of PAYLOADS.filter((one) => !one.startsWith('%')))
    expect(
      dangerous(`x,"${payload.replaceAll('"', '""')}"`).length + dangerous(payload).length,
      payload,
    ).toBeGreaterThan(0)
})

// Cases H05 and H07.
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

// Case H06.
test('quotes, separators and line ends come back as they were, to two readers of their own', () => {
  const cell = fc
    .array(fc.constantFrom(...'a"\',;\n |ệ'), { minLength: 1, maxLength: 8 })
    .map((letters) => `x${letters.join('')}x`)
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 3 }), (rows) => {
      const table = [['Một', 'Hai'], ...rows]
      const bytes = csvFile(table)
      const wanted = table.map((row) => row.map(formulaSafe))
      // One knows the rules alone, the other finds out the separator from what stands there.
      expect(rowsByTheRules(new TextDecoder().decode(bytes))).toEqual(wanted)
      expect(readCsv(bytes, TABLE_LIMITS).sheets[0]?.rows).toEqual(wanted)
    }),
    { numRuns: 300 },
  )
})

/** RFC 4180 and nothing else: a comma, lines that end in CR LF, quotes only around a whole cell. */
function rowsByTheRules(text: string): string[][] {
  const rows: string[][] = []
  let rest = text
  let row: string[] = []
  while (rest !== '') {
    const [whole, quoted, plain = '', end] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? []
    if (whole === undefined) throw new Error(`no cell at ${JSON.stringify(rest.slice(0, 20))}`)
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') {
      rows.push(row)
      row = []
    }
    rest = rest.slice(whole.length)
  }
  return rows
}

// Cases H03, H08 and H09.
test('a workbook opens with a text longer than a cell, which says that it was cut, and without signs no file may hold', async () => {
  const wild = 'a\u0001b\u0000c\ud800d\ufffee\u000bf'
  const sheets = [
    {
      name: '=1+1',
      rows: [
        ['=HYPERLINK("x")', wild],
        ['x'.repeat(40_000), `${'y'.repeat(32_762)}😀😀😀`],
        [-5, null],
      ],
    },
    { name: '[=1+1]', rows: [['Cột']] },
  ]
  const { sheets: found } = await readXlsx(await writeSheets(sheets), TABLE_LIMITS)
  const [first, second] = found
  expect(first?.rows[0]).toEqual([`'=HYPERLINK("x")`, 'abcdef'])
  const [long, split] = (first?.rows[1] ?? []) as string[]
  expect([long?.length, long?.slice(-6)]).toEqual([32_767, 'xx […]'])
  // No half of a letter is left at the cut.
  expect([split?.slice(-5), /[\ud800-\udbff]$/.test(split?.slice(0, -4) ?? '')]).toEqual(['y […]', false])
  expect(first?.rows[2]).toEqual([-5])
  expect(first?.findings).toEqual([])
  expect([first?.name, second?.name]).toEqual(['1+1', '1+1 2'])
})

// Case H10.
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

// Case F18.
test('an archive takes no name that leads anywhere', () => {
  for (const name of ['../x', 'a/b', 'C:\\x', '.hidden', 'a\u0000b', '', 'a\u202eb'])
    expect(() => zipOf([{ name, bytes: new Uint8Array() }]), name).toThrow(RangeError)
  expect(() => zipOf(['Đơn.csv', 'đơn.CSV'].map((name) => ({ name, bytes: new Uint8Array() })))).toThrow(RangeError)
})

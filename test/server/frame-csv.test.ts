import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsv } from '../../server/table/read-csv.ts'
import { readTableHere } from '../../server/table/read-table-here.ts'
import { TABLE_LIMITS } from '../../server/table/table.ts'
import { processorTime } from '../processor-time.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const rowsOf = (bytes: Uint8Array | string, limits = TABLE_LIMITS) =>
  readCsv(typeof bytes === 'string' ? utf8(bytes) : bytes, limits).sheets[0]?.rows
const refusal = (bytes: Uint8Array | string, limits = TABLE_LIMITS) => {
  try {
    rowsOf(bytes, limits)
    return 'accepted'
  } catch (error) {
    return error
  }
}
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

describe('a text table', () => {
  const text = 'Mã trường;Số lớp\r\n001;12,5\r\n'
  const rows = [
    ['Mã trường', 'Số lớp'],
    ['001', '12,5'],
  ]
  // Case G15.
  test.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, the other way round', utf16be(`\ufeff${text}`)],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 the other way round without a mark', utf16be(text)],
  ])('is read from %s', (_, bytes) => {
    expect(rowsOf(bytes)).toEqual(rows)
  })
  // Case G16.
  test.each([
    [
      'tabs',
      'a\tb,c\td\n1\t2\t3\n',
      [
        ['a', 'b,c', 'd'],
        ['1', '2', '3'],
      ],
    ],
    [
      'commas',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons beside commas',
      'a;b\n1,5;2,5\n3,5;4\n',
      [
        ['a', 'b'],
        ['1,5', '2,5'],
        ['3,5', '4'],
      ],
    ],
    ['a line that says which', 'sep=;\r\na,x;b\r\n', [[], ['a,x', 'b']]],
    [
      'mixed ends of lines',
      'a;b\r\nc;d\re;f\ng;h',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
        ['g', 'h'],
      ],
    ],
    ['quotes', '"a ""b""; c";d\n"two\r\nlines";', [['a "b"; c', 'd'], ['two\r\nlines']]],
    ['empty cells and lines', ';;\n\na;;b;;\n\n', [[], [], ['a', null, 'b']]],
    ['one column', 'a\nb\n', [['a'], ['b']]],
    ['nothing but a header', 'a;b', [['a', 'b']]],
  ])('may have %s', (_, given, expected) => {
    expect(rowsOf(given)).toEqual(expected)
  })
  test('written by the rules and read back is the same', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((value) => !value.includes('\0'))
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(
        fc.array(
          fc.array(
            cell.filter((value) => value !== ''),
            { minLength: 2, maxLength: 4 },
          ),
          { minLength: 1, maxLength: 5 },
        ),
        (table) => {
          expect(rowsOf(table.map((row) => row.map(quoted).join(';')).join('\r\n'))).toEqual(table)
        },
      ),
      { numRuns: 300 },
    )
  })
})

// Case G15.
describe('is refused', () => {
  test.each([
    ['letters of Windows-1258', Uint8Array.from(Buffer.from('T\xean tr\xf0\xf5\xe0ng;S\xf4 l\xf0p\n', 'latin1'))],
    ['letters of TCVN3', Uint8Array.from(Buffer.from('Tr\xad\xeang TiÓu häc;', 'latin1'))],
    ['a NUL', utf8('a;b\0;c')],
    ['UTF-16 with half a letter', Buffer.concat([Buffer.from('\ufeffa;b', 'utf16le'), Uint8Array.of(0x00, 0xd8)])],
  ])('when it has %s', (_, bytes) => {
    expect(refusal(bytes)).toMatchObject({ code: 'encoding_unknown' })
  })
  test('when a quote has no end, naming the row', () => {
    expect(refusal('a;b\nc;"d\ne;f\n')).toMatchObject({ code: 'quote_unclosed', detail: { row: 2 } })
  })
  test('when it is larger than any list, naming the cell', () => {
    expect(refusal('')).toMatchObject({ code: 'file_empty' })
    expect(refusal('a;b', { ...TABLE_LIMITS, fileBytes: 2 })).toMatchObject({ code: 'file_too_large' })
    expect(refusal(`a;${'x'.repeat(32_768)}`)).toMatchObject({ code: 'cell_too_long', detail: { cell: 'B1' } })
    expect(refusal('1\n'.repeat(50_001))).toMatchObject({ code: 'too_many_rows', detail: { cell: 'A50001' } })
    expect(refusal(`a${';'.repeat(300)}b`)).toMatchObject({ code: 'too_many_columns' })
    expect(refusal(`a${';'.repeat(300)}`)).toBe('accepted')
    expect(refusal('1;2\n3;4', { ...TABLE_LIMITS, cells: 3 })).toMatchObject({
      code: 'too_many_cells',
      detail: { cell: 'B2' },
    })
  })
  test('ten million characters in one line, quickly', () => {
    const ms = processorTime()
    expect(refusal(`"${'x'.repeat(10_000_000)}`)).toMatchObject({ code: 'quote_unclosed' })
    expect(refusal('x'.repeat(10_000_000))).toMatchObject({ code: 'cell_too_long' })
    expect(ms()).toBeLessThan(5_000)
  })
  test.each(['%PDF-1.7', '<!DOCTYPE html><p>', '<html>', '{\\rtf1', '\ufeff<?xml version="1.0"?>', 'PK\x05\x06'])(
    'when it is another kind of file: %s',
    async (start) => {
      await expect(readTableHere(utf8(start), TABLE_LIMITS)).rejects.toMatchObject({ code: 'not_a_table' })
    },
  )
})

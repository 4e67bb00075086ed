import { describe, expect, test } from 'vitest'
import { readTable } from '../../server/table/read-table.ts'
import { readXlsx } from '../../server/table/read-xlsx.ts'
import { TABLE_LIMITS } from '../../server/table/table.ts'
import { type MadeWorkbook, makeWorkbook, sheetOf } from './make-archive.ts'
import { xlsxWorker } from './reading-workers.ts'

const read = (made: MadeWorkbook, limits = TABLE_LIMITS) => readXlsx(makeWorkbook(made), limits)
const rowsOf = async (made: MadeWorkbook) => (await read(made)).sheets[0]?.rows
const refusal = async (made: MadeWorkbook, limits = TABLE_LIMITS) =>
  await read(made, limits).then(
    () => 'accepted',
    ({ code, detail }) => ({ code, ...detail }),
  )
const cells = (inside: string) => ({ sheets: [`<sheetData>${inside}</sheetData>`] })

describe('what stands in the cells', () => {
  test('is read with its kind: shared, inline and formula text, numbers, truth values', async () => {
    const sheet = `<sheetData><row r="2"><c r="B2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>Tổng &amp; cộng</t></is></c>
      <c r="E2"><v>12.5</v></c><c r="F2"><v>1E3</v></c><c r="G2" t="b"><v>1</v></c><c r="H2" t="str"><f>A1&amp;"x"</f><v>x</v></c></row></sheetData>`
    const strings = [
      '<t>a</t>',
      '<r><t>Sóc </t></r><r><rPr/><t xml:space="preserve">Trăng</t></r><rPh><t>aside</t></rPh>',
    ]
    expect(await rowsOf({ sheets: [sheet], strings })).toEqual([
      [],
      [null, 'Sóc Trăng', 'Tổng & cộng', null, 12.5, 1000, 'TRUE', 'x'],
    ])
  })
  test('may leave out its address, and may have a prefix', async () => {
    expect(
      await rowsOf(cells('<row><c><v>1</v></c><c><v>2</v></c></row><row r="4"><c r="C4"><v>3</v></c></row>')),
    ).toEqual([[1, 2], [], [], [null, null, 3]])
    expect(
      await rowsOf({ sheets: ['<x:sheetData xmlns:x="u"><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData>'] }),
    ).toEqual([[1]])
  })
  // Case G09.
  test('a number shown with leading zeros is the code that is shown', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="00000000"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>'
    expect(await rowsOf({ ...cells('<row><c s="1"><v>4521</v></c><c s="0"><v>4521</v></c></row>'), styles })).toEqual([
      ['00004521', 4521],
    ])
  })
  // Case G08.
  test('a day is a day in both counts of Excel, and is reported', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0.00&quot; day&quot;"/></numFmts><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
    const row =
      '<row><c s="1"><v>44444</v></c><c s="2"><v>1</v></c><c s="1"><v>59</v></c><c s="1"><v>60</v></c><c s="1"><v>61</v></c><c s="1"><v>-1</v></c><c s="1"><v>1000000000</v></c><c s="3"><v>7</v></c></row>'
    const workbook = await read({ ...cells(row), styles })
    // 44197 is 1 January 2021 and 44444 the 248th day of that year; 61 is 1 March 1900 because of the day that never was.
    expect(workbook.sheets[0]?.rows).toEqual([
      ['2021-09-05', '1900-01-01', '1900-02-28', '60', '1900-03-01', '-1', '1000000000', 7],
    ])
    expect(workbook.sheets[0]?.findings).toContainEqual({
      path: '/sheets/0',
      code: 'day_cell',
      detail: { sheet: 'Trang 1', count: 7, first: 'A1' },
    })
    const mac = {
      ...cells('<row><c s="1"><v>42982</v></c></row>'),
      styles,
      workbookProperties: '<workbookPr date1904="1"/>',
    }
    expect(await rowsOf(mac)).toEqual([['2021-09-05']])
  })
  // Case G14.
  test('errors are empty, and every oddity is counted and placed', async () => {
    const sheet = `<cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>
      <row r="5" hidden="1"><c r="A5"><f>1+1</f></c><c r="B5"><v>abc</v></c></row></sheetData><mergeCells><mergeCell ref="A7:C7"/><mergeCell ref="A9:C9"/></mergeCells>`
    const workbook = await read({ sheets: [sheet, '<sheetData/>'], sheetAttributes: ['', 'state="hidden"'] })
    const [table] = workbook.sheets
    expect(table?.rows).toEqual([[null, 2], [], [], [], [null, 'abc']])
    expect(table?.findings.map(({ code, detail }) => [code, detail?.count, detail?.first])).toEqual([
      ['hidden_columns', 1, 'C1'],
      ['formula', 2, 'A1'],
      ['error_cell', 1, 'A1'],
      ['hidden_rows', 1, '5'],
      ['formula_without_value', 1, 'A5'],
      ['cell_unreadable', 1, 'B5'],
      ['merged_cells', 2, 'A7:C7'],
    ])
    expect(workbook.findings).toEqual([{ path: '/sheets/1', code: 'hidden_sheet', detail: { sheet: 'Trang 2' } }])
  })
  // Case G20.
  test('names of no harm elsewhere are harmless here', async () => {
    expect(await rowsOf({ sheets: [sheetOf([['__proto__', 'constructor', '<script>alert(1)</script>']])] })).toEqual([
      ['__proto__', 'constructor', '<script>alert(1)</script>'],
    ])
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('what is refused, with its place', () => {
  // Case G06.
  test.each(['7', '-1', '1000000000', 'x'])('a shared text that is not there: %s', async (index) => {
    expect(
      await refusal({ ...cells(`<row r="3"><c r="D3" t="s"><v>${index}</v></c></row>`), strings: ['<t>a</t>'] }),
    ).toEqual({
      code: 'shared_string_missing',
      cell: 'D3',
      value: index,
    })
  })
  // Case G05.
  test('cells beyond the caps, but not empty ones and not a declared dimension', async () => {
    const far = (inside: string) => cells(`<row r="1048576"><c r="XFD1048576" s="1">${inside}</c></row>`)
    expect(await refusal(far('<v>1</v>'))).toMatchObject({ code: 'too_many_rows', cell: 'XFD1048576' })
    expect(await refusal(cells('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toMatchObject({
      code: 'too_many_columns',
      cell: 'XFD1',
    })
    expect(await refusal(far(''))).toBe('accepted')
    expect(await refusal({ sheets: ['<dimension ref="A1:XFD1048576"/><sheetData/>'] })).toBe('accepted')
    const small = { ...TABLE_LIMITS, cells: 3 }
    expect(
      await refusal(
        {
          sheets: [
            sheetOf([
              [1, 2],
              [3, 4],
            ]),
          ],
        },
        small,
      ),
    ).toMatchObject({ code: 'too_many_cells', cell: 'B2' })
  })
  test('a text longer than a cell can be', async () => {
    expect(await refusal({ sheets: [sheetOf([['ok', 'a'.repeat(32_768)]])] })).toMatchObject({
      code: 'cell_too_long',
      cell: 'B1',
    })
    expect(await refusal({ sheets: [sheetOf([['a'.repeat(32_767)]])] })).toBe('accepted')
  })
  test('cells in two places or twice', async () => {
    for (const wrong of [
      '<row r="2"/><row r="2"/>',
      '<row r="0"/>',
      '<row r="x"/>',
      '<row r="1"><c r="B1"/><c r="A1"/></row>',
      '<row r="1"><c r="A1"/><c r="A1"/></row>',
      '<row r="1"><c r="A2"/></row>',
      '<row r="1"><c r="A0"/></row>',
      '<row r="1"><c r="AAAA1"/></row>',
    ])
      expect(await refusal(cells(wrong))).toMatchObject({ code: 'cell_misplaced' })
  })
  test.each([
    // Case G04: refused before anything is looked up, on disk or elsewhere.
    ['an entity that grows', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'],
    ['an entity that reaches for a file', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
    ['a document type from elsewhere', '<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">'],
  ])('%s, before it is used', async (_, doctype) => {
    const data = `<?xml version="1.0"?>${doctype}<worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>`
    expect(await refusal({ replace: [{ name: 'xl/worksheets/sheet1.xml', data }] })).toMatchObject({ code: 'xml_dtd' })
  })
  test.each<[string, string | Uint8Array]>([
    ['an entity nobody declared', '<worksheet><sheetData>&a;</sheetData></worksheet>'],
    ['an element that is not closed', '<worksheet><sheetData>'],
    ['nothing', ''],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('<worksheet>'), Uint8Array.of(0xc3, 0x28), Buffer.from('</worksheet>')]),
    ],
    ['ten thousand elements inside each other', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`],
  ])('XML with %s', async (_, data) => {
    expect(await refusal({ replace: [{ name: 'xl/worksheets/sheet1.xml', data }] })).toMatchObject({
      code: 'xml_malformed',
    })
  })
  test('another kind of document, a workbook with macros, one with links, one without sheets', async () => {
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
    expect(await refusal({ mainType: word })).toMatchObject({ code: 'not_a_table' })
    expect(await refusal({ mainType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' })).toMatchObject({
      code: 'macro_refused',
    })
    expect(await refusal({ mainType: 'application/vnd.ms-excel.sheet.binary.macroEnabled.main' })).toMatchObject({
      code: 'binary_workbook',
    })
    const link =
      '<Relationships><Relationship Id="s0" Type="u/worksheet" Target="http://localhost:1/" TargetMode="External"/></Relationships>'
    expect(await refusal({ replace: [{ name: 'xl/_rels/workbook.xml.rels', data: link }] })).toMatchObject({
      code: 'external_link_refused',
    })
    expect(await refusal({ sheetAttributes: ['state="veryHidden"'] })).toMatchObject({ code: 'sheet_missing' })
    const gone =
      '<Relationships><Relationship Id="s0" Type="u/worksheet" Target="worksheets/none.xml"/></Relationships>'
    expect(await refusal({ replace: [{ name: 'xl/_rels/workbook.xml.rels', data: gone }] })).toMatchObject({
      code: 'workbook_damaged',
    })
  })
})

describe('the reading thread', () => {
  const many = makeWorkbook({
    sheets: [sheetOf(Array.from({ length: 20_000 }, (_, at) => ['trường', at, at, at, at]))],
  })
  test('gives what reading here gives', async () => {
    const options = { worker: await xlsxWorker() }
    expect(await readTable(many, options)).toEqual(await readXlsx(many))
    await expect(readTable(makeWorkbook({ more: [{ name: 'xl/vbaProject.bin' }] }), options)).rejects.toMatchObject({
      code: 'import_refused',
      errors: [{ pointer: '/file', code: 'macro_refused', detail: { entry: 'xl/vbaProject.bin' } }],
    })
  })
  test('ends when it takes too long or too much memory', async () => {
    const worker = await xlsxWorker()
    await expect(readTable(many, { worker, timeoutMs: 5 })).rejects.toMatchObject({
      errors: [{ code: 'reading_too_slow' }],
    })
    await expect(readTable(many, { worker, heapMb: 4 })).rejects.toMatchObject({
      errors: [{ code: 'reading_too_big' }],
    })
  })
  test('a file that is too large is not handed to it', async () => {
    const limits = { ...TABLE_LIMITS, fileBytes: 10 }
    await expect(readTable(many, { worker: '/nowhere.js', limits })).rejects.toMatchObject({ code: 'too_large' })
  })
})

import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeWorkbook } from '../../server/instruments/workbook-file.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { writeXlsform } from '../../surveys/xlsform/write-xlsform.ts'
import { json, world } from '../world.ts'
import { deflatedZeros, makeWorkbook } from './make-archive.ts'
import { xlsxWorker } from './reading-workers.ts'

/** Files and expressions that mean no good, through the routes of the editor: a clear refusal, and nothing is stored. */
type Said = {
  code?: string
  errors?: { code: string; detail?: Record<string, unknown> }[]
  issues?: { code: string }[]
}
type Version = { id: string; lockVersion: number; definition: Instrument; issues: { path: string; code: string }[] }
type Sheets = {
  [title: string]: (string | number | boolean | null)[][]
  survey: (string | number | boolean | null)[][]
}

let tableWorker = ''
beforeAll(async () => {
  tableWorker = await xlsxWorker()
})

/** The workbook of PH-TH with another cell in its survey sheet; row 0 is the header. */
function survey(row: number, column: string, value: string) {
  const sheets = structuredClone(writeXlsform(phTh)) as Sheets
  const { survey } = sheets
  const cells = survey[row]
  cells[survey[0].indexOf(column)] = value
  return writeWorkbook(sheets)
}
const sheetXml = (data: string) => ({ name: 'xl/worksheets/sheet1.xml', data })
const shared = (index: string) => `<sheetData><row><c t="s"><v>${index}</v></c></row></sheetData>`

async function withFormula(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(writeXlsform(phTh))) book.addWorksheet(name).addRows(rows as unknown[][])
  const cell = book.getWorksheet('survey')?.getCell('C3')
  if (cell) cell.value = { formula: 'HYPERLINK("http://localhost/","x")', result: 'x' }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const FILES: [string, () => Uint8Array | Promise<Uint8Array>, number, string][] = [
  [
    'G02 an archive of two gigabytes that says it is small',
    () =>
      makeWorkbook({ replace: [{ name: 'xl/sharedStrings.xml', deflated: deflatedZeros(2048), declaredSize: 1000 }] }),
    413,
    'archive_bomb',
  ],
  [
    'G03 a path that climbs out',
    () => makeWorkbook({ more: [{ name: '../../etc/passwd', data: 'x' }] }),
    422,
    'entry_name_refused',
  ],
  [
    'G03 a link',
    () => makeWorkbook({ more: [{ name: 'xl/l', data: '/etc/passwd', unixMode: 0o120777 }] }),
    422,
    'entry_link',
  ],
  [
    'G03 the same name twice',
    () => makeWorkbook({ more: [{ name: 'xl/workbook.xml', data: 'x' }] }),
    422,
    'entry_duplicate',
  ],
  ['G03 an archive inside', () => makeWorkbook({ more: [{ name: 'xl/inner.zip', data: 'x' }] }), 422, 'archive_nested'],
  ['macros', () => makeWorkbook({ more: [{ name: 'xl/vbaProject.bin', data: 'x' }] }), 422, 'macro_refused'],
  [
    'G04 an entity that grows',
    () => makeWorkbook({ replace: [sheetXml('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet/>')] }),
    422,
    'xml_dtd',
  ],
  [
    'G04 an entity that reaches for a file',
    () => makeWorkbook({ replace: [sheetXml('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet/>')] }),
    422,
    'xml_dtd',
  ],
  [
    'G05 a cell at the far end of a sheet',
    () => makeWorkbook({ sheets: ['<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'] }),
    413,
    'too_many',
  ],
  [
    'G06 a shared text that is not there',
    () => makeWorkbook({ sheets: [shared('1000000000')], strings: [] }),
    422,
    'shared_string_missing',
  ],
  ['formulas', withFormula, 422, 'formula'],
  ['duplicate names', () => survey(4, 'name', 'A1'), 422, 'item_duplicate'],
  ['G20 __proto__ as a header', () => survey(0, 'appearance', '__proto__'), 422, 'column_unsupported'],
  ['K03 a condition on itself', () => survey(3, 'relevant', `\${A1} = 1`), 422, 'cycle'],
  ['K03 a condition on what comes later', () => survey(3, 'relevant', `\${A2} = 1`), 422, 'forward_reference'],
  ['K06 a function nobody knows', () => survey(4, 'relevant', `pulldata(\${A1}) = 1`), 422, 'function_unknown'],
  ['an expression that nests 3,000 deep', () => survey(4, 'relevant', '('.repeat(3000)), 422, 'expression_too_deep'],
]

test.each(FILES)('%s is refused by the import of a form', async (_, make, status, code) => {
  const at = await world({ tableWorker })
  const designer = await at.as('designer')
  const reply = await designer('/api/instruments/import?as=xlsform', {
    method: 'POST',
    body: new Uint8Array(await make()),
    headers: { 'x-file-name': encodeURIComponent('<script>alert(1)</script>.xlsx') },
  })
  const text = await reply.text()
  const said = JSON.parse(text) as Said
  const codes = [said.code, ...(said.errors ?? []).map((error) => error.code)].join(' ')
  expect([reply.status, codes]).toEqual([status, expect.stringContaining(code)])
  expect(await at.db.selectFrom('instrumentDraft').select('id').execute()).toEqual([])
})

describe('the routes of a draft', () => {
  const locked = (version: Version) => ({ 'if-match': `"${version.lockVersion}"` })
  async function draftOf() {
    const at = await world()
    const [designer, director] = [await at.as('designer'), await at.as('director')]
    const draft = (await (await designer('/api/instruments/ph-th@2021.1/draft', json('POST', {}))).json()) as Version
    const save = async (relevant: string) => {
      const definition = structuredClone(draft.definition)
      const [, item] = definition.blocks[0]?.items ?? []
      if (item) item.relevant = relevant
      const saved = await designer(`/api/instruments/${draft.id}`, json('PUT', { definition }, locked(draft)))
      return { status: saved.status, ...((await saved.json()) as Version) }
    }
    return { ...at, director, draft, save }
  }
  test.each<[string, string, RegExp]>([
    ['nests 10,000 deep', '('.repeat(10_000), /too_long|too_big/],
    ['nests 3,000 deep', '('.repeat(3000), /too_deep/],
    ['looks at itself', `\${A2} = 1`, /^cycle$/],
    ['looks at what comes later', `\${A5} = 1`, /^forward_reference$/],
    ['looks at nothing', `\${Z9} = 1`, /unknown/],
    ['has a pattern that explodes in other engines', `regex(\${A1}, '(a+)+$')`, /pattern|kind/],
  ])('K: an expression that %s is named, and nobody can have it reviewed', async (_, relevant, code) => {
    const { save, director } = await draftOf()
    const saved = await save(relevant)
    const named = saved.status === 200 ? saved.issues.map((issue) => issue.code) : [JSON.stringify(saved)]
    expect(named).toContainEqual(expect.stringMatching(code))
    if (saved.status !== 200) return
    const review = await director(`/api/instruments/${saved.id}/review`, json('POST', {}, locked(saved)))
    expect(review.status).toBe(422)
    expect(((await review.json()) as Said).errors?.map((error) => error.code)).toContainEqual(
      expect.stringMatching(code),
    )
  })
  test('K16 a version published twice at once is published once', async () => {
    const { save, director, db } = await draftOf()
    const saved = await save(`\${A1} <= 2`)
    const reviewed = (await (
      await director(`/api/instruments/${saved.id}/review`, json('POST', {}, locked(saved)))
    ).json()) as Version
    const publish = () =>
      director(`/api/instruments/${saved.id}/publish`, json('POST', { decision: 'QĐ 1' }, locked(reviewed)))
    const statuses = (await Promise.all([publish(), publish()])).map(({ status }) => status).sort()
    expect([statuses[0], [404, 409, 412].includes(statuses[1] ?? 0)], String(statuses)).toEqual([201, true])
    const versions = await db.selectFrom('instrument').select('id').where('form', '=', 'ph-th').execute()
    expect(versions.map(({ id }) => id).sort()).toEqual(['ph-th@2021.1', 'ph-th@2021.2'])
  })
})

import { parseHTML } from 'linkedom'
import { beforeAll, expect, test } from 'vitest'
import { readXlsformFile } from '../../server/instruments/read-import.ts'
import { FIRST_SIGHT } from '../../server/responses/first-sight.ts'
import { formHtml } from '../../server/responses/page-html.ts'
import { canonicalAnswers, checkAnswers } from '../../surveys/answers.ts'
import { rulesOf } from '../../surveys/expression/rules.ts'
import { NOTICES } from '../../surveys/forms/notice.ts'
import { type Instrument, instrument } from '../../surveys/instrument.ts'
import { readXlsform } from '../../surveys/xlsform/read-xlsform.ts'
import type { Workbook } from '../../surveys/xlsform/workbook.ts'
import { collectGarbage } from '../held-memory.ts'
import { type Sheets, tutorialSheets, tutorialWorkbook } from '../surveys/tutorial-workbook.ts'
import { makeArchive } from './make-archive.ts'
import { xlsxWorker } from './reading-workers.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
let worker = ''
beforeAll(async () => {
  worker = await xlsxWorker()
})
const as = { level: 'th', respondent: 'parent' } as const
const read = async (change?: Parameters<typeof tutorialWorkbook>[0]) =>
  readXlsformFile(await tutorialWorkbook(change), worker, as)
/** What the reader of workbooks says of changed rows, without a file around them. */
function faults(change: (sheets: Sheets) => unknown): string[] {
  const sheets = tutorialSheets()
  change(sheets)
  const { instrument: form, issues } = readXlsform(sheets as Workbook, as)
  expect(form).toBeUndefined()
  return issues.map(({ code, detail }) => `${detail?.sheet ?? ''} ${detail?.row ?? ''} ${detail?.column ?? ''} ${code}`)
}

test('a workbook in the style of the tutorials becomes a form that can be published and answered', async () => {
  const { definition, issues, notes } = await read()
  expect(issues).toEqual([])
  // What the workbook leaves out of its second language, and nothing else, is told.
  expect(notes.map(({ code }) => code).filter((code) => code !== 'translation_missing')).toEqual([])
  const form = instrument.parse(definition) as Instrument
  expect(
    form.blocks.map(({ id, together, items }) => [
      id,
      together ?? false,
      items.map(({ id: item, type }) => `${item} ${type}`),
    ]),
  ).toEqual([
    ['household', true, ['hamlet text', 'children number']],
    [
      'school',
      false,
      [
        'boarding single',
        'enough single',
        'channel multiple',
        'teachers scale',
        'distance number',
        'since date',
        'mark number',
        'order ranking',
        'weekly calculated',
        'way note',
        'wave hidden',
      ],
    ],
    ['habits', false, ['habits matrix']],
  ])
  const rules = rulesOf(form, '2026-11-23')
  const given = {
    hamlet: 'Ấp 3',
    children: 2,
    boarding: 'no',
    enough: 'yes',
    channel: ['other'],
    channel_text: 'Loa',
    distance: 1.5,
    mark: 7.5,
    reads: 'yes',
  }
  expect(checkAnswers(form, given, rules)).toEqual([])
  expect(canonicalAnswers(form, given, rules)).toEqual({
    hamlet: 'Ấp 3',
    children: 2,
    boarding: 'no',
    channel: ['other'],
    channel_text: 'Loa',
    distance: 1.5,
    mark: 7.5,
    weekly: 15,
    wave: '2',
    reads: 'yes',
  })
  const wrong = checkAnswers(form, { ...given, children: 13, since: '2027-01-01', mark: 7.3 }, rules)
  expect(wrong.map(({ path, code }) => `${path} ${code}`)).toEqual([
    '/answers/children out_of_range',
    '/answers/since constraint_broken',
    '/answers/mark constraint_broken',
  ])
})

test('headers in decomposed letters and with blanks are the same headers', async () => {
  const { definition, issues } = await read((sheets) => {
    sheets.survey[0] = (sheets.survey[0] ?? []).map(
      (head) => ` ${String(head).replace('Vietnamese (vi)', 'Tiếng Việt').normalize('NFD')} `,
    )
  })
  expect(issues).toEqual([])
  expect(definition?.blocks).toHaveLength(3)
})

test('what a form cannot hold is refused at its cell, and nothing is taken over', async () => {
  const { definition, issues } = await read((sheets) => {
    sheets.survey[3][1] = { formula: '1+1', result: 2 }
  })
  expect(definition).toBeUndefined()
  expect(issues.map(({ code }) => code)).toContain('formula')
  expect(faults((sheets) => (sheets.survey[3][1] = 'hamlet'))).toContain('survey 4  item_duplicate')
  expect(faults((sheets) => (sheets.survey[3][0] = 'geopoint'))).toContain('survey 4 type type_unsupported')
  expect(faults((sheets) => (sheets.survey[7][6] = "${enough} = 'yes'"))).toContain('survey 8  cycle')
  expect(faults((sheets) => (sheets.survey[7][6] = '('.repeat(10_000)))).toContain('survey 8  expression_too_long')
  expect(faults((sheets) => (sheets.survey[7][6] = `${'('.repeat(1500)}1${')'.repeat(1500)}`))).toContain(
    'survey 8  expression_too_deep',
  )
  expect(faults((sheets) => (sheets.survey[0][12] = '__proto__'))).toContain('survey 17 __proto__ column_unsupported')
  expect(
    await faults((sheets) => sheets.survey.push(...Array.from({ length: 5_500 }, () => ['text', 'q', 'Hỏi']))),
  ).toContain('survey   too_many_rows')
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('a million rows are refused before they are kept', async () => {
  const row = '<row><c t="inlineStr"><is><t>note</t></is></c></row>'
  const sheet = (rows: number) => `<worksheet xmlns="${MAIN}"><sheetData>${row.repeat(rows)}</sheetData></worksheet>`
  const book = (rows: number) =>
    makeArchive([
      {
        name: '[Content_Types].xml',
        data: `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
      },
      {
        name: '_rels/.rels',
        data: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      },
      {
        name: 'xl/workbook.xml',
        data: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="survey" sheetId="1" r:id="r1"/></sheets></workbook>`,
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      },
      { name: 'xl/worksheets/sheet1.xml', data: sheet(rows) },
    ])
  const few = await readXlsformFile(book(3), worker, as)
  expect(few.issues.map(({ code }) => code)).toContain('column_missing')
  const files = [book(1_000_000), book(250_000)]
  collectGarbage()
  const before = process.memoryUsage().rss
  for (const file of files)
    await expect(readXlsformFile(file, worker, as)).rejects.toMatchObject({
      code: expect.stringMatching(/import_refused|too_large/),
    })
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
})

// Cases K09 and K11.
test('script in any label is only text in the page', async () => {
  const wild = '<img src=x onerror=alert(1)></textarea><script>alert(1)</script>"\'><svg/onload=alert(1)>{{7*7}}'
  const { definition, issues } = await read((sheets) => {
    for (const row of sheets.survey.slice(1)) for (const at of [2, 4, 8]) if (row[at]) row[at] = wild
    // Its Vietnamese text no longer names a value, so the English one may not either.
    for (const row of sheets.survey) if (row[1] === 'way') row[3] = ''
    for (const row of sheets.choices.slice(1)) row[2] = wild
    sheets.settings[1][0] = wild
  })
  expect(issues).toEqual([])
  const form = instrument.parse(definition) as Instrument
  const notice = NOTICES.parent
  const page = { instrument: form, notice, names: { department: wild, hotline: wild }, language: 'vi' } as const
  const { document } = parseHTML(`<!doctype html><body>${formHtml(page).markup}`)
  expect(document.querySelectorAll('img,svg')).toHaveLength(0)
  expect([...document.querySelectorAll('script:not([type])')].map((one) => one.textContent)).toEqual([FIRST_SIGHT])
  const events = [...document.querySelectorAll('*')].flatMap((one) =>
    one.getAttributeNames().filter((name: string) => name.startsWith('on')),
  )
  expect(events).toEqual([])
  expect(document.querySelector('#hamlet legend')?.textContent).toBe(wild)
  expect(document.querySelector('#since')?.getAttribute('data-message')).toBe(wild)
  expect(document.querySelector('#order option[value=road]')?.textContent).toBe(wild)
})

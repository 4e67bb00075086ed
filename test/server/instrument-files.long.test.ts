import ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { writeWorkbook } from '../../server/instruments/workbook-file.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { writeXlsform } from '../../surveys/xlsform/write-xlsform.ts'
import { json, world } from '../world.ts'
import { xlsxWorker } from './reading-workers.ts'

type Found = {
  id: string | null
  form: string | null
  items: number
  issues: { code: string; detail?: Record<string, unknown> }[]
  missing: Record<string, string[]> | null
}
type Version = { id: string; lockVersion: number; version: string; definition: object }

let tableWorker = ''
beforeAll(async () => {
  tableWorker = await xlsxWorker()
})

const open = async () => {
  const at = await world({ tableWorker })
  const designer = await at.as('designer')
  const send = async (query: string, bytes: BodyInit, headers = {}) =>
    designer(`/api/instruments/import?${query}`, { method: 'POST', body: bytes, headers })
  const drafts = async () => (await at.db.selectFrom('instrumentDraft').select('id').execute()).length
  const file = async (id: string, as: string) => designer(`/api/instruments/${id}/file?as=${as}`)
  return { designer, send, drafts, file, ...at }
}

test.each(['xlsform', 'json'])('a form goes out as %s and comes back in as a draft that says the same', async (as) => {
  const { designer, send, drafts, file } = await open()
  const bytes = await (await file('ph-th@2021.1', as)).arrayBuffer()
  const tried = (await (await send(`as=${as}&dryRun=1`, bytes)).json()) as Found
  expect(tried).toMatchObject({ id: null, form: 'ph-th', issues: [] })
  expect(await drafts()).toBe(0)
  const { id } = (await (await send(`as=${as}`, bytes)).json()) as Found
  const draft = (await (await designer(`/api/instruments/${id}`)).json()) as Version
  expect(draft.version).toBe('2021.2')
  expect(draft.definition).toEqual({ ...phTh, version: '2021.2' })
})

test('a workbook with errors is refused by sheet, row and column, and nothing is stored', async () => {
  const { send, drafts } = await open()
  const sheets = structuredClone(writeXlsform(phTh)) as Record<string, (string | number | boolean | null)[][]>
  sheets.survey[3][0] = 'geopoint'
  sheets.survey[5][sheets.survey[0].indexOf('relevant')] = `$${'{nobody}'} = 1`
  const bytes = await writeWorkbook(sheets)
  const { issues } = (await (await send('as=xlsform&dryRun=1', bytes)).json()) as Found
  expect(issues[0].detail).toMatchObject({ sheet: 'survey', row: 4, column: 'type' })
  const reply = await send('as=xlsform', bytes)
  expect(reply.status).toBe(422)
  expect(await reply.json()).toMatchObject({ code: 'instrument_invalid' })
  expect(await drafts()).toBe(0)
})

test('what is no form at all is refused with the reason', async () => {
  const { send, drafts } = await open()
  const codes = async (query: string, bytes: BodyInit) => {
    const found = (await (await send(`${query}&dryRun=1`, bytes)).json()) as Found & { errors?: Found['issues'] }
    return (found.issues ?? found.errors).map(({ code }) => code)
  }
  expect(await codes('as=json', '{"form":')).toEqual(['json_unreadable'])
  expect((await codes('as=json', '[]'))[0]).toMatch(/^definition_/)
  expect(await codes('as=json', `${'['.repeat(20_000)}${']'.repeat(20_000)}`)).not.toEqual([])
  expect(await codes('as=xlsform', 'PK')).toEqual(['not_a_table'])
  expect(await codes('as=xlsform', await writeWorkbook({ survey: [['type', 'name', 'label']] }))).toContain(
    'survey_empty',
  )
  const formula = new ExcelJS.Workbook()
  formula.addWorksheet('survey').addRows([
    ['type', 'name', 'label'],
    ['text', 'a', { formula: '1+1', result: 2 }],
  ])
  const computed = new Uint8Array(await formula.xlsx.writeBuffer())
  expect(await codes('as=xlsform', computed)).toContain('formula')
  expect((await send('as=translation', computed)).status).toBe(400)
  expect(await drafts()).toBe(0)
})

test('a translator gets a workbook and gives it back: into the draft it was made for, or a new one', async () => {
  const { designer, send, file, drafts } = await open()
  const begun = await designer('/api/instruments/ph-th@2021.1/draft', json('POST', {}))
  const draft = (await begun.json()) as Version
  const bytes = await (await file(draft.id, 'translation')).arrayBuffer()
  expect((await send(`as=translation&into=${draft.id}`, bytes)).status).toBe(428)
  const locked = { 'if-match': `"${draft.lockVersion}"` }
  const back = (await (await send(`as=translation&into=${draft.id}`, bytes, locked)).json()) as Found
  expect(back.id).toBe(draft.id)
  expect(back.missing?.km.length).toBeGreaterThan(30)
  expect(back.missing?.en).toEqual([])
  const ofPublished = (await (await send('as=translation&into=ph-th@2021.1', bytes)).json()) as Found
  expect(ofPublished.id).not.toBe(draft.id)
  expect(await drafts()).toBe(2)
  const wrong = await writeWorkbook({
    x: [
      ['key', 'vi', 'en'],
      ['A1', 'Một câu khác', 'Another'],
    ],
  })
  const { issues } = (await (await send(`as=translation&dryRun=1&into=${draft.id}`, wrong)).json()) as Found
  expect(issues).toMatchObject([{ code: 'source_changed', detail: { sheet: 'x', row: 2, column: 'vi' } }])
})

test('archives get the variables as DDI, under the name of the version', async () => {
  const { file } = await open()
  const reply = await file('ph-th@2021.1', 'ddi')
  expect(reply.headers.get('content-disposition')).toBe('attachment; filename="ph-th-2021.1-ddi.xml"')
  expect(await reply.text()).toContain('<codeBook')
})

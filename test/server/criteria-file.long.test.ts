import { expect, test } from 'vitest'
import type { CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import { world } from '../world.ts'
import { xlsxWorker } from './reading-workers.ts'

type View = { id: string; definition: CriteriaSet; lockVersion: number }
const SHIPPED = 'so-gddt@2021.1'
const read = async <T>(reply: Response | Promise<Response>) => (await (await reply).json()) as T
const locked = ({ lockVersion }: View) => ({ 'if-match': `"${lockVersion}"` })

test('a card leaves as a workbook and comes back the same; a wrong cell is told by sheet, row and column', async () => {
  const { as } = await world({ tableWorker: await xlsxWorker() })
  const designer = await as('designer')
  const send = (bytes: Uint8Array, more = '', headers = {}) =>
    designer(`/api/criteria/import${more}`, {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: { 'content-type': 'application/octet-stream', ...headers },
    })
  const file = new Uint8Array(await (await designer(`/api/criteria/${SHIPPED}/file`)).arrayBuffer())
  expect(await read(send(file, '?dryRun=1'))).toMatchObject({
    id: null,
    issues: [],
    card: { group: 'so-gddt', year: 2021 },
  })
  const { id } = await read<{ id: string }>(send(file))
  const view = await read<View>(designer(`/api/criteria/${id}`))
  expect(view.definition).toEqual(department2021)
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file.buffer as ArrayBuffer)
  const sheet = book.getWorksheet('Tiêu chí')
  if (!sheet) throw new Error('the workbook has its sheet')
  sheet.getCell('D4').value = 'hai điểm'
  const broken = new Uint8Array(await book.xlsx.writeBuffer())
  const refused = await send(broken, `?into=${id}`, locked(view))
  const error = {
    pointer: '/Tiêu chí/4/Điểm',
    code: 'number_expected',
    detail: { sheet: 'Tiêu chí', row: 4, column: 'Điểm' },
  }
  expect([refused.status, await read(refused)]).toMatchObject([422, { code: 'criteria_invalid', errors: [error] }])
  sheet.getCell('D4').value = { formula: 'D3', result: 2 }
  const summed = await send(new Uint8Array(await book.xlsx.writeBuffer()), `?into=${id}`, locked(view))
  expect([summed.status, (await read<{ notes: { code: string }[] }>(summed)).notes.map(({ code }) => code)]).toEqual([
    200,
    ['formula'],
  ])
  expect((await send(new TextEncoder().encode('không phải tệp Excel'))).status).toBeGreaterThanOrEqual(400)
})

import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { exampleLines } from '../../server/frame/frame-template.ts'
import { readFrame } from '../../surveys/frame.ts'
import { json, world } from '../world.ts'
import { etag, ROUND } from './journey.ts'
import { xlsxWorker } from './reading-workers.ts'

/** The workbook to be filled in, out by the address of the page and in again by the same. */
async function drafted() {
  const at = await world({ tableWorker: await xlsxWorker() })
  const designer = await at.as('designer')
  const { id } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  const reply = await designer(`/api/rounds/${id}/frame/template`)
  const template = new Uint8Array(await reply.arrayBuffer())
  const send = async (body: Uint8Array, more = '') => {
    const reply = await designer(`/api/rounds/${id}/frame${more}`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { ...(await etag(designer, id)), 'content-type': 'application/octet-stream', 'x-file-name': 'mau.xlsx' },
    })
    const said = (await reply.json()) as { rows: number; findings: { code: string }[]; ignored: object }
    return { status: reply.status, said }
  }
  const filled = async (change: (workbook: ExcelJS.Workbook) => void) => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(template.buffer as ArrayBuffer)
    change(workbook)
    return new Uint8Array(await workbook.xlsx.writeBuffer())
  }
  return { ...at, reply, send, template, filled }
}
const codes = ({ findings }: { findings: { code: string }[] }) => findings.map(({ code }) => code)

test('the workbook to be filled in has every column and lacks nothing but schools; filled in as its guide shows, it is taken', async () => {
  const { reply, send, template, filled, db } = await drafted()
  expect(reply.headers.get('content-disposition')).toBe('attachment; filename="mau-danh-sach-truong.xlsx"')
  const empty = await send(template, '?dryRun=1')
  expect([empty.status, codes(empty.said), empty.said.ignored]).toEqual([
    200,
    ['frame_empty'],
    { columns: [], rows: [] },
  ])

  const [, ...examples] = exampleLines()
  const list = await filled((workbook) => {
    workbook.getWorksheet('Danh sách trường')?.addRows(examples)
  })
  const taken = await send(list)
  expect([taken.status, codes(taken.said), taken.said.rows]).toEqual([200, [], 3])
  const rows = await db
    .selectFrom('frameRow')
    .select(['code', 'level', 'pupils', 'ownership'])
    .orderBy('code')
    .execute()
  // The zeros in front of a code stay, and every level comes out of the word chosen for it.
  expect(rows.map(({ code, level, pupils }) => [code, level, Number(pupils)])).toEqual([
    ['0094123', 'mn', 166],
    ['0094204', 'th', 470],
    ['0094911', 'gdtx', 152],
  ])
  // Another list beside it is announced: only the guide of the workbook is passed over in silence.
  const two = await filled((workbook) => {
    workbook.getWorksheet('Danh sách trường')?.addRows(examples)
    workbook.addWorksheet('Danh sách cũ').addRows(exampleLines())
  })
  expect(codes((await send(two, '?dryRun=1')).said)).toEqual(['sheet_not_read'])
})

test('every word that can be chosen in the workbook means a level or who runs a school', async () => {
  const { filled, template } = await drafted()
  const seen: string[][] = []
  await filled((workbook) => {
    const list = workbook.getWorksheet('Danh sách trường')
    for (const cell of ['C2', 'C3000', 'D2', 'D3000'])
      seen.push(String(list?.getCell(cell).dataValidation?.formulae?.[0]).replaceAll('"', '').split(','))
  })
  expect(template.length).toBeLessThan(20_000)
  const [levels, lastLevels, owners, lastOwners] = seen
  expect([lastLevels, lastOwners]).toEqual([levels, owners])
  const [head = [], mn = []] = exampleLines()
  const at = (name: string) => head.indexOf(name)
  for (const owner of owners ?? []) expect(readFrame([head, mn.with(at('Loại hình'), owner)]).issues).toEqual([])
  const unknown = (level: string) =>
    readFrame([head, mn.with(at('Cấp học'), level)]).issues.filter(({ code }) => code === 'level_unknown')
  expect((levels ?? []).flatMap(unknown)).toEqual([])
  expect(unknown('Đại học')).toHaveLength(1)
})

import { expect, test } from 'vitest'
import { sha256 } from '../../server/keys.ts'
import { json, world } from '../world.ts'
import { fieldingRound, ROUND } from './journey.ts'
import { visible, zipTexts } from './zip-text.ts'

type World = Awaited<ReturnType<typeof world>>
type Caller = Awaited<ReturnType<World['as']>>
type Listed = {
  id: string
  kind: string
  version: number
  state: string
  fileName: string
  contentHash: string
  pdfHash: string
  decisionNumber: string | null
  approvedBy: string | null
}

const make = (who: Caller, id: string, paper: string) => who(`/api/rounds/${id}/documents`, json('POST', { paper }))
async function made(who: Caller, id: string, paper: string): Promise<Listed[]> {
  const reply = await make(who, id, paper)
  expect(reply.status, await reply.clone().text()).toBe(201)
  return ((await reply.json()) as { documents: Listed[] }).documents
}
const fileOf = async (who: Caller, { id }: Listed, format: string) => {
  const reply = await who(`/api/documents/${id}/file?format=${format}`)
  expect(reply.status).toBe(200)
  return { bytes: Buffer.from(await reply.arrayBuffer()), headers: reply.headers }
}
const textOf = async (bytes: Buffer) => visible((await zipTexts(bytes)).get('word/document.xml') ?? '')
const decision = { decisionNumber: '15/QĐ-SGDĐT', decisionDate: '2021-09-20' }
const approve = (who: Caller, { id }: Listed) => who(`/api/documents/${id}/approve`, json('POST', decision))

test('the submission and the plan are made together, and say what the plan of the round says', async () => {
  const at = await world()
  const { id, designer } = await fieldingRound(at, 'approved')
  const documents = await made(designer, id, 'plan')
  expect(documents.map(({ kind, version, state }) => [kind, version, state])).toEqual([
    ['plan', 1, 'draft'],
    ['submission', 1, 'draft'],
  ])
  const [plan, submission] = documents as [Listed, Listed]
  const text = await textOf((await fileOf(designer, plan, 'docx')).bytes)
  for (const said of [
    'PHƯƠNG ÁN',
    'Căn cứ Nghị quyết số 76/NQ-CP',
    'tối đa 15 người học',
    'BẢNG PHÂN BỔ MẪU THEO TẦNG',
  ])
    expect(text).toContain(said)
  // Twelve small schools in four strata: three a stratum are all there are.
  expect(text).toContain('Mẫu gồm 12 trường, tối đa 24 lớp và tối đa 360 phiếu')
  expect(text).toContain('Phương án này chưa kèm dự toán kinh phí.')
  expect(text).not.toContain('DỰ TOÁN KINH PHÍ')
  const letter = await textOf((await fileOf(designer, submission, 'docx')).bytes)
  expect(letter).toContain('Kính gửi: Ủy ban nhân dân tỉnh Sóc Trăng.')
  expect(letter).toContain('12 trường, tối đa 24 lớp và tối đa 360 phiếu')
  expect(letter).toMatch(/^Số:\u00a0{8,}\/TTr-SGDĐT$/m)
})

test('the plan of distribution counts the slips that were made, class by class', async () => {
  const at = await world()
  const { id, designer } = await fieldingRound(at, 'issued')
  const [plan] = (await made(designer, id, 'distribution')) as [Listed]
  const { count } = await at.db
    .selectFrom('slip')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const packets = await at.db.selectFrom('packet').select('id').execute()
  const text = await textOf((await fileOf(designer, plan, 'docx')).bytes)
  expect(text).toContain(`tổng số phiếu in ${count}, đóng trong ${packets.length} túi`)
  expect(text).toContain('Căn cứ Quyết định số 2203/QĐ-UBND ngày 05 tháng 9 năm 2021')
  expect(text).toContain('0299 000 000')
  expect(text.match(/^00\d\d$/gm)).toHaveLength(packets.length)
})

test('a document that lacks what it rests on is not made, and what is missing is named', async () => {
  const at = await world()
  const { id, designer } = await fieldingRound(at, 'approved')
  const noDraw = await make(designer, id, 'distribution')
  expect(noDraw.status).toBe(409)
  expect(await noDraw.json()).toMatchObject({ code: 'step_not_possible', errors: [{ code: 'draw_missing' }] })
  const empty = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as { id: string }
  expect(await (await make(designer, empty.id, 'plan')).json()).toMatchObject({ errors: [{ code: 'frame_missing' }] })
  expect(await at.db.selectFrom('document').select('id').execute()).toEqual([])
})

test('slips that are not those of the draw refuse the document, with the packet', async () => {
  const at = await world()
  const { id, designer } = await fieldingRound(at, 'issued')
  const slip = await at.db.selectFrom('slip').select(['id', 'packetId']).limit(1).executeTakeFirstOrThrow()
  await at.db.updateTable('slip').set({ state: 'revoked' }).where('id', '=', slip.id).execute()
  const { number } = await at.db
    .selectFrom('packet')
    .select('number')
    .where('id', '=', slip.packetId)
    .executeTakeFirstOrThrow()
  const reply = await make(designer, id, 'distribution')
  expect(reply.status).toBe(422)
  const { code, errors } = (await reply.json()) as { code: string; errors: { detail: { fault: string } }[] }
  expect(code).toBe('cannot_compute')
  expect(errors[0]?.detail.fault).toMatch(new RegExp(`^packet ${number}: .*reserve -1`))
  expect(await at.db.selectFrom('document').select('id').execute()).toEqual([])
})

// Case I11.
test('made again it is a new version; the file is the one whose hash is shown, as DOCX and as PDF', async () => {
  const at = await world()
  const { id, designer } = await fieldingRound(at, 'approved')
  await made(designer, id, 'plan')
  const before = await at.db.selectFrom('document').selectAll().where('version', '=', 1).execute()
  const documents = await made(designer, id, 'plan')
  expect(documents.map(({ kind, version }) => `${kind} ${version}`)).toEqual([
    'plan 2',
    'plan 1',
    'submission 2',
    'submission 1',
  ])
  expect(await at.db.selectFrom('document').selectAll().where('version', '=', 1).execute()).toEqual(before)
  const [newest] = documents as [Listed]
  const docx = await fileOf(designer, newest, 'docx')
  const pdf = await fileOf(designer, newest, 'pdf')
  expect(sha256(docx.bytes)).toBe(newest.contentHash)
  expect(sha256(pdf.bytes)).toBe(newest.pdfHash)
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect(pdf.headers.get('content-disposition')).toContain('phuong-an-dieu-tra-2021-v2.pdf')
})

// Cases I11 and N09.
test('an approved version carries its decision and never changes, whatever is asked of the database', async () => {
  const at = await world()
  const { id, designer } = await fieldingRound(at, 'approved')
  const [plan] = (await made(designer, id, 'plan')) as [Listed]
  const director = await at.as('director')
  expect((await approve(designer, plan)).status).toBe(403)
  const reply = await approve(director, plan)
  expect(reply.status).toBe(200)
  const [approved] = ((await reply.json()) as { documents: Listed[] }).documents
  expect(approved).toMatchObject({ state: 'approved', decisionNumber: '15/QĐ-SGDĐT', approvedBy: 'director' })
  const again = await approve(director, plan)
  expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([409, 'version_fixed'])
  const rows = () => at.db.updateTable('document').where('id', '=', plan.id)
  const other = new Uint8Array([1])
  await expect(rows().set({ state: 'draft' }).execute()).rejects.toThrow(/never changed/)
  await expect(rows().set({ decisionNumber: '16/QĐ' }).execute()).rejects.toThrow(/never changed/)
  await expect(at.db.deleteFrom('document').where('id', '=', plan.id).execute()).rejects.toThrow(/never changed/)
  const draft = at.db.updateTable('document').where('kind', '=', 'submission')
  await expect(draft.set({ bytes: other } as never).execute()).rejects.toThrow(/never changed/)
  await expect(draft.set({ state: 'approved' }).execute()).rejects.toThrow(/never changed/)
  const actions = await at.db
    .selectFrom('auditEntry')
    .select('action')
    .where('action', 'like', 'document.%')
    .orderBy('sequence')
    .execute()
  expect(actions.map(({ action }) => action)).toEqual(['document.make', 'document.make', 'document.approve'])
})

test('who may read may not make, and the number and day of a decision are asked for', async () => {
  const at = await world()
  const { id, designer } = await fieldingRound(at, 'approved')
  const [plan] = (await made(designer, id, 'plan')) as [Listed]
  for (const role of ['analyst', 'auditor', 'director'] as const) {
    const who = await at.as(role)
    expect((await make(who, id, 'plan')).status).toBe(403)
    expect((await who(`/api/documents/${plan.id}/file?format=pdf`)).status).toBe(200)
  }
  const admin = await at.as('admin')
  const bare = await admin(`/api/documents/${plan.id}/approve`, json('POST', { decisionNumber: '' }))
  expect(bare.status).toBe(400)
  const coordinator = await at.as('coordinator')
  expect((await coordinator(`/api/documents/${plan.id}/file`)).status).toBe(403)
})

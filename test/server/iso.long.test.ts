import { expect, test } from 'vitest'
import { AUDIT_CHECKLIST } from '../../surveys/iso/audit-checklist.ts'
import { json, world } from '../world.ts'
import { ISSUING } from './reform-fixture.ts'
import { visible, zipTexts } from './zip-text.ts'

const read = async <T>(reply: Response | Promise<Response>) => (await (await reply).json()) as T
const code = async (reply: Response | Promise<Response>) => {
  const body = await read<{ code: string; errors?: { pointer: string; code: string }[] }>(reply)
  return [body.code, ...(body.errors ?? []).map((one) => `${one.pointer} ${one.code}`)].join(' ')
}
type Record = {
  id: string
  kind: string
  state: string
  lockVersion: number
  due: { on: string; state: string } | null
}
type Caller = Awaited<ReturnType<Awaited<ReturnType<typeof world>>['as']>>

async function office() {
  const at = await world({ now: '2021-10-05T02:00:00Z' })
  const [secretary, director] = [await at.as('designer'), await at.as('director')]
  const begin = async (value: object) => read<Record>(secretary('/api/iso', json('POST', value)))
  const view = (id: string) => read<Record & { content: object }>(secretary(`/api/iso/${id}`))
  const send = async (who: Caller, id: string, method: string, path: string, value: unknown) =>
    who(`/api/iso/${id}${path}`, json(method, value, { 'if-match': `"${(await view(id)).lockVersion}"` }))
  const step = (who: Caller, id: string, name: string, more: object = {}) =>
    send(who, id, 'POST', '/step', { step: name, ...more })
  const save = async (id: string, change: object) => {
    const { kind, content } = await view(id)
    return send(secretary, id, 'PUT', '', { kind, content: { ...content, ...change } })
  }
  return { ...at, secretary, director, begin, view, send, step, save }
}
const AUDIT = {
  ...{ title: 'Đánh giá nội bộ đợt 1', unit: 'Văn phòng', plannedOn: '2021-10-20', heldOn: null, auditors: '' },
  items: AUDIT_CHECKLIST,
}
const FINDING = {
  ...{ clause: '8.5', text: 'Hồ sơ trễ hạn', grade: 'minor', cause: '', action: '', lead: '', dueOn: null },
  ...{ doneOn: null, proof: '', answer: '' },
}
const law = (effectiveOn: string) => ({
  ...{ number: '45/2021/NĐ-CP', title: 'Nghị định', issuer: 'Chính phủ', effectiveOn, affects: 'QT-07' },
  ...{ lead: 'Thư ký ISO', enteredOn: null, note: '' },
})

test('an audit is held, its finding goes to its end by two people, and only then does the audit end', async () => {
  const { begin, step, save, secretary, director, view, db } = await office()
  const audit = await begin({ kind: 'audit', year: 2021, content: AUDIT })
  expect(audit).toMatchObject({ state: 'planned', due: { on: '2021-10-20', state: 'ahead' } })
  const finding = { kind: 'finding', auditId: audit.id, content: FINDING }
  // A question is no finding, and one that failed says what fails: those words become the finding.
  const failing = (note: string) =>
    AUDIT_CHECKLIST.map((one, at) => (at === 1 ? { ...one, answer: 'fails', note } : one))
  expect(await code(save(audit.id, { items: failing('') }))).toBe(
    'input_invalid /content/items/1/note failing_needs_statement',
  )
  expect(await code(save(audit.id, { items: failing('Có được cập nhật không?') }))).toBe(
    'input_invalid /content/items/1/note statement_wanted',
  )
  expect((await save(audit.id, { items: failing('Nhu cầu của trường học chưa được cập nhật') })).status).toBe(200)
  expect(await code(secretary('/api/iso', json('POST', finding)))).toBe('step_not_possible')
  expect(await code(step(secretary, audit.id, 'hold'))).toBe(
    'input_invalid /content/heldOn needed /content/auditors needed',
  )
  await save(audit.id, { heldOn: '2021-10-05', auditors: 'Ông A, bà B' })
  expect((await step(secretary, audit.id, 'hold')).status).toBe(200)
  expect(await code(save(audit.id, { auditors: '' }))).toBe('input_invalid /content/auditors needed')
  const asked = { ...finding, content: { ...FINDING, text: 'Hồ sơ có đúng hạn không?' } }
  expect(await code(secretary('/api/iso', json('POST', asked)))).toBe('input_invalid /content/text statement_wanted')
  const { id } = await begin(finding)
  expect(await code(step(director, audit.id, 'close'))).toBe('input_invalid  findings_open')
  expect(await code(step(secretary, id, 'plan'))).toMatch(/cause needed.*action needed.*lead needed.*dueOn needed/)
  await save(id, { cause: 'Thiếu người', action: 'Phân công lại', lead: 'Văn phòng', dueOn: '2021-10-30' })
  await step(secretary, id, 'plan')
  await save(id, { doneOn: '2021-10-05', proof: 'Thông báo 12' })
  await step(secretary, id, 'report')
  expect(await code(save(id, { proof: 'khác' }))).toBe('step_not_possible')
  expect(await code(step(secretary, id, 'accept'))).toBe('four_eyes')
  expect(await code(step(director, id, 'return'))).toBe('input_invalid /content/answer needed')
  expect(await read(step(director, id, 'return', { answer: 'Chưa có bằng chứng' }))).toMatchObject({
    state: 'planned',
    content: { answer: 'Chưa có bằng chứng' },
  })
  await step(secretary, id, 'report')
  expect((await step(director, id, 'accept')).status).toBe(200)
  expect(await code(step(director, audit.id, 'close'))).toBe('input_invalid /content/items items_open')
  await save(audit.id, { items: AUDIT_CHECKLIST.map((one) => ({ ...one, answer: 'conforms' })) })
  expect((await step(director, audit.id, 'close')).status).toBe(200)
  expect(await code(save(audit.id, { title: 'khác' }))).toBe('step_not_possible')
  expect((await view(id)).state).toBe('verified')
  await expect(db.updateTable('isoRecord').set({ content: '{}' }).where('id', '=', id).execute()).rejects.toThrow(
    /never changed/,
  )
  const trail = await db.selectFrom('auditEntry').select('action').where('object', '=', id).execute()
  expect(trail.map(({ action }) => action).filter((action) => action !== 'iso.edit')).toEqual([
    'iso.finding',
    'iso.plan',
    'iso.report',
    'iso.return',
    'iso.report',
    'iso.accept',
  ])
})

test('a change of law has three months: what is late is seen, also when it was entered after all, and next year', async () => {
  const { begin, step, save, secretary, as, advance } = await office()
  const [late, soon, done] = [
    await begin({ kind: 'law', year: 2021, content: law('2021-07-01') }),
    await begin({ kind: 'law', year: 2021, content: law('2021-07-10') }),
    await begin({ kind: 'law', year: 2021, content: law('2021-06-30') }),
  ]
  expect([late.due, soon.due]).toMatchObject([
    { on: '2021-10-01', state: 'late' },
    { on: '2021-10-10', state: 'soon' },
  ])
  expect(await code(step(secretary, done.id, 'enter'))).toBe('input_invalid /content/enteredOn needed')
  await save(done.id, { enteredOn: '2021-10-04' })
  expect(await read(step(secretary, done.id, 'enter'))).toMatchObject({
    state: 'entered',
    due: { on: '2021-09-30', state: 'done_late' },
  })
  type Year = { late: number; before: Record[] }
  expect((await read<Year>(secretary('/api/iso?year=2021'))).late).toBe(1)
  expect((await read<Year>(secretary('/api/iso?year=2022'))).before.map(({ id }) => id).sort()).toEqual(
    [late.id, soon.id].sort(),
  )
  const stale = await secretary(
    `/api/iso/${late.id}`,
    json('PUT', { kind: 'law', content: law('2021-07-01') }, { 'if-match': '"9"' }),
  )
  expect([stale.status, await read(stale)]).toMatchObject([412, { code: 'stale', current: { id: late.id } }])
  expect((await (await as('analyst'))('/api/iso', json('POST', {}))).status).toBe(403)
  expect((await (await as('coordinator'))('/api/iso')).status).toBe(403)
  expect(
    (await secretary('/api/iso', json('POST', { kind: 'law', year: 2021, content: law('2021-02-30') }))).status,
  ).toBe(400)

  // A year later the page still opens where something is kept, until something is written in the new year.
  advance(120 * 86_400_000)
  const later = await as('designer', { email: 'nam-sau@so.vn' })
  const opened = async () => (await read<{ year: number }>(later('/api/iso'))).year
  expect(await opened()).toBe(2021)
  await later('/api/iso', json('POST', { kind: 'law', year: 2022, content: law('2022-01-10') }))
  expect(await opened()).toBe(2022)
})

test('the minutes of a management review carry its topics and the findings of the year', async () => {
  const { begin, step, save, secretary, director } = await office()
  const audit = await begin({ kind: 'audit', year: 2021, content: { ...AUDIT, heldOn: '2021-10-05', auditors: 'A' } })
  await step(secretary, audit.id, 'hold')
  await begin({ kind: 'finding', auditId: audit.id, content: FINDING })
  const review = await begin({
    kind: 'review',
    year: 2021,
    content: {
      ...{ heldOn: '2021-10-05', place: 'Phòng họp 1', chair: 'Nguyễn Văn A', secretary: 'Trần Thị B' },
      ...{ attendees: 'Ban Giám đốc\nVăn phòng', conclusion: 'Đạt' },
      topics: [{ topic: 'Kết quả đánh giá', discussion: '', decision: 'Khắc phục', lead: 'VP', dueOn: '2021-11-01' }],
    },
  })
  // Neither the list of units nor the calendar says who the Department is: said instead of an empty head.
  expect(await code(secretary(`/api/iso/${review.id}/minutes`))).toBe('input_invalid  department_unknown')
  const issued = async () => (await read<{ issued: boolean }>(secretary('/api/iso?year=2021'))).issued
  expect(await issued()).toBe(false)
  await secretary('/api/periods/begin', json('POST', { year: 2021, from: null, issuing: ISSUING }))
  expect(await issued()).toBe(true)
  const file = await secretary(`/api/iso/${review.id}/minutes`)
  expect(file.headers.get('content-disposition')).toContain('bien-ban-xem-xet-lanh-dao-2021.docx')
  const text = visible((await zipTexts(Buffer.from(await file.arrayBuffer()))).get('word/document.xml') ?? '')
  for (const part of ['UBND TỈNH SÓC TRĂNG', 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', '/BB-SGDĐT', 'Sóc Trăng, ngày'])
    expect(text).toContain(part)
  const pdf = await secretary(`/api/iso/${review.id}/minutes?format=pdf`)
  expect([pdf.headers.get('content-type'), (await pdf.text()).slice(0, 5)]).toEqual(['application/pdf', '%PDF-'])
  for (const part of ['BIÊN BẢN', 'Phòng họp 1', 'Ban Giám đốc', 'Khắc phục', 'Hồ sơ trễ hạn', 'Nguyễn Văn A', 'Đạt'])
    expect(text).toContain(part)
  expect((await secretary(`/api/iso/${audit.id}/minutes`)).status).toBe(404)

  // The other papers of the year: what stands on the page, with the demonstration's frame nowhere.
  const paper = async (path: string) => {
    const docx = Buffer.from(await (await secretary(`/api/iso/${path}`)).arrayBuffer())
    const whole = await secretary(`/api/iso/${path}${path.includes('?') ? '&' : '?'}format=pdf`)
    expect((await whole.text()).slice(0, 5)).toBe('%PDF-')
    return visible((await zipTexts(docx)).get('word/document.xml') ?? '')
  }
  await begin({ kind: 'law', year: 2021, content: law('2021-07-01') })
  const findings = await paper('papers/findings?year=2021')
  for (const part of [
    'Năm 2021 ghi nhận 1 điểm: 0 nặng, 1 nhẹ, 0 cơ hội cải tiến. Tình trạng: 1 mới ghi',
    'Mục 8.5 (nhẹ)',
    'Đánh giá nội bộ đợt 1, tại Văn phòng.',
    'Nội dung: Hồ sơ trễ hạn',
  ])
    expect(findings).toContain(part)
  const laws = await paper('papers/laws?year=2021')
  for (const part of [
    'Tính đến ngày 05/10/2021, sổ có 1 văn bản: 0 đã cập nhật (0 muộn), 1 chưa cập nhật (1 quá hạn)',
    'muộn 4 ngày',
  ])
    expect(laws).toContain(part)
  expect(laws).toMatch(/45\/2021\/NĐ-CP: Nghị định \(Chính phủ\)\s+01\/7\/2021\s+01\/10\/2021/)
  const checklist = await paper(`${audit.id}/checklist`)
  for (const one of AUDIT_CHECKLIST) expect(checklist).toContain(one.question)
  expect(checklist).toContain('SỞ GIÁO DỤC VÀ ĐÀO TẠO')
  expect((await secretary(`/api/iso/${review.id}/checklist`)).status).toBe(404)
  expect((await secretary('/api/iso/papers/laws?year=abc')).status).toBe(400)
  expect(await code(step(secretary, review.id, 'sign'))).toBe('four_eyes')
  expect((await step(director, review.id, 'sign')).status).toBe(200)
  expect(await code(save(review.id, { conclusion: 'khác' }))).toBe('step_not_possible')
})

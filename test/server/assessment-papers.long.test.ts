import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { verifyAudit } from '../../server/audit.ts'
import type { Component } from '../../surveys/criteria/criteria-set.ts'
import { units2021 } from '../../surveys/criteria/units-2021.ts'
import { json, world } from '../world.ts'
import { type Caller, code, keepPaper, keptId, openedYears, percent, read } from './year-fixture.ts'
import { visible, zipTexts } from './zip-text.ts'

type Papers = {
  papers: { id: string; kind: string; version: number; fileName: string; contentHash: string; sources: string }[]
}

const NOTE = 'Đã thực hiện đầy đủ theo kế hoạch của đơn vị; hồ sơ lưu tại văn phòng trường.'

/** All that is wanted, but for one line in two. */
function factOf({ rule, mayNotArise }: Component) {
  if (mayNotArise) return { kind: 'nothing_arose' }
  if (rule.kind === 'yes_no') return { kind: 'met', met: true }
  if (rule.kind === 'on_time') return { kind: 'day', day: rule.due }
  if (rule.kind === 'ratio') return percent(10, 10)
  return rule.kind === 'steps' && rule.denominator ? percent(9, 9) : { kind: 'number', value: 0 }
}

async function province() {
  const at = await world({ now: '2021-12-01T02:00:00Z' })
  const ids = ['u1', 'u2', 'u3', 'u4']
  const years = await openedYears(at, 'don-vi-truc-thuoc@2021.1', ids)
  const unit = (id: string, kind: string, name: string) => ({
    ...{ id, kind, code: id, name, level: null, validFrom: '2000-01-01', validTo: null },
  })
  await at.db
    .insertInto('unit')
    .values([
      unit('T', 'province', 'Tỉnh Sóc Trăng'),
      unit('SO', 'department', 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng'),
    ])
    .execute()
  const link = (childId: string, parentId: string) => ({
    ...{ childId, parentId, role: 'administrative', validFrom: '2000-01-01', validTo: null },
  })
  await at.db
    .insertInto('unitLink')
    .values([link('SO', 'T'), ...ids.map((id) => link(id, 'SO'))])
    .execute()
  for (const [at2, name] of ['Trường THPT Hoàng Diệu', 'Trường THPT An Ninh', 'Trung tâm GDTX tỉnh'].entries())
    await at.db
      .updateTable('unit')
      .set({ name })
      .where('id', '=', ids[at2] ?? '')
      .execute()
  return { ...at, ...years, ids }
}
type Province = Awaited<ReturnType<typeof province>>

/** One unit's own score as it would have typed it; `weak` of ten in one percentage. */
async function walk(at: Province, unitId: string, weak: number) {
  const id = at.yearOf(unitId)
  const who: Caller = await at.assessorOf(unitId)
  const components = units2021.areas.flatMap(({ criteria }) => criteria.flatMap((one) => one.components))
  const rows = components.map((one) => ({
    ...{ assessmentId: id, componentId: one.id, stage: 'self', asked: 0, writtenBy: 'x', writtenAt: '2021-12-01' },
    fact: JSON.stringify(one.id === 'D18.1' ? percent(weak, 10) : factOf(one)),
    note: unitId === 'u1' && one.id < 'D08' ? NOTE : '',
  }))
  await at.db.insertInto('assessmentEntry').values(rows).execute()
  return { id, who }
}
async function settle(at: Province, id: string, who: Caller, seen: number) {
  await at.send(who, id, 'lock')
  const judged = { component: 'D18.1', fact: percent(seen, 10), note: 'Danh sách kèm theo thiếu 2 người', asked: true }
  await at.send(at.appraiser, id, 'appraisals', judged)
  await at.send(at.appraiser, id, 'ask')
  await at.send(who, id, 'explanations', {
    component: 'D18.1',
    note: 'Hai người nghỉ thai sản, có quyết định kèm theo.',
  })
  await at.send(who, id, 'answer')
  await at.send(at.appraiser, id, 'settle')
}

test('a year gives its documents: score sheet, list of evidence, remedy plan, and the draft that publishes it', async () => {
  const at = await province()
  const { id, who } = await walk(at, 'u1', 7)
  const papers = []
  for (const [number, abstract] of [
    ['15/KH-THPTHD', 'Kế hoạch thực hiện cải cách hành chính năm 2021 của Trường THPT Hoàng Diệu'],
    ['88/BC-THPTHD', 'Báo cáo kết quả thực hiện công tác cải cách hành chính 6 tháng đầu năm 2021'],
    ['120/QĐ-THPTHD', 'Quyết định ban hành Quy chế thi đua, khen thưởng gắn với kết quả cải cách hành chính'],
  ])
    papers.push(
      await keptId(
        keepPaper(who, 'u1', { number: number ?? '', issuer: 'Trường THPT Hoàng Diệu', abstract: abstract ?? '' }),
      ),
    )
  for (const [component, paper] of [
    ['D01.1', 0],
    ['D02.1', 1],
    ['D05.1', 2],
    ['D06.1', 2],
  ] as const)
    await who(`/api/assessments/${id}/evidence`, json('POST', { component, evidence: papers[paper], line: null }))
  const make = (caller: Caller, kind: string) => caller(`/api/assessments/${id}/papers`, json('POST', { kind }))
  const fileOf = async (address: string, paper: string, format: string) =>
    Buffer.from(await (await at.director(`${address}/papers/${paper}/file?format=${format}`)).arrayBuffer())

  // While the own score is written the sheet says so on every page; there is nothing yet to be mended.
  const early = await read<Papers>(make(who, 'score_sheet'))
  expect(early.papers).toMatchObject([{ kind: 'score_sheet', version: 1 }])
  const textOf = async (docx: Buffer) =>
    [...(await zipTexts(docx))]
      .filter(([name]) => /document|footer/.test(name))
      .map(([, xml]) => visible(xml))
      .join('\n')
  expect(await textOf(await fileOf(`/api/assessments/${id}`, early.papers[0]?.id ?? '', 'docx'))).toContain('BẢN NHÁP')
  expect(await code(make(who, 'remedy_plan'))).toBe('step_not_possible')
  const issue = (caller: Caller, kind: string) =>
    caller(`/api/assessments/${id}/appraisal-papers`, json('POST', { kind }))
  for (const kind of ['appraisal_first', 'appraisal_second'])
    expect(await code(issue(at.appraiser, kind))).toBe('step_not_possible')
  // A profile before any appraisal has the own points alone, and says why some are lost instead of who remedies them.
  const own = await read<Papers>(issue(at.appraiser, 'unit_profile'))
  const whose = own.papers.find(({ kind }) => kind === 'unit_profile')?.id ?? ''
  const before = await textOf(await fileOf(`/api/assessments/${id}`, whose, 'docx'))
  expect(before).toContain('7 / 10 = 70%, chưa đạt ngưỡng 80: 4 × 70 / 80 = 3,5 điểm.')
  expect(before).toContain('còn thiếu tài liệu')
  for (const never of ['Thẩm định lần', 'chưa lập kế hoạch khắc phục', '0 văn bản']) expect(before).not.toContain(never)
  expect(await code(make(who, 'explanation'))).toBe('step_not_possible')
  expect(await code(at.designer(`/api/criteria/${at.cardId}/papers`, json('POST', {})))).toBe('step_not_possible')

  await settle(at, id, who, 6)
  for (const [unitId, weak] of [
    ['u2', 9],
    ['u3', 7],
  ] as const) {
    const other = await walk(at, unitId, weak)
    await settle(at, other.id, other.who, weak)
  }
  for (const kind of ['score_sheet', 'evidence_list', 'remedy_plan', 'explanation'])
    expect((await make(who, kind)).status).toBe(201)
  // What the Department says about the unit is not the unit's to issue.
  expect((await issue(who, 'appraisal_second')).status).toBe(403)
  expect((await make(who, 'appraisal_second')).status).toBe(400)
  for (const kind of ['appraisal_first', 'appraisal_second', 'unit_profile'])
    expect((await issue(at.appraiser, kind)).status).toBe(201)
  const { papers: made } = await read<Papers>(who(`/api/assessments/${id}/papers`))
  const drafted = await read<Papers>(at.designer(`/api/criteria/${at.cardId}/papers`, json('POST', {})))
  const EARLY = ['score_sheet', 'unit_profile']
  const texts: Record<string, string> = {}
  for (const [address, list] of [
    [`/api/assessments/${id}`, made],
    [`/api/criteria/${at.cardId}`, drafted.papers],
  ] as const)
    for (const paper of list.filter(({ kind, version }) => !EARLY.includes(kind) || version === 2)) {
      const docx = await fileOf(address, paper.id, 'docx')
      expect((await fileOf(address, paper.id, 'pdf')).subarray(0, 5).toString()).toBe('%PDF-')
      // The same content is the same bytes, and its hash is what the register says.
      expect(createHash('sha256').update(docx).digest('hex')).toBe(paper.contentHash)
      texts[paper.kind] = await textOf(docx)
    }
  const { content } = JSON.parse(made.find(({ kind }) => kind === 'evidence_list')?.sources ?? '{}')
  // 17 of 25 criteria of 4 points arose. Own: 7 of 10 where 8 are wanted, 3,5 of 4; first look 6 of 10: 3 of 4 points.
  expect(texts.score_sheet).toMatch(/Cộng\s+100,00\s+67,50\s+67,00\s+67,00/)
  expect(texts.score_sheet).toMatch(/Chỉ số \(%\)\s+99,26\s+98,53\s+98,53/)
  for (const said of [
    'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
    'TRƯỜNG THPT HOÀNG DIỆU',
    'Kính gửi: Sở Giáo dục và Đào tạo tỉnh Sóc Trăng.',
    `Hoàn thành ngày 31/01/2021. ${NOTE}`,
    '7/10 (70%). Giải trình: Hai người nghỉ thai sản, có quyết định kèm theo.',
    'Lần 1: 6/10 (60%). Danh sách kèm theo thiếu 2 người',
    '120/QĐ-THPTHD ngày 15/3/2021 của Trường THPT Hoàng Diệu',
    'Có 3 văn bản làm tài liệu kiểm chứng cho 4 tiêu chí thành phần; 13 tiêu chí thành phần còn thiếu tài liệu.',
    content,
  ])
    expect(texts.score_sheet).toContain(said)
  // The only basis is the last, and ends with a full stop.
  // A number says what was counted.
  expect(texts.score_sheet).toMatch(/\d+\s+người\b/)
  expect(texts.score_sheet).toMatch(/Căn cứ [^;\n]+\(ban hành theo [^;\n]+\)\./)
  expect(texts.score_sheet).not.toContain('BẢN NHÁP')
  for (const said of ['D05.1, D06.1', '15/KH-THPTHD', 'D04.1. Tuyên truyền CCHC tại đơn vị'])
    expect(texts.evidence_list).toContain(said)
  for (const said of ['D18.1.', '3/4', 'đạt Chỉ số cải cách hành chính 98,53%, xếp loại Xuất sắc'])
    expect(texts.remedy_plan).toContain(said)
  expect(texts.remedy_plan).not.toContain('D01.1')
  expect(texts.decision).toMatch(/1\s+Trường THPT An Ninh\s+100,00\s+100,00\s+100,00\s+Xuất sắc/)
  expect(texts.decision).toMatch(/3\s+Trường THPT Hoàng Diệu\s+99,26\s+98,53\s+98,53/)
  for (const said of [
    'Công bố Chỉ số cải cách hành chính năm 2021 của 3 đơn vị',
    'Xuất sắc: 3 đơn vị',
    // By Nghị định 30/2020 the bases begin with what gives the issuer its tasks; its number is for a hand.
    'quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Giáo dục và Đào tạo',
    'Chưa có kết quả thẩm định lần 2, nên không có trong phụ lục: Trường u4.',
  ])
    expect(texts.decision).toContain(said)

  // Each names the audit chain as it stood; whatever is entered later, the chain is known again by it, and another chain is not.
  const trail = await at.db.selectFrom('auditEntry').select(['sequence', 'hash']).execute()
  for (const kind of ['score_sheet', 'evidence_list', 'explanation', 'appraisal_first', 'unit_profile', 'decision']) {
    const [, printed = '', hash = ''] =
      /nhật ký kiểm toán, mục số ([\d.]+): ([0-9a-f]{64})/.exec(texts[kind] ?? '') ?? []
    const sequence = Number(printed.replaceAll('.', ''))
    expect(trail.find((entry) => entry.sequence === sequence)?.hash, kind).toBe(hash)
    expect(trail.length).toBeGreaterThan(sequence)
    expect(await verifyAudit(at.db, hash)).toMatchObject({ ok: true, count: trail.length, anchoredAt: sequence })
    expect(await verifyAudit(at.db, hash.replace(/./g, '0'))).toMatchObject({ ok: false, fault: 'anchor_absent' })
  }
  // Minutes of both looks: the Department's head, points by area, what was changed, asked and explained.
  for (const said of [
    'Thẩm định lần 1 kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm 2021 của Trường THPT Hoàng Diệu',
    '/BB-SGDĐT',
    'Trong 25 tiêu chí thành phần: 16 giữ nguyên điểm, 1 giảm điểm, 0 tăng điểm so với điểm tự chấm; 8 không phát sinh.',
    'Danh sách kèm theo thiếu 2 người',
    'Đề nghị đơn vị giải trình 1 tiêu chí thành phần (D18.1)',
    'Điểm sau thẩm định lần 1: 67 trên 68 điểm tối đa của những nội dung có phát sinh, tỷ lệ 98,53%.',
    'còn có thể thay đổi sau giải trình',
  ])
    expect(texts.appraisal_first).toContain(said)
  expect(texts.appraisal_first).toMatch(/Cộng\s+100,00\s+67,50\s+67,00/)
  expect(texts.appraisal_first).toMatch(/D18\.1\. [^\n]+\s+4,0\s+3,5\s+3,0/)
  expect(texts.appraisal_first).not.toContain('Hai người nghỉ thai sản')
  for (const said of [
    'Giải trình: Hai người nghỉ thai sản, có quyết định kèm theo.',
    '17 giữ nguyên điểm, 0 giảm điểm, 0 tăng điểm so với thẩm định lần 1',
    'Chỉ số cải cách hành chính: 98,53%, xếp loại Xuất sắc.',
  ])
    expect(texts.appraisal_second).toContain(said)
  for (const said of [
    'TRƯỜNG THPT HOÀNG DIỆU',
    'Kính gửi: Sở Giáo dục và Đào tạo tỉnh Sóc Trăng.',
    'được yêu cầu giải trình 1 tiêu chí thành phần; đã giải trình 1.',
    'Nhận xét của người thẩm định: Danh sách kèm theo thiếu 2 người',
    'Giải trình của đơn vị: Hai người nghỉ thai sản, có quyết định kèm theo.',
  ])
    expect(texts.explanation).toContain(said)
  // The profile says what the page says, number by number.
  type Page = { areas: { name: string; second: number | null }[]; scores: Record<string, { index: number } | null> }
  const page = await read<Page>(at.director(`/api/assessment-results/${id}`))
  const two = (value: number) => value.toFixed(2).replace('.', ',')
  expect(page.areas.length).toBeGreaterThan(4)
  for (const area of page.areas)
    expect(texts.unit_profile?.split(area.name)[1]?.trim()).toMatch(
      new RegExp(`^[\\d,]+\\s.*${area.second === null ? 'không phát sinh' : two(area.second)}`, 's'),
    )
  for (const look of ['self', 'first', 'second'])
    expect(texts.unit_profile).toContain(two(page.scores[look]?.index ?? -1))
  for (const said of ['KẾT QUẢ CHƯA CÔNG BỐ', 'Chưa xếp hạng', 'D18.1.', 'chưa lập kế hoạch khắc phục'])
    expect(texts.unit_profile).toContain(said)
  expect(texts.unit_profile).not.toContain('/BC-')

  // Kept as they are, told to nobody else, and never changed.
  const stranger = await at.as('assessor', { unitId: 'u2', email: 'hai@example.vn' })
  expect((await stranger(`/api/assessments/${id}/papers`)).status).toBe(404)
  expect((await who(`/api/assessments/${id}/papers/${drafted.papers[0]?.id}/file`)).status).toBe(404)
  expect((await who(`/api/criteria/${at.cardId}/papers`)).status).toBe(403)
  await expect(
    at.db
      .updateTable('assessmentDocument')
      .set({ kind: 'x' } as never)
      .execute(),
  ).rejects.toThrow(/never changed/)
  await expect(at.db.deleteFrom('assessmentDocument').execute()).rejects.toThrow(/never changed/)
}, 120_000)

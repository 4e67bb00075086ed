import { expect, test } from 'vitest'
import { dayOf } from '../../server/act.ts'
import { synthesise } from '../../server/periods/synthesis.ts'
import { synthesisOutline } from '../../server/periods/synthesis-document.ts'
import { json } from '../world.ts'
import { type Caller, read, reformYear } from './reform-fixture.ts'
import { visible, zipTexts } from './zip-text.ts'

const at = (version: number) => ({ 'if-match': `"${version}"` })
const docxText = async (reply: Response | Promise<Response>) =>
  visible((await zipTexts(Buffer.from(await (await reply).arrayBuffer()))).get('word/document.xml') ?? '')

/** Three schools have sent their half-year report, one of them late; two more have begun one. */
async function halfYear() {
  const year = await reformYear('2021-05-28T02:00:00Z')
  const { id: periodId } = await year.period('don-vi', '6-thang')
  const people = new Map<string, Caller>()
  const report = async (unitId: string, entries: readonly Record<string, unknown>[], send: boolean, who?: Caller) => {
    const own = who ?? (await year.as('assessor', { unitId, email: `${unitId}-${people.size}@so.vn` }))
    people.set(unitId, own)
    const { id } = await read<{ id: string }>(own('/api/reports', json('POST', { periodId, unitId })))
    let version = 1
    for (const entry of entries) {
      const whole = { done: '', figure: null, difficulties: '', next: '', evidence: [], ...entry }
      const reply = await own(`/api/reports/${id}/entries`, json('PUT', whole, at(version)))
      if (reply.status !== 200) throw new Error(await reply.text())
      version += 1
    }
    if (send) await own(`/api/reports/${id}/submit`, json('POST', {}, at(version)))
    return { id, own }
  }
  const first = await year.as('assessor', { unitId: 's01', email: 's01@so.vn' })
  const papers = [await year.keep(first, 's01', '15/KH-THPT1'), await year.keep(first, 's01', '22/BC-THPT1')]
  const ratio = (numerator: number, denominator: number) => ({ numerator, denominator, measure: 'hồ sơ' })
  const one = await report(
    's01',
    [
      {
        task: 0,
        done: 'Đơn vị triển khai đầy đủ các nhiệm vụ được giao.\nKhông có nhiệm vụ chậm tiến độ.',
        next: 'Tiếp tục rà soát thủ tục hành chính.',
      },
      { task: 1, done: 'Đã ban hành kế hoạch CCHC năm 2021.', evidence: [papers[0]] },
      { task: 16, done: 'Đã trả lời', figure: ratio(2, 2), evidence: [papers[0]] },
      {
        task: 19,
        done: 'Giải quyết đúng hẹn 19 trên 20 hồ sơ.',
        figure: ratio(19, 20),
        difficulties: 'Một hồ sơ trễ do mất điện.',
        next: 'Công khai hồ sơ trễ hẹn.',
        evidence: [papers[1]],
      },
    ],
    true,
    first,
  )
  const mine = 'Niêm yết thủ tục mới.'
  const two = await report(
    's02',
    [
      { task: 1, done: 'Đã niêm yết.', next: mine },
      { task: 19, done: 'Đúng hẹn tất cả.', figure: ratio(11, 11), next: mine },
    ],
    true,
  )
  await report('s05', [{ task: 0, done: 'Đã phân công từng việc.', next: mine }], true)
  await report('s06', [{ task: 0, done: 'Đã phân công từng việc.' }], true)
  await report('s03', [{ task: 19, done: 'Bản nháp chưa gửi', figure: ratio(1, 11) }], false)
  year.advance(3 * 86_400_000)
  const late = await report('s04', [{ task: 19, done: 'Gửi muộn.', figure: ratio(7, 8) }], true)
  const designer = await year.as('designer', { email: 'again@so.vn' })
  return { ...year, periodId, one, two, late, designer, papers }
}

test('the report of a unit says what it did task by task, its figures, and lists the papers', async () => {
  const { one, designer } = await halfYear()
  const text = await docxText(designer(`/api/reports/${one.id}/file.docx`))
  for (const said of [
    'BÁO CÁO',
    'Trường THPT số 1'.toUpperCase(),
    '6 tháng đầu năm 2021',
    'kỳ báo cáo từ ngày 01/01/2021 đến ngày 30/6/2021, hạn gửi 29/5/2021',
    'Nhiệm vụ 19. Giải quyết đúng hẹn các hồ sơ TTHC',
    'Số liệu: 19/20 hồ sơ (95%).',
    'Minh chứng: tài liệu số 2 của Phụ lục.',
    'Nhiệm vụ 19: Một hồ sơ trễ do mất điện.',
    'Không có nhiệm vụ chậm tiến độ.',
    '22/BC-THPT1',
    '2 tài liệu kiểm chứng',
  ])
    expect(text).toContain(said)
  expect(text).not.toContain('BẢN NHÁP')
  // A task is never named at the foot of a page with its results on the next.
  const reply = await designer(`/api/reports/${one.id}/file.docx`)
  const parts = (await zipTexts(Buffer.from(await reply.arrayBuffer())))
    .get('word/document.xml')
    ?.match(/<w:p>.*?<\/w:p>/g)
  const named = (parts ?? []).filter((xml) => /^Nhiệm vụ (1|19)\./.test(visible(xml).trim()))
  expect(named.map((xml) => xml.includes('<w:keepNext'))).toEqual([true, true])
  const again = async () => Buffer.from(await (await designer(`/api/reports/${one.id}/file.docx`)).arrayBuffer())
  expect((await again()).equals(await again())).toBe(true)
})

test('the synthesis has the figures of all that sent, their sum, who was late and who did not send', async () => {
  const { periodId, designer, db } = await halfYear()
  const found = await read<{ tasks: { number: number; sum: unknown; lines: unknown[] }[] }>(
    designer(`/api/reports/of/${periodId}/synthesis`),
  )
  // A draft is the unit's own: the third school's figure is not in it. 19 + 11 + 7 of 20 + 11 + 8.
  expect(found.tasks.find(({ number }) => number === 19)).toMatchObject({
    lines: { length: 3 },
    sum: { units: 3, numerator: 37, denominator: 39, measure: 'hồ sơ' },
  })
  const text = await docxText(designer(`/api/reports/of/${periodId}/synthesis.docx`))
  for (const said of [
    'Kính gửi: Sở Nội vụ.',
    'Nhóm “Đơn vị trực thuộc Sở” có 11 đơn vị phải báo cáo, hạn gửi 29/5/2021. Đã gửi 5 đơn vị, chưa gửi 6 đơn vị; 1 đơn vị gửi trễ.',
    'Chưa gửi, quá hạn',
    'II. ĐÁNH GIÁ CHUNG CỦA CÁC ĐƠN VỊ',
    '2 đơn vị (Trường THPT số 5; Trường THPT số 6): Đã phân công từng việc.',
    // One unit that says it of two tasks is one unit.
    '2 đơn vị (Trường THPT số 5; Trường THPT số 2 (nhiệm vụ 1, 19)): Niêm yết thủ tục mới.',
    'Cộng 3 đơn vị',
    // Of a task that one unit alone speaks of there is a sentence and no table.
    'Trường THPT số 1: Đã trả lời. Số liệu: 2/2 hồ sơ (100%). Minh chứng: tài liệu kiểm chứng số 1.',
    '37/39 hồ sơ (94,9%)',
    'Trường THPT số 1 (nhiệm vụ 19): Một hồ sơ trễ do mất điện.',
  ])
    expect(text).toContain(said)
  expect(text).not.toContain('Bản nháp chưa gửi')
  // Who has not sent is named once, in the table, however many they are.
  expect(text.split('Trường THPT số 11')).toHaveLength(2)
  // Taken again it is the same. It carries the day in Vietnam; that of a demonstration lies in its own year, and it says what it is.
  const bytes = async () =>
    Buffer.from(await (await designer(`/api/reports/of/${periodId}/synthesis.docx`)).arrayBuffer())
  expect((await bytes()).equals(await bytes())).toBe(true)
  const night = await synthesise(db, periodId, dayOf(new Date('2026-11-26T20:00:00Z')))
  const said = (demonstration: boolean) => JSON.stringify(synthesisOutline(night, demonstration))
  expect([said(false).includes('tính đến ngày 27/11/2026'), said(false).includes('MÔ PHỎNG')]).toEqual([true, false])
  expect([said(true).includes('tính đến ngày 31/5/2021'), said(true).includes('MÔ PHỎNG')]).toEqual([true, true])
})

test('the minutes of the draw name the list, the seed, the chances and the hash of the ledger', async () => {
  const { designer, calendar } = await reformYear('2021-04-01T02:00:00Z')
  const groupId = (await calendar()).groups.find((one) => one.code === 'don-vi')?.id
  const earlier = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({ unitId: `s0${number}`, year: 2019 }))
  const { id } = await read<{ id: string }>(
    designer('/api/inspections/draws', json('POST', { groupId, percent: 20, seed: '07-12-33', earlier })),
  )
  const { ledgerHash } = await read<{ ledgerHash: string }>(designer(`/api/inspections/draws/${id}/check`))
  const text = await docxText(designer(`/api/inspections/draws/${id}/minutes.docx`))
  for (const said of [
    'gồm 11 đơn vị; tỷ lệ kiểm tra 20%, làm tròn lên thành 3 đơn vị',
    '“07-12-33”',
    'Trường THPT số 10',
    'Trường THPT số 11',
    'Năm 2019',
    '0,1111',
    'chắc chắn',
  ])
    expect(text).toContain(said)
  expect(text.replace(/\s/g, '')).toContain(ledgerHash)
})

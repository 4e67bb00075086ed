import { beforeAll, describe, expect, test } from 'vitest'
import { modeConduct, modeShort } from '../../client/words/modes.ts'
import { DocumentError } from '../../server/document/document-error.ts'
import type { Outline, TablePiece } from '../../server/document/piece.ts'
import { writeDocx } from '../../server/document/write-docx.ts'
import { checkDistribution } from '../../server/official/check-distribution.ts'
import { checkPlan } from '../../server/official/check-plan.ts'
import { distributionOutline } from '../../server/official/distribution-document.ts'
import type { DistributionInput } from '../../server/official/distribution-input.ts'
import { planOutline } from '../../server/official/plan-document.ts'
import type { PlanInput } from '../../server/official/plan-input.ts'
import { submissionOutline } from '../../server/official/submission-document.ts'
import { distributionInput, planInput } from './plan-fixture.ts'
import { visible, zipTexts } from './zip-text.ts'

const KINDS = ['submission', 'plan', 'distribution'] as const
const texts = new Map<string, { xml: string; text: string; parts: Map<string, string> }>()
const told = (kind: string) => texts.get(kind) ?? { xml: '', text: '', parts: new Map<string, string>() }

async function read(outline: Outline) {
  const parts = await zipTexts(await writeDocx(outline))
  const xml = parts.get('word/document.xml') ?? ''
  return { xml, text: visible(xml), parts }
}
beforeAll(async () => {
  texts.set('submission', await read(submissionOutline(planInput())))
  texts.set('plan', await read(planOutline(planInput())))
  texts.set('distribution', await read(distributionOutline(distributionInput())))
})

/** The marks of a document in their order; what stands in another place is found. */
function inOrder(text: string, marks: readonly string[]): void {
  const places = marks.map((mark) => text.indexOf(mark))
  expect(marks.filter((_, index) => (places[index] ?? -1) < 0)).toEqual([])
  expect(places).toEqual([...places].sort((a, b) => a - b))
}

describe('the look of NĐ 30/2020', () => {
  test.each(KINDS)(
    '%s: head, motto, blank number and day, end mark, signature and recipients in their order',
    (kind) => {
      const { text } = told(kind)
      const symbol = { submission: 'TTr', plan: 'PA', distribution: 'KH' }[kind]
      inOrder(text, [
        'UBND TỈNH SÓC TRĂNG',
        'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'Độc lập - Tự do - Hạnh phúc',
        'Căn cứ Nghị quyết số 76/NQ-CP',
        './.',
        'Nơi nhận:',
        'Lưu: VT, TCCB.',
        'GIÁM ĐỐC',
      ])
      expect(text).toMatch(new RegExp(`^Số:\\u00a0{8,}/${symbol}-SGDĐT$`, 'm'))
      expect(text).toMatch(/^Sóc Trăng, ngày\u00a0{5,}tháng\u00a0{5,}năm 2026$/m)
      expect(text).toBe(text.normalize('NFC'))
      expect(text).not.toMatch(/undefined|NaN|null|Infinity|\[object/)
    },
  )

  test.each(KINDS)('%s: A4, margins 20/20/30/20 mm, pages counted anew in each section, no row torn', (kind) => {
    const { xml, text, parts } = told(kind)
    const sections = { submission: 1, plan: 5, distribution: 3 }[kind]
    expect(xml.match(/<w:pgSz /g)).toHaveLength(sections)
    for (const margin of xml.match(/<w:pgMar [^>]*>/g) ?? [])
      expect(margin).toMatch(/w:top="1134".*w:right="1134".*w:bottom="1134".*w:left="1701"/)
    expect(xml.match(/<w:pgNumType w:start="1"/g)).toHaveLength(sections)
    expect(xml.match(/<w:titlePg\/>/g)).toHaveLength(sections)
    expect(xml.match(/<w:cantSplit\/>/g)?.length).toBe(xml.match(/<w:tr>|<w:tr /g)?.length)
    expect(text.match(/^Phụ lục [IV]+$/gm)?.length ?? 0).toBe(sections - 1)
    const footers = [...parts].filter(([name]) => name.startsWith('word/footer')).map(([, part]) => visible(part))
    for (const footer of footers) expect(footer).toContain('SỐ LIỆU MÔ PHỎNG')
  })

  test('only the submission is addressed, and its recipients begin with those', () => {
    expect(told('submission').text).toContain('Kính gửi: Ủy ban nhân dân tỉnh Sóc Trăng.')
    expect(told('submission').text).toMatch(/Nơi nhận:\n- Như trên;/)
    for (const kind of ['plan', 'distribution']) expect(told(kind).text).not.toContain('Kính gửi')
  })

  test('points are lettered as the Vietnamese alphabet goes: đ after d, no f', () => {
    for (const kind of KINDS) expect(told(kind).text).not.toMatch(/^[fjwz]\) /m)
    const letters = [...told('distribution').text.matchAll(/^([a-zđ])\) /gm)].map(([, mark]) => mark).join('')
    expect(letters).toContain('abcdđe')
  })
})

describe('what the documents say', () => {
  test('the parts of a plan come in their order, its annexes behind', () => {
    inOrder(told('plan').text, [
      'I. MỤC ĐÍCH, YÊU CẦU',
      'II. PHẠM VI, ĐỐI TƯỢNG, ĐƠN VỊ ĐIỀU TRA',
      'III. LOẠI ĐIỀU TRA, PHƯƠNG PHÁP CHỌN MẪU, CỠ MẪU',
      'IV. NỘI DUNG, PHIẾU ĐIỀU TRA',
      'V. THỜI ĐIỂM, THỜI GIAN ĐIỀU TRA',
      'VI. PHƯƠNG PHÁP THU THẬP THÔNG TIN',
      'VII. XỬ LÝ, TỔNG HỢP, TÍNH CHỈ SỐ, CÔNG BỐ',
      'VIII. KIỂM TRA, GIÁM SÁT, PHÚC TRA',
      'IX. BẢO MẬT, BẢO VỆ DỮ LIỆU CÁ NHÂN',
      'X. KINH PHÍ',
      'XI. TỔ CHỨC THỰC HIỆN',
      'BẢNG PHÂN BỔ MẪU THEO TẦNG',
      'NỘI DUNG CÁC PHIẾU ĐIỀU TRA',
      'TIẾN ĐỘ THỰC HIỆN',
      'DỰ TOÁN KINH PHÍ',
    ])
    expect(told('plan').text).toContain('Mẫu gồm 18 trường, tối đa 36 lớp và tối đa 540 phiếu')
    expect(told('plan').text).toContain('3.810.000 đồng (bằng chữ: ba triệu tám trăm mười nghìn đồng)')
  })

  test('the plan prints in which ways each form may be answered, and what holds for each way that is used', () => {
    const rules = { 'ph-mn': ['slip', 'interviewer'], 'ph-th': ['kiosk'] } as const
    const { round } = planInput()
    const outlineOf = (modes: PlanInput['round']['modes']) => planOutline(planInput({ round: { ...round, modes } }))
    const outline = outlineOf({ 'ph-mn': [...rules['ph-mn']], 'ph-th': [...rules['ph-th']] })
    const said = JSON.stringify(outline)
    for (const mode of ['slip', 'kiosk', 'interviewer']) expect(said).toContain(modeConduct[mode])
    for (const mode of ['paper', 'class_link', 'poster']) expect(said).not.toContain(modeConduct[mode])
    const table = outline.sections[0].pieces.find(
      (piece) => piece.kind === 'table' && piece.columns.some(({ title }) => title === modeShort.kiosk),
    ) as TablePiece
    expect(table.columns.map(({ title }) => title)).toEqual(['Mẫu phiếu', 'Điện thoại', 'Máy tính bảng', 'Phỏng vấn'])
    expect(table.lines.map((line) => line.map((cell) => cell.map(({ text }) => text).join('')))).toEqual([
      ['Phiếu hỏi ý kiến cha mẹ (Mầm non)', 'x', '', 'x'],
      ['Phiếu hỏi ý kiến cha mẹ (Tiểu học)', '', 'x', ''],
    ])
    // A form without a rule may be answered in every way.
    const free = JSON.stringify(outlineOf({}))
    for (const conduct of Object.values(modeConduct)) expect(free).toContain(conduct)
    expect(told('submission').text).toContain('Hình thức: phiếu có mã trả lời trên điện thoại')
    expect(told('distribution').text).toContain(modeConduct.paper)
    expect(told('distribution').text).not.toContain(modeConduct.kiosk)
  })

  test('a plan without calendar and budget leaves the annexes out and says so', () => {
    const { sections } = planOutline(planInput({ calendar: [], budget: { lines: [], total: 0 } }))
    const said = JSON.stringify(sections)
    expect(sections).toHaveLength(3)
    expect(said).toContain('Phương án này chưa kèm dự toán kinh phí.')
    expect(said).toContain('Tiến độ chi tiết được ban hành cùng Kế hoạch phát phiếu.')
    expect(said).not.toContain('Phụ lục III')
  })

  test('the plan of distribution names every packet, the people of the calendar and the hotline', () => {
    const { text } = told('distribution')
    inOrder(text, [
      'II. ĐỊA BÀN, SỐ LƯỢNG',
      'III. HÌNH THỨC',
      'IV. TIẾN ĐỘ',
      'V. TẬP HUẤN',
      'VI. QUY TRÌNH GIAO NHẬN, NIÊM PHONG, BIÊN BẢN',
      'VII. KIỂM TRA, PHÚC TRA',
      'VIII. ĐƯỜNG DÂY NÓNG',
      'IX. PHÂN CÔNG',
      'SỐ PHIẾU THEO TRƯỜNG, LỚP',
      'DANH SÁCH TRƯỜNG DỰ PHÒNG',
    ])
    expect(text.match(/^00\d\d$/gm)).toHaveLength(24)
    expect(text).toContain('số phiếu phát là 360, dự phòng 24, tổng số phiếu in 384')
    expect(text).toContain('Tập huấn đầu mối các trường: 28/9/2026 – 29/9/2026; Phòng Tổ chức cán bộ chịu trách nhiệm.')
    expect(text).toContain('0299 000 000')
  })

  test('only laws and decisions whose text was read are cited', () => {
    const read = new Set([
      '76/NQ-CP',
      '2034/QĐ-BGDĐT',
      '91/2025/QH15',
      '356/2025/NĐ-CP',
      // The round's own decision, and the plan's source of its questions.
      '2203/QĐ-UBND',
    ])
    for (const kind of KINDS) {
      const cited = [...told(kind).text.matchAll(/số (\d+\/[\p{L}\d/-]*\p{L}[\p{L}\d-]*)/gu)].map(
        ([, number]) => number,
      )
      expect(cited.length).toBeGreaterThan(0)
      expect(cited.filter((number) => !read.has(number))).toEqual([])
      expect(told(kind).text).not.toMatch(/Thông tư|85\/2016|13\/2023|109\/2016/)
    }
  })

  test('the law on personal data is named only for rounds since it is in force', () => {
    expect(told('plan').text).toContain('91/2025/QH15')
    const input = planInput()
    const before = planOutline({ ...input, round: { ...input.round, opensOn: '2021-10-04', closesOn: '2021-10-29' } })
    expect(JSON.stringify(before)).not.toContain('91/2025')
  })
})

describe('sums that do not hold', () => {
  const first = <Row>(rows: readonly Row[], change: (row: Row) => Row): Row[] =>
    rows.map((row, index) => (index === 0 ? change(row) : row))
  const plans: readonly [string, (input: PlanInput) => Partial<PlanInput>, RegExp][] = [
    [
      'pupils of a stratum',
      ({ allocation }) => ({ allocation: first(allocation, (row) => ({ ...row, framePupils: row.framePupils + 1 })) }),
      /^frame level mn: pupils of the strata 8731 are not those of the frame 8730/,
    ],
    [
      'two areas that make up for each other',
      ({ allocation }) => ({
        allocation: allocation.map((row, at) => ({ ...row, frameSchools: row.frameSchools + [1, -1, 0, 0, 0, 0][at] })),
      }),
      /^frame area Huyện Kế Sách: schools/,
    ],
    [
      'schools of the sample',
      ({ allocation }) => ({ allocation: first(allocation, (row) => ({ ...row, schools: 4 })) }),
      /a trial draw gives 3 schools/,
    ],
    [
      'slips',
      ({ allocation }) => ({ allocation: first(allocation, (row) => ({ ...row, slips: 80 })) }),
      /a trial draw gives 6 classes and 88 slips/,
    ],
    [
      'more schools than there are',
      ({ allocation }) => ({ allocation: first(allocation, (row) => ({ ...row, schools: 9 })) }),
      /9 \+ 1 schools of 9/,
    ],
    [
      'money',
      ({ budget }) => ({ budget: { ...budget, total: budget.total + 1 } }),
      /budget: lines add up to 3810000, the total is 3810001/,
    ],
    [
      'days',
      ({ calendar }) => ({ calendar: first(calendar, (one) => ({ ...one, endsOn: '2026-09-01' })) }),
      /calendar Tập huấn.* before it starts/,
    ],
  ]
  const distributions: readonly [string, (input: DistributionInput) => Partial<DistributionInput>, RegExp][] = [
    [
      'a packet',
      ({ packets }) => ({ packets: first(packets, (one) => ({ ...one, slips: 17 })) }),
      /packet 1: slips 17 are not drawn 15 \+ reserve 1/,
    ],
    [
      'the ledger',
      ({ packets }) => ({ packets: first(packets, (one) => ({ ...one, drawn: 16, reserve: 0 })) }),
      /packet 1: drawn 16, in the ledger of the draw 15/,
    ],
    [
      'a packet that is missing',
      ({ packets }) => ({ packets: packets.slice(1) }),
      /packets: slips 368, in the database 384/,
    ],
    [
      'a packet that is there twice',
      ({ packets }) => ({ packets: [...packets, packets[0] as (typeof packets)[number]] }),
      /packet 1: given twice/,
    ],
  ]
  test('the test data themselves are sound', () => {
    expect(checkPlan(planInput())).toEqual([])
    expect(checkDistribution(distributionInput())).toEqual([])
  })
  const refusal = (make: () => unknown): readonly string[] => {
    try {
      make()
    } catch (error) {
      if (error instanceof DocumentError) return error.faults
      throw error
    }
    return []
  }
  test.each(plans)('%s: neither plan nor submission is made, and the place is named', (_, change, fault) => {
    const input = planInput(change(planInput()))
    for (const make of [planOutline, submissionOutline])
      expect(refusal(() => make(input))).toContainEqual(expect.stringMatching(fault))
  })
  test.each(distributions)('%s: no plan of distribution is made, and the place is named', (_, change, fault) => {
    const input = distributionInput(change(distributionInput()))
    expect(refusal(() => distributionOutline(input))).toContainEqual(expect.stringMatching(fault))
  })
})

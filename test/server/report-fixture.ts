import { defaultLegalBases } from '../../server/document/legal-bases.ts'
import type { Cell, DomainResult, Figure, ReportInput, Result } from '../../server/report/report-input.ts'

/** Test data: invented counts and figures with the shape of a real round, so that the sums hold. Not results of anything. */
const TARGET = 0.9
const AREAS = [
  'Thành phố Sóc Trăng',
  'Thị xã Vĩnh Châu',
  'Thị xã Ngã Năm',
  'Huyện Kế Sách',
  'Huyện Long Phú',
  'Huyện Cù Lao Dung',
  'Huyện Mỹ Tú',
  'Huyện Châu Thành',
  'Huyện Mỹ Xuyên',
  'Huyện Thạnh Trị',
  'Huyện Trần Đề',
].map((name, index) => ({ id: `h${index + 1}`, name }))
const BLOCKS = [
  { id: 'A', title: 'Tiếp cận dịch vụ giáo dục' },
  { id: 'B', title: 'Cơ sở vật chất, trang thiết bị' },
  { id: 'C', title: 'Môi trường giáo dục' },
  { id: 'D', title: 'Hoạt động giáo dục' },
  { id: 'E', title: 'Sự phát triển và tiến bộ của người học' },
]
const LEVELS = [
  { id: 'mn', name: 'Mầm non', schooling: 'mn', respondent: 'parent' },
  { id: 'th', name: 'Tiểu học', schooling: 'th', respondent: 'parent' },
] as const
const ITEMS: Readonly<Record<string, readonly string[]>> = {
  A: [
    'Nhà trường thông tin đầy đủ, kịp thời về tuyển sinh, nhập học, chuyển trường',
    'Thủ tục, hồ sơ nhập học, chuyển trường được hướng dẫn rõ và giải quyết thuận tiện',
  ],
  B: ['Nhà vệ sinh sạch, đủ dùng', 'Sân chơi, bãi tập, cây xanh bóng mát', 'Nước uống, nước sinh hoạt sạch'],
  C: ['Nhà trường lắng nghe và trả lời ý kiến của cha mẹ', 'An ninh, an toàn trong trường và khu vực cổng trường'],
  D: ['Giáo viên nhiệt tình, quan tâm đến từng em', 'Hoạt động trải nghiệm, văn nghệ, thể thao'],
  E: ['Con khỏe mạnh, phát triển thể chất', 'Con biết lễ phép, yêu thương'],
}

function figure(value: number, n: number, spread = Math.sqrt((2 * value * (1 - value)) / n), top = 1): Figure {
  const low = Math.max(0, value - 2 * spread)
  return { value, se: spread, low, high: Math.min(top, value + 2 * spread), deff: 2, n, df: 40 }
}

export function result(value: number, n: number): Result {
  const rate = figure(value, n)
  const half = (rate.high - rate.low) * 0.42
  const bounds = [rate.value - half, Math.min(1, rate.value + half)] as const
  const verdict = bounds[0] > TARGET ? 'met' : bounds[1] <= TARGET ? 'missed' : 'inconclusive'
  return { rate, mean: figure(1 + 3.5 * value, n, 0.03, 5), bounds, verdict }
}

export const hidden = (suppressed: 'few_answers' | 'no_variance' | 'secondary' | 'not_asked'): Result => ({
  rate: { suppressed },
  mean: { suppressed },
  verdict: null,
})

function domain(level: string | null, area: string | null, base: number, n: number): DomainResult {
  const shift: Readonly<Record<string, number>> = { A: 0.03, B: -0.09, C: 0.025, D: 0.02, E: 0.005 }
  const blocks = Object.fromEntries(BLOCKS.map(({ id }) => [id, result(base + (shift[id] ?? 0), n)]))
  const expectation: Cell = { ...figure(0.88, n), value: 88.4, low: 87.1, high: 89.7, se: 0.65, deff: 1.8 }
  return { level, area, blocks, computed: result(base - 0.002, n), asked: result(base + 0.012, n), expectation }
}

const valid = (level: number, area: number) => 84 + ((area * 7 + level * 5) % 13)
const fieldwork = LEVELS.flatMap(({ id: level }, first) =>
  AREAS.map(({ id: area }, second) => {
    const kept = valid(first, second)
    const excluded = (first + second) % 4 === 0 ? 1 : 0
    const used = kept + excluded
    const issued = used + 12 + ((second * 3) % 9)
    const returned = second % 3
    return {
      level,
      area,
      printed: issued + returned + 1 + 6,
      issued,
      spoiled: 1,
      returned,
      reserve: 6,
      used,
      excluded,
      valid: kept,
    }
  }),
)
const rows = (level: string | null, area: string | null) =>
  fieldwork
    .filter((row) => (level ?? row.level) === row.level && (area ?? row.area) === row.area)
    .reduce((sum, row) => sum + row.valid, 0)
const all = rows(null, null)
const excluded = fieldwork.reduce((sum, row) => sum + row.excluded, 0)
const frame = LEVELS.flatMap(({ id: level }, first) =>
  AREAS.map(({ id: area }, second) => ({
    level,
    area,
    schools: 9 + ((second * 5) % 17) + first * 4,
    classes: 90 + second * 11 + first * 60,
    pupils: 2600 + second * 310 + first * 4200,
  })),
)
const pupils = frame.reduce((sum, row) => sum + row.pupils, 0)
const areaBase = (index: number) => 0.885 + ((index * 37) % 11) * 0.006

/** Sixty calls, of whom four said that somebody told them how to answer. */
const CALLS = {
  share: 0.05,
  seed: 'phuc-tra',
  ledgerHash: '0'.repeat(64),
  drawnOn: '2021-11-02',
  left: 310,
  wanted: 75,
  drawn: 70,
  talked: 60,
  notReached: 7,
  declined: 3,
  self: { yes: 57, n: 60, low: 0.863, high: 0.983, sheets: null },
  suggested: { yes: 4, n: 60, low: 0.026, high: 0.159, sheets: { yes: 30, n: 1_000 } },
  inClass: { yes: 24, n: 60, low: 0.286, high: 0.526, sheets: { yes: 450, n: 1_000 } },
  satisfied: { yes: 54, n: 60, low: 0.799, high: 0.953, sheets: { yes: 910, n: 1_000 } },
  schools: [],
}

export function reportInput(change: Partial<ReportInput> = {}): ReportInput {
  const unweighted = [null, ...LEVELS.map(({ id }) => id)].map((level) => ({
    level,
    n: rows(level, null),
    blocks: { A: 0.928, B: 0.811, C: 0.92, D: 0.917, E: 0.904 },
    computed: 0.896,
    asked: 0.909,
  }))
  return {
    head: {
      parentBody: 'UBND TỈNH SÓC TRĂNG',
      body: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
      bodyInText: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng',
      bodySymbol: 'SGDĐT',
      place: 'Sóc Trăng',
      month: null,
      year: 2021,
    },
    addressees: ['Ủy ban nhân dân tỉnh Sóc Trăng'],
    recipients: ['Sở Nội vụ', 'Giám đốc, các Phó Giám đốc Sở'],
    archive: 'VT, TCCB',
    signer: { role: ['GIÁM ĐỐC'], name: null },
    legalBases: defaultLegalBases('2021-10-04'),
    round: {
      id: '2021-ph',
      year: 2021,
      schoolYear: '2020 - 2021',
      decision: {
        kind: 'Quyết định',
        number: '0000/QĐ-UBND',
        date: '2021-09-06',
        issuer: 'Chủ tịch Ủy ban nhân dân tỉnh Sóc Trăng',
        abstract: 'phê duyệt Phương án điều tra sự hài lòng của người dân đối với dịch vụ giáo dục công năm 2021',
      },
      from: '2021-10-04',
      to: '2021-10-29',
      target: TARGET,
      whole: 'Toàn tỉnh',
      synthetic: true,
    },
    levels: LEVELS,
    areas: AREAS,
    instruments: [
      { id: 'ph-mn@2021.1', title: 'Phiếu hỏi cha mẹ trẻ mầm non', level: 'mn', items: 33, source: 'phiếu thử nghiệm' },
      {
        id: 'ph-th@2021.1',
        title: 'Phiếu hỏi cha mẹ học sinh tiểu học',
        level: 'th',
        items: 35,
        source: 'phiếu thử nghiệm',
      },
    ],
    frame: { version: '1', hash: 'a1b2c3d4'.repeat(8), asOf: '2021-09-05', rows: frame },
    sample: {
      seed: '20210904',
      stages: [
        { unit: 'school', method: 'pps_systematic' },
        { unit: 'class', method: 'simple' },
        { unit: 'pupil', method: 'simple' },
      ],
      strata: frame.map(({ level, area }, index) => ({
        level,
        area,
        schools: 4,
        classes: 8,
        pupils: fieldwork[index]?.issued ?? 0,
        replaced: index === 3 ? 1 : 0,
      })),
    },
    fieldwork,
    exclusions: [{ reason: 'trên 80% câu hỏi để trống', count: excluded }],
    modes: [
      { name: 'điện thoại, mã QR', count: all - 400 },
      { name: 'phiếu giấy', count: 400 },
    ],
    integrity: {
      suggested: { yes: 37, answered: all - 60 },
      pressure: { count: 12, schools: 7 },
      calls: CALLS,
      openTexts: 412,
    },
    results: {
      blocks: BLOCKS,
      domains: [
        domain(null, null, 0.9012, all),
        ...LEVELS.map(({ id }, index) => domain(id, null, 0.915 - index * 0.024, rows(id, null))),
        ...AREAS.map(({ id }, index) => domain(null, id, areaBase(index), rows(null, id))),
        ...LEVELS.flatMap(({ id: level }, first) =>
          AREAS.map(({ id: area }, second) => ({
            ...domain(level, area, areaBase(second) - first * 0.01, rows(level, area)),
            ...(second === 5 && first === 0 ? { computed: hidden('few_answers') } : {}),
            ...(second === 5 && first === 1 ? { computed: hidden('secondary') } : {}),
          })),
        ),
      ],
      items: LEVELS.flatMap(({ id: level }, first) =>
        BLOCKS.flatMap(({ id: block }, second) =>
          (ITEMS[block] ?? []).map((text, index) => ({
            level,
            block,
            id: `${block}${index + 1}`,
            text,
            result:
              block === 'E' && index === 1 && first === 0
                ? hidden('no_variance')
                : result(
                    0.95 - second * 0.012 - index * 0.015 - (block === 'B' ? 0.1 : 0) - first * 0.01,
                    rows(level, null),
                  ),
          })),
        ),
      ),
      groups: [
        {
          title: 'Giới tính',
          rows: [
            { name: 'Nam', computed: result(0.897, 700), asked: result(0.905, 700) },
            { name: 'Nữ', computed: result(0.901, all - 760), asked: result(0.914, all - 760) },
            { name: 'Không trả lời', computed: hidden('few_answers'), asked: hidden('few_answers') },
          ],
        },
      ],
      expectation: { median: 90, atLeast80: figure(0.861, all) },
    },
    unweighted,
    dataset: { hash: '9f86d081884c7d65'.repeat(4), frozenOn: '2021-11-05', rows: all },
    auditEntry: { sequence: 214, hash: '60303ae22b998861'.repeat(4) },
    weighting: {
      id: 'w1',
      steps: [
        {
          name: 'Nghịch đảo xác suất chọn',
          rows: all + 320,
          total: pupils + 812.4,
          min: 12.1,
          max: 141.7,
          benchmark: null,
        },
        {
          name: 'Hiệu chỉnh không trả lời trong trường',
          rows: all,
          total: pupils + 812.4,
          min: 13.4,
          max: 165.2,
          benchmark: null,
        },
        {
          name: 'Hiệu chỉnh về tổng khung mẫu theo tầng',
          rows: all,
          total: pupils,
          min: 13.1,
          max: 168.9,
          benchmark: pupils,
        },
      ],
    },
    method: {
      version: '1',
      shareInterval: 'logit',
      blockRate: 'mean_of_items',
      minAnswers: 10,
      lonelyUnit: 'adjust',
      firstStage: 'with_replacement',
    },
    ...change,
  }
}

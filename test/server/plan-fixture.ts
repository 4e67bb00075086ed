import { defaultLegalBases } from '../../server/document/legal-bases.ts'
import type { DistributionInput, PacketLine } from '../../server/official/distribution-input.ts'
import type { PlanInput } from '../../server/official/plan-input.ts'

/** Test data: an invented plan whose sums hold, with every annex. Not the plan of anything. */
const AREAS = ['Huyện Kế Sách', 'Huyện Mỹ Tú', 'Thị xã Ngã Năm']
const LEVELS = ['mn', 'th'] as const
const NAMES = { mn: 'Mầm non', th: 'Tiểu học' } as const
const HEAD = {
  parentBody: 'UBND TỈNH SÓC TRĂNG',
  body: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
  bodyInText: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng',
  bodySymbol: 'SGDĐT',
  place: 'Sóc Trăng',
  month: null,
  year: 2026,
}
const calendar = [
  {
    name: 'Tập huấn đầu mối các trường',
    startsOn: '2026-09-28',
    endsOn: '2026-09-29',
    who: 'Phòng Tổ chức cán bộ',
    note: null,
  },
  { name: 'Thu phiếu', startsOn: '2026-10-05', endsOn: '2026-10-30', who: 'Các trường trong mẫu', note: null },
]
const strata = LEVELS.flatMap((level, first) => AREAS.map((area, second) => ({ level, area, first, second })))

export function planInput(change: Partial<PlanInput> = {}): PlanInput {
  const allocation = strata.map(({ level, area, first, second }) => ({
    stratum: `${level}/${area}`,
    names: [NAMES[level], area],
    level,
    area,
    frameSchools: 9 + second + 4 * first,
    framePupils: 2600 + 310 * second + 4200 * first,
    schools: 3,
    classes: 6,
    slips: 90,
    reserves: 1,
  }))
  const lines = [
    { section: 'In ấn', content: 'In phiếu', unit: 'phiếu', quantity: 540, unitPrice: 1500, basis: 'Báo giá' },
    { section: null, content: 'Liên lạc', unit: 'trọn gói', quantity: 1, unitPrice: 3_000_000, basis: null },
  ]
  return {
    head: HEAD,
    approver: 'Ủy ban nhân dân tỉnh Sóc Trăng',
    archive: 'VT, TCCB',
    signer: { role: ['GIÁM ĐỐC'], name: null },
    legalBases: defaultLegalBases('2026-10-05'),
    round: {
      id: '2026-ph',
      year: 2026,
      target: 0.9,
      hotline: '0299 000 000',
      opensOn: '2026-10-05',
      closesOn: '2026-10-30',
      province: 'tỉnh Sóc Trăng',
      exclusionRules: ['Phiếu không có câu trả lời nào ở các lĩnh vực A–E không được tính.'],
      modes: { 'ph-th': ['slip', 'paper'] },
      classesPerSchool: 2,
      pupilsPerClass: 15,
      reserves: 1,
      strata: ['level', 'area'],
      selection: 'pps_systematic',
      synthetic: true,
    },
    levels: [
      { id: 'mn', name: NAMES.mn, respondent: 'parent', form: 'ph-mn@2021.1' },
      { id: 'th', name: NAMES.th, respondent: 'parent', form: 'ph-th@2021.1' },
    ],
    areas: AREAS,
    frame: {
      version: 1,
      hash: 'a1b2c3d4'.repeat(8),
      asOf: '2026-09-05',
      rows: allocation.map((row) => ({
        level: row.level,
        area: row.area,
        schools: row.frameSchools,
        classes: 90,
        pupils: row.framePupils,
      })),
      leftOut: [],
      leftOutWhy: [],
      takeAllWhy: [],
    },
    allocation,
    trial: allocation.map(({ stratum }) => ({ stratum, schools: 3, reserves: 1, classes: 6, slips: 88 })),
    forms: (['mn', 'th'] as const).map((level) => ({
      id: `ph-${level}@2021.1`,
      title: `Phiếu hỏi ý kiến cha mẹ (${NAMES[level]})`,
      source: 'phiếu thử nghiệm',
      blocks: [
        {
          id: 'A',
          title: 'Tiếp cận dịch vụ giáo dục',
          items: [
            { id: 'A1', text: 'Thông tin về tuyển sinh', answer: 'Năm mức hài lòng' },
            { id: 'A2', text: 'Thủ tục nhập học', answer: 'Năm mức hài lòng' },
          ],
        },
      ],
    })),
    calendar,
    budget: { lines, total: 3_810_000 },
    ...change,
  }
}

export function distributionInput(change: Partial<DistributionInput> = {}): DistributionInput {
  const packets = strata.flatMap(({ level, area }, stratum): PacketLine[] =>
    [1, 2, 3, 4].map((place) => ({
      number: stratum * 4 + place,
      schoolCode: `${level}-${stratum}-${Math.ceil(place / 2)}`,
      school: `Trường ${NAMES[level]} thử ${stratum}${Math.ceil(place / 2)}`,
      classCode: `${level}-${stratum}-${Math.ceil(place / 2)}/${place}`,
      className: `${place}/1`,
      level,
      area,
      form: `PH-${level.toUpperCase()}`,
      drawn: 15,
      reserve: 1,
      slips: 16,
    })),
  )
  const decision = {
    kind: 'Quyết định',
    number: '2203/QĐ-UBND',
    date: '2026-09-05',
    issuer: 'Ủy ban nhân dân tỉnh Sóc Trăng',
    abstract: 'phê duyệt Phương án điều tra',
  }
  return {
    head: HEAD,
    approver: 'Ủy ban nhân dân tỉnh Sóc Trăng',
    archive: 'VT, TCCB',
    signer: { role: ['GIÁM ĐỐC'], name: null },
    legalBases: [...defaultLegalBases('2026-10-05'), decision],
    round: {
      year: 2026,
      hotline: '0299 000 000',
      opensOn: '2026-10-05',
      closesOn: '2026-10-30',
      synthetic: true,
    },
    levels: LEVELS.map((id) => ({ id, name: NAMES[id] })),
    modes: ['slip', 'paper'],
    packets,
    reserves: strata.map(({ level, area }) => ({
      school: `Trường ${NAMES[level]} dự phòng`,
      level,
      area,
      order: 1,
      pupils: 260,
    })),
    calendar,
    check: {
      pupilsOfClass: Object.fromEntries(packets.map(({ classCode }) => [classCode, 15])),
      slips: packets.length * 16,
    },
    ...change,
  }
}

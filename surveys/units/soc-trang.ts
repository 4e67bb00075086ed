import type { UnitFact } from './facts.ts'

/**
 * The province of Sóc Trăng with its 11 districts and their education offices, and the city it became part of on 01/7/2025.
 * The units are older than `SINCE`: that is only the first year of which surveys are told. Districts and their offices ended
 * with 30/6/2025; the 103 communes that follow come as a list of the Department's own, because which commune follows which
 * ground is for its records to say. Codes are this program's own, not those of the statistics office.
 */
const SINCE = '2016-01-01'
const LAST = '2025-06-30'
const NEW = '2025-07-01'
const REASON = 'Sắp xếp đơn vị hành chính, tổ chức chính quyền địa phương hai cấp từ 01/7/2025'

const none = {
  level: null,
  validFrom: SINCE,
  validTo: null,
  administrative: null,
  professional: null,
  area: null,
  replaces: [],
  reason: null,
  decisionNumber: null,
} as const

const DISTRICTS = [
  ['ST', 'provincial_city', 'Thành phố Sóc Trăng'],
  ['VC', 'town', 'Thị xã Vĩnh Châu'],
  ['NN', 'town', 'Thị xã Ngã Năm'],
  ['KS', 'district', 'Huyện Kế Sách'],
  ['LP', 'district', 'Huyện Long Phú'],
  ['CL', 'district', 'Huyện Cù Lao Dung'],
  ['MT', 'district', 'Huyện Mỹ Tú'],
  ['CT', 'district', 'Huyện Châu Thành'],
  ['MX', 'district', 'Huyện Mỹ Xuyên'],
  ['TT', 'district', 'Huyện Thạnh Trị'],
  ['TD', 'district', 'Huyện Trần Đề'],
] as const

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

export const SOC_TRANG: readonly UnitFact[] = [
  { ...none, code: 'T-ST', kind: 'province', name: 'Tỉnh Sóc Trăng', validTo: LAST },
  {
    ...none,
    code: 'S-ST',
    kind: 'department',
    name: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng',
    validTo: LAST,
    administrative: 'T-ST',
    area: 'T-ST',
  },
  ...DISTRICTS.flatMap(([code, kind, name]): UnitFact[] => [
    { ...none, code: `H-${code}`, kind, name, validTo: LAST, administrative: 'T-ST', area: 'T-ST' },
    {
      ...none,
      code: `P-${code}`,
      kind: 'office',
      name: `Phòng Giáo dục và Đào tạo ${lower(name)}`,
      validTo: LAST,
      administrative: `H-${code}`,
      professional: 'S-ST',
      area: `H-${code}`,
    },
  ]),
  {
    ...none,
    code: 'T-CT',
    kind: 'city',
    name: 'Thành phố Cần Thơ',
    validFrom: NEW,
    replaces: ['T-ST'],
    reason: REASON,
  },
  {
    ...none,
    code: 'S-CT',
    kind: 'department',
    name: 'Sở Giáo dục và Đào tạo thành phố Cần Thơ',
    validFrom: NEW,
    administrative: 'T-CT',
    area: 'T-CT',
    replaces: ['S-ST'],
    reason: REASON,
  },
]

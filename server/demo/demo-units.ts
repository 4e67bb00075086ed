import type { UnitFact } from '../../surveys/units/facts.ts'
import { SOC_TRANG } from '../../surveys/units/soc-trang.ts'
import type { Province } from './province.ts'

/** As many units under the Department are scored. */
const UNITS = 40
export const DEPARTMENT = 'S-ST'
const SINCE = '2016-01-01'
const NEW = '2025-07-01'

/** Offices of the Department as its plan names them; the codes are of this demonstration. */
export const OFFICES = {
  vp: { code: 'MP-VP', name: 'Văn phòng Sở' },
  tccb: { code: 'MP-TCCB', name: 'Phòng Tổ chức cán bộ' },
  khtc: { code: 'MP-KHTC', name: 'Phòng Kế hoạch - Tài chính' },
  tt: { code: 'MP-TT', name: 'Thanh tra Sở' },
  gdtrh: { code: 'MP-GDTRH', name: 'Phòng Giáo dục Trung học - Giáo dục thường xuyên' },
} as const

/** The units that are scored: the high schools of the synthetic province, which stand under the Department itself. */
export const scoredUnits = ({ schools }: Province): readonly Readonly<{ code: string; name: string }>[] =>
  schools.filter(({ level }) => level === 'thpt').slice(0, UNITS)

/** The province that ships and, below its Department, offices and schools, which follow it into the city of 2025. */
export function demoUnits(province: Province): UnitFact[] {
  const none = { validTo: null, area: null, replaces: [], reason: null, decisionNumber: null } as const
  const below = (code: string, name: string, kind: string, level: string | null): UnitFact[] => [
    {
      ...{ ...none, code, name, kind, level, validFrom: SINCE },
      ...{ administrative: DEPARTMENT, professional: DEPARTMENT },
    },
    {
      ...{ ...none, code, name, kind, level, validFrom: NEW },
      ...{ administrative: 'S-CT', professional: 'S-CT' },
    },
  ]
  return [
    ...SOC_TRANG,
    ...Object.values(OFFICES).flatMap(({ code, name }) => below(code, name, 'office', null)),
    ...scoredUnits(province).flatMap(({ code, name }) => below(code, name, 'school', 'thpt')),
  ]
}

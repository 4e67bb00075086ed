/**
 * The 11 districts of Sóc Trăng as they were in 2021 (they ended on 01/7/2025), with two figures of a model: `people`, how
 * the schools are spread, and `khmer`, the middle share of Khmer pupils. Rounded to look like the province as a whole
 * (about 31 % Khmer pupils); neither is a statistic of the district.
 */
export const AREAS = [
  { name: 'TP Sóc Trăng', code: 'ST', people: 137, khmer: 0.23, urban: true, far: 0 },
  { name: 'TX Vĩnh Châu', code: 'VC', people: 164, khmer: 0.55, urban: false, far: 1 },
  { name: 'TX Ngã Năm', code: 'NN', people: 75, khmer: 0.07, urban: false, far: 0.5 },
  { name: 'Huyện Kế Sách', code: 'KS', people: 150, khmer: 0.11, urban: false, far: 0.3 },
  { name: 'Huyện Long Phú', code: 'LP', people: 94, khmer: 0.28, urban: false, far: 0.5 },
  { name: 'Huyện Cù Lao Dung', code: 'CL', people: 59, khmer: 0.06, urban: false, far: 1 },
  { name: 'Huyện Mỹ Tú', code: 'MT', people: 91, khmer: 0.24, urban: false, far: 0.4 },
  { name: 'Huyện Châu Thành', code: 'CT', people: 95, khmer: 0.5, urban: false, far: 0.2 },
  { name: 'Huyện Mỹ Xuyên', code: 'MX', people: 150, khmer: 0.36, urban: false, far: 0.3 },
  { name: 'Huyện Thạnh Trị', code: 'TT', people: 74, khmer: 0.36, urban: false, far: 0.6 },
  { name: 'Huyện Trần Đề', code: 'TD', people: 113, khmer: 0.5, urban: false, far: 0.8 },
] as const

export type AreaModel = (typeof AREAS)[number]

/** Invented communes: a thing and a quality, so that no name is a real place. */
const THINGS = ['Mây', 'Nắng', 'Gió', 'Sóng', 'Sen', 'Lúa', 'Trăng', 'Sao', 'Dừa', 'Suối', 'Đồng', 'Vườn']
const QUALITIES = ['Xanh', 'Vàng', 'Hồng', 'Trong', 'Sớm', 'Non', 'Thơm', 'Biếc', 'Lành', 'Sáng', 'Tím']
/** In the order in which they are given out: 132 names, none twice. */
export const COMMUNE_NAMES: readonly string[] = QUALITIES.flatMap((quality) =>
  THINGS.map((thing) => `${thing} ${quality}`),
)

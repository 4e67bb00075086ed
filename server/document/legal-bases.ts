import type { LegalBasis } from './head.ts'

type Dated = LegalBasis & Readonly<{ citedUntil: string | null }>

/** Read in their published text; the Department adds its own and those of its province. */
const known: readonly Dated[] = [
  {
    kind: 'Nghị quyết',
    number: '76/NQ-CP',
    date: '2021-07-15',
    issuer: 'Chính phủ',
    abstract: 'ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030',
    citedUntil: null,
  },
  {
    kind: 'Quyết định',
    number: '3476/QĐ-BGDĐT',
    date: '2019-10-04',
    issuer: 'Bộ trưởng Bộ Giáo dục và Đào tạo',
    abstract:
      'ban hành Bộ công cụ khảo sát và Tài liệu hướng dẫn triển khai đo lường sự hài lòng của người dân đối với dịch vụ giáo dục công năm 2019',
    citedUntil: '2023-07-13',
  },
  {
    kind: 'Quyết định',
    number: '2034/QĐ-BGDĐT',
    date: '2023-07-13',
    issuer: 'Bộ trưởng Bộ Giáo dục và Đào tạo',
    abstract: 'phê duyệt Đề án đo lường sự hài lòng của người dân đối với dịch vụ giáo dục công, giai đoạn 2023 - 2030',
    citedUntil: null,
  },
]

/** The programme of administrative reform before the present one, cited for its last year only by papers of the index. */
const FORMER_PROGRAMME: Dated = {
  kind: 'Nghị quyết',
  number: '30c/NQ-CP',
  date: '2011-11-08',
  issuer: 'Chính phủ',
  abstract: 'ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2011 - 2020',
  citedUntil: '2021-07-15',
}

/** The programme of administrative reform a paper of that day goes back to. */
export const reformBases = (day: string): LegalBasis[] =>
  citable([FORMER_PROGRAMME, ...known.filter(({ number }) => number === '76/NQ-CP')], day)

/** What a document of that day may cite: issued by then, and not followed by a newer frame. */
export function defaultLegalBases(day: string): LegalBasis[] {
  return citable(known, day)
}

function citable(bases: readonly Dated[], day: string): LegalBasis[] {
  return bases
    .filter(({ date, citedUntil }) => date <= day && (citedUntil === null || day < citedUntil))
    .map(({ citedUntil: _, ...basis }) => basis)
}

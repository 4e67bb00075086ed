import type { DocumentHead, LegalBasis } from '../document/head.ts'
import type { Round } from './store.ts'

const bodySymbol = (department: string): string => (/giáo dục/i.test(department) ? 'SGDĐT' : '')

/** What stands at the head of every document of a round. */
export const headOf = (round: Pick<Round, 'parentBody' | 'department' | 'place' | 'year'>): DocumentHead => ({
  parentBody: round.parentBody.replace(/^Ủy ban nhân dân/i, 'UBND').toUpperCase(),
  // The place stands with the body above; the issuing body's own line leaves it out.
  body: round.department.replace(/ (tỉnh|thành phố) .*$/i, '').toUpperCase(),
  bodyInText: round.department,
  bodySymbol: bodySymbol(round.department),
  place: round.place,
  month: null,
  year: round.year,
})

/** The decision by which the province approved the plan, as documents cite it. */
export const decisionOf = (
  round: Pick<Round, 'decisionNumber' | 'decisionDate' | 'parentBody' | 'year'>,
): LegalBasis => ({
  kind: 'Quyết định',
  number: round.decisionNumber,
  date: round.decisionDate ?? '',
  issuer: round.parentBody,
  abstract: `phê duyệt Phương án điều tra sự hài lòng của người dân đối với dịch vụ giáo dục công năm ${round.year}`,
})

import type { DocumentHead, LegalBasis } from '../document/head.ts'
import type { Round } from '../plan/store.ts'

/** Who issues the minutes; number and day stay blank for the clerical office. */
export const minutesHead = (round: Round): DocumentHead => ({
  parentBody: round.parentBody.toUpperCase(),
  // The place stands with the body above; the issuing body's own line leaves it out.
  body: round.department.replace(/ (tỉnh|thành phố) .*$/i, '').toUpperCase(),
  bodyInText: round.department,
  bodySymbol: /giáo dục/i.test(round.department) ? 'SGDĐT' : '',
  place: round.place,
  month: null,
  year: round.year,
})

/** The decision a draw rests on: without it nothing is drawn. */
export const approval = (round: Round): LegalBasis => ({
  kind: 'Quyết định',
  number: round.decisionNumber,
  date: round.decisionDate ?? '',
  issuer: round.parentBody,
  abstract: 'phê duyệt Phương án điều tra mức độ hài lòng của người dân đối với dịch vụ giáo dục công',
})

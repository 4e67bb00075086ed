import type { Issue } from './issue.ts'

/** States of a slip, in the order of its life. */
export const SLIP_STATES = ['made', 'printed', 'issued', 'used', 'spoiled', 'returned', 'revoked'] as const
export type SlipState = (typeof SLIP_STATES)[number]
export type SlipCounts = Readonly<Record<SlipState, number>>

/** Which state may follow which. A used slip is the end: an answer cannot be taken back to its slip. */
export const SLIP_FOLLOWS: Readonly<Record<SlipState, readonly SlipState[]>> = {
  made: ['printed', 'revoked'],
  printed: ['issued', 'used', 'spoiled', 'revoked'],
  issued: ['used', 'spoiled', 'returned', 'revoked'],
  used: [],
  spoiled: [],
  returned: ['issued', 'revoked'],
  revoked: [],
}

/** The four lines of the hand-over minutes (biên bản giao nhận) and what came of the slips given out. */
export type Disposition = Readonly<{
  printed: number
  issued: number
  spoiled: number
  returned: number
  reserve: number
  received: number
}>

/** From the states of a class's (or any other set's) slips. Revoked slips count as spoiled: both are out of use. */
export const dispositionOf = (slips: SlipCounts): Disposition => ({
  printed: slips.printed + slips.issued + slips.used + slips.spoiled + slips.returned + slips.revoked,
  issued: slips.issued + slips.used,
  spoiled: slips.spoiled + slips.revoked,
  returned: slips.returned,
  reserve: slips.printed,
  received: slips.used,
})

export const addDispositions = (all: readonly Disposition[]): Disposition =>
  all.reduce(
    (sum, one) => ({
      printed: sum.printed + one.printed,
      issued: sum.issued + one.issued,
      spoiled: sum.spoiled + one.spoiled,
      returned: sum.returned + one.returned,
      reserve: sum.reserve + one.reserve,
      received: sum.received + one.received,
    }),
    { printed: 0, issued: 0, spoiled: 0, returned: 0, reserve: 0, received: 0 },
  )

/** What is wrong with counts as somebody wrote them into the minutes: printed = issued + spoiled + returned + reserve. */
export function checkDisposition(counts: Disposition): Issue[] {
  const issues: Issue[] = Object.entries(counts)
    .filter(([, count]) => !Number.isInteger(count) || count < 0)
    .map(([name]) => ({ path: `/${name}`, code: 'not_a_count' }))
  if (issues.length > 0) return issues
  const sum = counts.issued + counts.spoiled + counts.returned + counts.reserve
  if (sum !== counts.printed)
    issues.push({ path: '/printed', code: 'sum_mismatch', detail: { printed: counts.printed, sum } })
  if (counts.received > counts.issued)
    issues.push({
      path: '/received',
      code: 'received_exceed_issued',
      detail: { received: counts.received, issued: counts.issued },
    })
  return issues
}

/**
 * Outcomes of the drawn people, in the classes of AAPOR's Standard Definitions. Here nothing is partial
 * (a sheet is sent whole), a refusal is a pressed "Không tham gia" or a slip returned blank, and a person whose slip
 * was never given out is of unknown eligibility only if nobody knows whether the pupil still goes to the class.
 */
export type Outcomes = Readonly<{
  complete: number
  partial: number
  refusal: number
  noncontact: number
  other: number
  unknown: number
  notEligible: number
}>

/** Outcomes of `drawn` people of whom `notEligible` had left the school: what was given out and did not come back is noncontact. */
export function outcomesOf(drawn: number, notEligible: number, slips: Disposition, declined = 0): Outcomes {
  const complete = Math.min(slips.received, drawn)
  const refusal = Math.min(slips.returned + declined, Math.max(0, drawn - notEligible - complete))
  const noncontact = Math.min(
    Math.max(0, slips.issued - slips.received - declined),
    Math.max(0, drawn - notEligible - complete - refusal),
  )
  const unknown = Math.max(0, drawn - notEligible - complete - refusal - noncontact)
  return { complete, partial: 0, refusal, noncontact, other: 0, unknown, notEligible }
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)

/** RR1, the least favourable: whole answers among all who are or may be eligible. Null when there is nobody. */
export const responseRate = (of: Outcomes): number | null =>
  share(of.complete, of.complete + of.partial + of.refusal + of.noncontact + of.other + of.unknown)

/**
 * RR3: of the unknown only the share counts that is expected to be eligible.
 * @param eligibleShare 0..1; by default that of the people about whom it is known
 */
export function responseRateExpected(of: Outcomes, eligibleShare?: number): number | null {
  const eligible = of.complete + of.partial + of.refusal + of.noncontact + of.other
  const expected = eligibleShare ?? share(eligible, eligible + of.notEligible) ?? 1
  return share(of.complete, eligible + expected * of.unknown)
}

/** REF1: refusals among all who are or may be eligible. */
export const refusalRate = (of: Outcomes): number | null =>
  share(of.refusal, of.complete + of.partial + of.refusal + of.noncontact + of.other + of.unknown)

/** COOP1: whole answers among those who were reached. */
export const cooperationRate = (of: Outcomes): number | null =>
  share(of.complete, of.complete + of.partial + of.refusal + of.other)

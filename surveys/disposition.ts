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
 * Outcomes of the drawn people, in the classes of AAPOR's Standard Definitions. A sheet with half to four fifths of its judged
 * questions answered is partial, one with fewer a break-off and no answer; a refusal is a pressed "Không tham gia" or a slip
 * returned blank; a person whose slip was never given out is of unknown eligibility, because nobody has looked for them.
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

/** What is known of the drawn people beside their slips; each 0 where it is absent. */
export type KnownOutcomes = Readonly<{ notEligible?: number; declined?: number; partial?: number; broken?: number }>

/**
 * Outcomes of `drawn` people: what was given out and did not come back is noncontact. Slips of people who had left the class
 * came back blank, so they are taken out of the returned ones.
 */
export function outcomesOf(drawn: number, slips: Disposition, known: KnownOutcomes = {}): Outcomes {
  const { notEligible = 0, declined = 0, partial: parts = 0, broken: breaks = 0 } = known
  const received = Math.min(slips.received, drawn)
  const broken = Math.min(breaks, received)
  const partial = Math.min(parts, received - broken)
  const complete = received - partial - broken
  const left = (...taken: number[]) =>
    Math.max(
      0,
      taken.reduce((rest, count) => rest - count, drawn - notEligible),
    )
  const refusal = Math.min(Math.max(0, slips.returned - notEligible) + declined + broken, left(complete, partial))
  const noncontact = Math.min(Math.max(0, slips.issued - slips.received - declined), left(complete, partial, refusal))
  const unknown = left(complete, partial, refusal, noncontact)
  return { complete, partial, refusal, noncontact, other: 0, unknown, notEligible }
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)
const eligible = (of: Outcomes): number => of.complete + of.partial + of.refusal + of.noncontact + of.other

/** RR1, the least favourable: whole answers among all who are or may be eligible. Null when there is nobody. */
export const responseRate = (of: Outcomes): number | null => share(of.complete, eligible(of) + of.unknown)

/** RR2: partial answers count as answers. */
export const responseRateWithPartial = (of: Outcomes): number | null =>
  share(of.complete + of.partial, eligible(of) + of.unknown)

/** The share e of the unknown that is expected to be eligible: that of the people about whom it is known; 1 where nothing is. */
export const eligibleShare = (of: Outcomes): number => share(eligible(of), eligible(of) + of.notEligible) ?? 1

/**
 * RR3: of the unknown only the share counts that is expected to be eligible.
 * @param expected 0..1; by default `eligibleShare`
 */
export const responseRateExpected = (of: Outcomes, expected: number = eligibleShare(of)): number | null =>
  share(of.complete, eligible(of) + expected * of.unknown)

/** REF1: refusals among all who are or may be eligible. */
export const refusalRate = (of: Outcomes): number | null => share(of.refusal, eligible(of) + of.unknown)

/** COOP1: whole answers among those who were reached. */
export const cooperationRate = (of: Outcomes): number | null =>
  share(of.complete, of.complete + of.partial + of.refusal + of.other)

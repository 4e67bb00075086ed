import {
  cooperationRate,
  eligibleShare,
  outcomesOf,
  refusalRate,
  responseRate,
  responseRateExpected,
  responseRateWithPartial,
} from '../../surveys/disposition.ts'
import type { FieldworkCounts } from './view.ts'

/** Rates by the definitions of AAPOR, with the outcomes they are made of. */
export function ratesOf(counts: FieldworkCounts, known: Readonly<{ partial: number; broken: number }>) {
  const { drawn, refused, ineligible, used } = counts
  const outcomes = outcomesOf(
    drawn,
    { ...counts, received: used },
    { notEligible: ineligible, declined: refused, ...known },
  )
  return {
    outcomes,
    rr1: responseRate(outcomes),
    rr2: responseRateWithPartial(outcomes),
    rr3: responseRateExpected(outcomes),
    eligible: eligibleShare(outcomes),
    ref1: refusalRate(outcomes),
    coop1: cooperationRate(outcomes),
  }
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDispositions,
  checkDisposition,
  cooperationRate,
  type Disposition,
  dispositionOf,
  type Outcomes,
  outcomesOf,
  refusalRate,
  responseRate,
  responseRateExpected,
  responseRateWithPartial,
  SLIP_FOLLOWS,
  SLIP_STATES,
} from '../../surveys/disposition.ts'

const small = fc.nat(60)
const slips = fc.record({
  made: small,
  printed: small,
  issued: small,
  used: small,
  spoiled: small,
  returned: small,
  revoked: small,
})

describe('the hand-over of slips', () => {
  test('always adds up when it is counted from the slips', () => {
    fc.assert(
      fc.property(fc.array(slips, { maxLength: 5 }), (classes) => {
        const all = classes.map(dispositionOf)
        for (const one of [...all, addDispositions(all)]) expect(checkDisposition(one)).toEqual([])
      }),
    )
  })

  test('that does not add up is refused with both numbers', () => {
    const good: Disposition = { printed: 40, issued: 32, spoiled: 1, returned: 3, reserve: 4, received: 29 }
    expect(checkDisposition(good)).toEqual([])
    expect(checkDisposition({ ...good, returned: 2 })).toEqual([
      { path: '/printed', code: 'sum_mismatch', detail: { printed: 40, sum: 39 } },
    ])
    expect(checkDisposition({ ...good, received: 33 }).map((issue) => issue.code)).toEqual(['received_exceed_issued'])
    expect(checkDisposition({ ...good, reserve: -1 }).map((issue) => issue.code)).toEqual(['not_a_count'])
    expect(checkDisposition({ ...good, issued: 31.5 }).map((issue) => issue.path)).toEqual(['/issued'])
  })

  test('a used, spoiled or revoked slip never comes back', () => {
    for (const end of ['used', 'spoiled', 'revoked'] as const) expect(SLIP_FOLLOWS[end]).toEqual([])
    expect(Object.keys(SLIP_FOLLOWS)).toEqual([...SLIP_STATES])
    expect(Object.values(SLIP_FOLLOWS).flat()).not.toContain('made')
  })
})

describe('response rates', () => {
  const outcomes: Outcomes = {
    complete: 600,
    partial: 0,
    refusal: 50,
    noncontact: 250,
    other: 0,
    unknown: 100,
    notEligible: 100,
  }

  test('follow the AAPOR definitions', () => {
    expect(responseRate(outcomes)).toBeCloseTo(600 / 1000, 12)
    // e = 900 / (900 + 100) = 0.9, so 600 / (900 + 90)
    expect(responseRateExpected(outcomes)).toBeCloseTo(600 / 990, 12)
    expect(responseRateExpected(outcomes, 1)).toBe(responseRate(outcomes))
    expect(refusalRate(outcomes)).toBeCloseTo(0.05, 12)
    expect(cooperationRate(outcomes)).toBeCloseTo(600 / 650, 12)
  })

  test('tell partial sheets, break-offs, refusals and pupils who have left apart', () => {
    const slips: Disposition = { printed: 100, issued: 80, spoiled: 2, returned: 12, reserve: 6, received: 60 }
    const of = outcomesOf(100, slips, { notEligible: 4, declined: 5, partial: 6, broken: 3 })
    // 12 slips came back, 4 of them of pupils who have left: 8 refusals, with 5 pressed on the page and 3 sheets broken off.
    expect(of).toEqual({
      complete: 51,
      partial: 6,
      refusal: 16,
      noncontact: 15,
      other: 0,
      unknown: 8,
      notEligible: 4,
    })
    expect(responseRate(of)).toBeCloseTo(51 / 96, 12)
    expect(responseRateWithPartial(of)).toBeCloseTo(57 / 96, 12)
    // e = 88 / (88 + 4)
    expect(responseRateExpected(of)).toBeCloseTo(51 / (88 + (88 / 92) * 8), 12)
  })

  // Case I12.
  test('are null, not a number that is none, when nobody was drawn', () => {
    const nobody = outcomesOf(
      0,
      dispositionOf({ made: 0, printed: 0, issued: 0, used: 0, spoiled: 0, returned: 0, revoked: 0 }),
    )
    expect([responseRate, responseRateExpected, refusalRate, cooperationRate].map((rate) => rate(nobody))).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  test('stay between 0 and 1, and the outcomes add up to the drawn, whatever the counts', () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.nat(20),
        slips,
        small,
        small,
        small,
        (drawn, gone, counts, declined, partial, broken) => {
          const notEligible = Math.min(gone, drawn)
          const of = outcomesOf(drawn, dispositionOf(counts), { notEligible, declined, partial, broken })
          for (const rate of [
            responseRate(of),
            responseRateWithPartial(of),
            responseRateExpected(of),
            refusalRate(of),
            cooperationRate(of),
          ])
            if (rate !== null) expect(rate >= 0 && rate <= 1).toBe(true)
          const sum = Object.values(of).reduce((total, count) => total + count, 0)
          if (counts.used <= drawn - notEligible) expect(sum).toBe(drawn)
        },
      ),
    )
  })
})

import { expect, test } from 'vitest'
import {
  betaBinomialLower,
  betaBinomialUpper,
  chiSquareLower,
  poissonUpper,
} from '../../../analysis/numeric/count-tails.ts'
import { benjaminiHochberg } from '../../../analysis/quality/benjamini-hochberg.ts'
import { firstLast } from '../../../analysis/quality/first-last.ts'

/** R 4.2.2, 2026-11-25: bb = sum over k of exp(lchoose(n,k) + lbeta(k+a, n-k+b) - lbeta(a,b)), pbinom, ppois, pchisq. */
test('tails of counts are those of R', () => {
  expect(betaBinomialUpper(3, 20, 0.05, 0.1)).toBeCloseTo(0.139141150192394, 12)
  expect(betaBinomialUpper(18, 25, 0.3, 0.02)).toBeCloseTo(0.000438252692643737, 12)
  expect(betaBinomialUpper(40, 200, 0.1, 0.05)).toBeCloseTo(0.0980889181514235, 12)
  expect(betaBinomialUpper(5, 20, 0.1, 0)).toBeCloseTo(0.0431744952844634, 12)
  expect(poissonUpper(5, 1.3)).toBeCloseTo(0.0106630337718909, 12)
  expect(chiSquareLower(3.2, 7.5)).toBeCloseTo(0.103443053926683, 12)
})

test('both tails together are one and the value itself twice', () => {
  for (const [count, of, share, rho] of [
    [3, 20, 0.05, 0.1],
    [0, 5, 0.2, 0.3],
    [5, 5, 0.9, 0.2],
  ] as const) {
    const here = betaBinomialUpper(count, of, share, rho) - betaBinomialUpper(count + 1, of, share, rho)
    const both = betaBinomialUpper(count, of, share, rho) + betaBinomialLower(count, of, share, rho)
    expect(both - (count === of ? betaBinomialUpper(of, of, share, rho) : here)).toBeCloseTo(1, 12)
  }
})

test('p-values are adjusted as R adjusts them', () => {
  const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.002, 0.5, 0.5])
  expect(adjusted).toEqual([0.03, 0.06, 0.06, 0.012, 0.5, 0.5].map((value) => expect.closeTo(value, 12)))
  expect(benjaminiHochberg([])).toEqual([])
})

test('first and last week are compared within schools, as a paired t test in R', () => {
  const differences = [0.1, -0.2, 0.3, 0.25]
  const rows = differences.flatMap((difference, place) => [
    { school: `s${place}`, day: 0, value: 4 },
    { school: `s${place}`, day: 20, value: 4 + difference },
  ])
  const items = Array.from({ length: 10 }, () => rows.map(({ value }) => value))
  const sheets = { school: rows.map(({ school }) => school), day: rows.map(({ day }) => day), items }
  expect(firstLast(sheets)).toMatchObject({
    p: expect.closeTo(0.391002218955771, 10),
    se: expect.closeTo(0.1125, 12),
    df: 3,
  })
  expect(firstLast({ ...sheets, day: rows.map(({ day }) => day / 2) })).toBeUndefined()
})

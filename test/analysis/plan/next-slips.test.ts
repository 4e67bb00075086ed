import { expect, test } from 'vitest'
import { wilsonInterval } from '../../../analysis/numeric/wilson.ts'
import { fieldMargins, nextSlips } from '../../../analysis/plan/next-slips.ts'
import { forecast } from '../../../analysis/plan/precision.ts'

const assumptions = { rate: 0.92, rho: 0.04 }
const four = (stratum: string, answers: readonly number[], open = 20) =>
  answers.map((count, place) => ({ school: `${stratum}${place}`, stratum, answers: count, open }))
const whole = [
  {
    name: 'all',
    strata: [
      { name: 'a', pupils: 3000 },
      { name: 'b', pupils: 1000 },
    ],
  },
]

test('where all schools sent alike it is the forecast with the design effect of Kish', () => {
  const schools = [...four('a', [12, 12, 12, 12]), ...four('b', [12, 12, 12, 12])]
  const strata = whole[0].strata.map(({ name, pupils }) => ({ name, pupils, schools: 4, population: 40, answers: 48 }))
  const planned = forecast(strata, { rate: 0.92, target: 0.9, designEffect: 1 + 11 * 0.04 })
  const [row] = fieldMargins(whole, schools, assumptions)
  expect(row.effective).toBeCloseTo(planned.effective, 10)
  expect(row.margin).toBeCloseTo(planned.margin ?? 0, 12)
  expect(row).toMatchObject({ answers: 96, df: 6, empty: [] })
})

test('one stratum by hand: n_eff and the margin with t of 2 degrees of freedom', () => {
  // n = 30, sum n_i (n_i - 1) = 380 + 20 + 20 = 420, so deff = 1 + 0.04 * 420 / 30 = 1.56; t(0.975, 2) = 4.302653 (R: qt).
  const [row] = fieldMargins([{ name: 'a', strata: [whole[0].strata[0]] }], four('a', [20, 5, 5]), assumptions)
  expect(row.effective).toBeCloseTo(30 / 1.56, 10)
  const [low, high] = wilsonInterval(0.92, 30 / 1.56, 4.30265272974946)
  expect(row.margin).toBeCloseTo((high - low) / 2, 10)
})

test('a stratum without answers leaves no margin, and its schools are asked first', () => {
  const schools = [...four('a', [12, 12]), ...four('b', [0, 0])]
  expect(fieldMargins(whole, schools, assumptions)[0]).toMatchObject({ margin: null, empty: ['b'] })
  const next = nextSlips(whole, schools, assumptions)
  expect(next?.schools.map(({ school }) => school).slice(0, 2)).toEqual(['b0', 'b1'])
  expect(next?.schools[0]).toMatchObject({ opens: true, gain: null })
})

test('the school advised lowers the worst margin more than any other would', () => {
  const domains = [...whole, { name: 'b', strata: [whole[0].strata[1]] }]
  const schools = [...four('a', [15, 9, 14]), ...four('b', [4, 15, 0], 12)]
  const now = fieldMargins(domains, schools, assumptions)
  const next = nextSlips(domains, schools, assumptions)
  expect(next?.domain).toBe('b')
  expect(now[1].margin).toBeGreaterThan(now[0].margin ?? 1)
  const after = (school: string) =>
    fieldMargins(
      domains,
      schools.map((one) => (one.school === school ? { ...one, answers: one.answers + 10 } : one)),
      assumptions,
    )[1].margin ?? 1
  const best = next?.schools[0].school ?? ''
  for (const { school } of schools.filter(({ stratum }) => stratum === 'b'))
    expect(after(best)).toBeLessThanOrEqual(after(school))
  expect(next?.schools[0].gain).toBeCloseTo((now[1].margin ?? 0) - after(best), 12)
  // A school that sent nothing brings a degree of freedom as well.
  expect(best).toBe('b2')
})

test('without open slips there is nothing to advise', () => {
  expect(nextSlips(whole, [...four('a', [9, 9], 0), ...four('b', [9, 9], 0)], assumptions)).toBeNull()
  expect(() => fieldMargins(whole, [], { rate: 1, rho: 0 })).toThrow(/option_invalid/)
})

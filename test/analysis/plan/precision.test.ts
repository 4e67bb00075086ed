import { describe, expect, test } from 'vitest'
import { wilsonInterval } from '../../../analysis/numeric/wilson.ts'
import { allocate, type PlanStratum, roundAllocation } from '../../../analysis/plan/allocation.ts'
import { answersToProve, forecast, provableRate } from '../../../analysis/plan/precision.ts'
import { sizeOfRate, yamaneSize } from '../../../analysis/plan/sample-size.ts'
import { intervalOfRate } from '../../../analysis/satisfaction/figure.ts'
import { verdictOf } from '../../../analysis/satisfaction/verdict.ts'

const refused = (detail: object) =>
  expect.objectContaining({ code: 'option_invalid', detail: expect.objectContaining(detail) })
const z = 1.959963984540054

describe('proving a rate above 90 %', () => {
  test('needs the numbers of answers of the published table', () => {
    // Domain study, section 1.4: rows 92, 93, 95, 97 %; columns deff 1, 1.5, 2, 3.
    const table = [
      [865, 1297, 1729, 2594],
      [385, 577, 769, 1153],
      [139, 208, 277, 415],
      [71, 106, 142, 212],
    ]
    const found = (verdictConfidence: number) =>
      [0.92, 0.93, 0.95, 0.97].map((rate) =>
        [1, 1.5, 2, 3].map((designEffect) => answersToProve(rate, { target: 0.9, designEffect, verdictConfidence })),
      )
    // The table is two-sided and was made with z = 1.96; the exact quantile 1.959964 moves one entry, 2592.99 against 2593.08.
    expect(found(0.97500210485178)).toEqual(table) // R: pnorm(1.96)
    expect(found(0.975)).toEqual(table.with(0, [865, 1297, 1729, 2593]))
  })
  test('the one-sided rule of the verdict needs fewer', () => {
    // R 4.2.2, 2026-11-25: the least n at which Wilson's bound with qnorm(0.95) lies above 0.9; same rows and columns.
    const table = [
      [609, 914, 1218, 1827],
      [271, 406, 542, 812],
      [98, 147, 195, 293],
      [50, 75, 100, 150],
    ]
    const found = [0.92, 0.93, 0.95, 0.97].map((rate) =>
      [1, 1.5, 2, 3].map((designEffect) => answersToProve(rate, { target: 0.9, designEffect })),
    )
    expect(found).toEqual(table)
  })
  test('that many answers put the lower end above the target, one less does not', () => {
    for (const rate of [0.92, 0.93, 0.95, 0.97, 1]) {
      const least = answersToProve(rate, { target: 0.9, verdictConfidence: 0.975 })
      expect(wilsonInterval(rate, least, z)[0]).toBeGreaterThan(0.9)
      expect(wilsonInterval(rate, least - 1, z)[0]).toBeLessThanOrEqual(0.9)
    }
  })
  test('1,243 answers with design effect 2 do not prove 92 %, as the study says of 2023', () => {
    const least = provableRate(1243, { target: 0.9, designEffect: 2, verdictConfidence: 0.975 })
    expect(least).toBeGreaterThan(0.92)
    expect(least).toBeLessThan(0.925)
    const [low, high] = wilsonInterval(0.92, 1243 / 2, z)
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.896', '0.939'])
    expect(provableRate(20, { target: 0.9, designEffect: 2 })).toBeNull()
    // One-sided, the same sample just does: R 4.2.2, Wilson's bound with qnorm(0.95) is 0.900226.
    expect(provableRate(1243, { target: 0.9, designEffect: 2 })).toBeLessThan(0.92)
  })
  test('a rate at or below the target can never be proved', () => {
    expect(() => answersToProve(0.9, { target: 0.9 })).toThrow(refused({ option: 'rate' }))
    expect(() => answersToProve(0.95, { target: 1 })).toThrow(refused({ option: 'target' }))
    const wrong = { target: 0.9, designEffect: Number.NaN }
    expect(() => answersToProve(0.95, wrong)).toThrow(refused({ option: 'designEffect' }))
  })
})

describe('sample sizes', () => {
  test('Yamane gives the sizes of the SIPAS guide', () => {
    // Domain study, section 1.5, e = 5 %.
    const sizes = [300, 1000, 5000, 50_000, 267_664].map((population) => Math.round(yamaneSize(population, 0.05)))
    expect(sizes).toEqual([171, 286, 370, 397, 399])
  })
  test('a population of its own makes the sample smaller, a response rate makes it larger', () => {
    const size = sizeOfRate({ rate: 0.5, margin: 0.05, population: 1000, responseRate: 0.8 })
    expect(Math.ceil(size.endless)).toBe(385) // the textbook sizes of +/- 5 %
    expect(Math.ceil(size.finite)).toBe(278)
    expect(size.invited).toBeCloseTo(size.finite / 0.8, 12)
    expect(() => sizeOfRate({ rate: 0.5, margin: 0 })).toThrow(refused({ option: 'margin' }))
    expect(() => sizeOfRate({ rate: 0.5, margin: 0.1, responseRate: 0 })).toThrow(refused({ option: 'responseRate' }))
  })
})

describe('allocation', () => {
  const strata: PlanStratum[] = [
    { name: 'a', population: 1000, sd: 2 },
    { name: 'b', population: 500, sd: 4 },
    { name: 'c', population: 100, sd: 10 },
  ]
  test('Neyman follows size times spread, equal follows nothing', () => {
    expect(allocate(strata, 50, { rule: 'neyman' }).real).toEqual([20, 20, 10])
    expect(allocate(strata, 30, { rule: 'equal' }).real).toEqual([10, 10, 10])
  })
  test('a missing part is named with its stratum', () => {
    expect(() => allocate([{ name: 'a', population: 3 }], 2, { rule: 'neyman' })).toThrow(
      refused({ stratum: 'a', option: 'sd' }),
    )
    expect(() => allocate(strata, 9, { rule: 'optimal' })).toThrow(refused({ stratum: 'a', option: 'cost' }))
  })
  test('rounded sizes reach the sample and keep to the limits', () => {
    expect(roundAllocation([10.4, 10.3, 10.3], [100, 100, 100], 31)).toEqual([11, 10, 10])
    expect(roundAllocation([0.2, 0.3, 9.5], [50, 1, 50], 10)).toEqual([2, 1, 7])
    expect(roundAllocation([1, 2, 17], [100, 100, 5], 20)).toEqual([5, 10, 5])
    for (let seed = 1; seed < 200; seed++) {
      const population = Array.from({ length: 12 }, (_, at) => 1 + ((seed * 7 + at * at * 13) % 40))
      const all = population.reduce((sum, units) => sum + units, 0)
      const sample = Math.min(all, 24 + (seed % 60))
      const score = population.map((_, at) => 1 + ((seed * (at + 3)) % 17))
      const total = score.reduce((sum, one) => sum + one, 0)
      const real = score.map((one) => (sample * one) / total)
      const sizes = roundAllocation(real, population, sample)
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(sample)
      for (const [at, size] of sizes.entries()) {
        expect(size).toBeGreaterThanOrEqual(Math.min(2, population[at]))
        expect(size).toBeLessThanOrEqual(population[at])
      }
    }
  })
})

describe('the forecast of a plan', () => {
  const stratum = { name: 'TH|A', schools: 5, population: 20, pupils: 4000, answers: 200 }
  const assumptions = { rate: 0.92, target: 0.9, designEffect: 2 }
  test('counts degrees of freedom, lonely strata and the loss from unequal weights', () => {
    const even = forecast([stratum, { ...stratum, name: 'TH|B' }], assumptions)
    expect(even).toMatchObject({ schools: 10, answers: 400, df: 8, designEffect: 2, effective: 200, lonely: [] })
    const uneven = forecast([stratum, { ...stratum, name: 'TH|B', pupils: 12_000, schools: 1 }], assumptions)
    const [w, v] = [4000 / 200, 12_000 / 200]
    const kish = (400 * (200 * w * w + 200 * v * v)) / (200 * w + 200 * v) ** 2
    expect(uneven.designEffect).toBeCloseTo(2 * kish, 12)
    expect(uneven).toMatchObject({ df: 4, lonely: ['TH|B'] })
    expect(uneven.margin).toBeGreaterThan(even.margin ?? 1)
  })
  test('the rate it calls provable is the one from which the verdict says met', () => {
    const plan = forecast([stratum, { ...stratum, name: 'TH|B' }], assumptions)
    const rate = plan.provableRate ?? 1
    const t = 1.8595480375309 // R: qt(0.95, 8)
    expect(wilsonInterval(rate, plan.effective, t)[0]).toBeCloseTo(0.9, 10)
    const verdict = (value: number) => {
      const variance = (value * (1 - value)) / plan.effective
      const bounds = intervalOfRate(value, variance, plan.answers, plan.df, 0.9)
      const seen = { kind: 'measured', value, se: Math.sqrt(variance), interval: bounds, bounds } as const
      return verdictOf({ ...seen, df: plan.df, n: plan.answers, units: 10, designEffect: 2 }, 0.9).answer
    }
    expect([verdict(rate + 1e-6), verdict(rate - 1e-6)]).toEqual(['met', 'insufficient_evidence'])
  })
  test('one school gives no margin and says so, never a number out of nothing', () => {
    const single = forecast([{ ...stratum, schools: 1 }], assumptions)
    expect(single).toMatchObject({ df: 0, margin: null, provableRate: null, lonely: ['TH|A'] })
    expect(() => forecast([{ ...stratum, answers: 0 }], assumptions)).toThrow(refused({ option: 'answers' }))
  })
})

import { expect, test } from 'vitest'
import { clusterEffect, mixedEffect } from '../../../analysis/plan/cluster-effect.ts'
import { clusterSize } from '../../../analysis/plan/cluster-size.ts'
import { forecast } from '../../../analysis/plan/precision.ts'

test('where only schools differ, the design effect is that of Kish, 1 + (m - 1) rho', () => {
  expect(clusterEffect(1, 20, { betweenSchools: 0.05, betweenClasses: 0 })).toBeCloseTo(1 + 19 * 0.05, 12)
  expect(clusterEffect(2, 10, { betweenSchools: 0.05, betweenClasses: 0 })).toBeCloseTo(1 + 19 * 0.05, 12)
  expect(clusterEffect(3, 7, { betweenSchools: 0, betweenClasses: 0 })).toBe(1)
})

test('at the sizes that cost least it is the design effect stated with them', () => {
  const shares = { betweenSchools: 0.04, betweenClasses: 0.03 }
  const best = clusterSize({ school: 300, class: 60, answer: 5, ...shares })
  expect(clusterEffect(best.classes, best.answers, shares)).toBeCloseTo(best.designEffect, 12)
})

test('the mixed effect put into the forecast gives the variance of the strata added up one by one', () => {
  const strata = [
    { name: 'a', schools: 4, population: 20, pupils: 9000, answers: 120, effect: 2.4 },
    { name: 'b', schools: 3, population: 30, pupils: 2000, answers: 40, effect: 1.3 },
    { name: 'c', schools: 6, population: 9, pupils: 500, answers: 300, effect: 4 },
  ]
  const all = 11_500
  const variance = strata.reduce(
    (sum, { pupils, answers, effect }) => sum + ((pupils / all) ** 2 * effect) / answers,
    0,
  )
  const foretold = forecast(strata, { rate: 0.9, target: 0.9, designEffect: mixedEffect(strata) })
  expect(foretold.designEffect / foretold.answers).toBeCloseTo(variance, 12)
  expect(foretold.effective).toBeCloseTo(1 / variance, 8)
})

test('sizes and shares that cannot be are refused with their name', () => {
  const refused = (option: string) =>
    expect.objectContaining({ code: 'option_invalid', detail: expect.objectContaining({ option }) })
  expect(() => clusterEffect(0, 1, { betweenSchools: 0, betweenClasses: 0 })).toThrow(refused('classes'))
  expect(() => clusterEffect(1, Number.NaN, { betweenSchools: 0, betweenClasses: 0 })).toThrow(refused('answers'))
  expect(() => clusterEffect(1, 1, { betweenSchools: 0.7, betweenClasses: 0.4 })).toThrow(refused('betweenSchools'))
  expect(() => mixedEffect([{ pupils: 5, answers: 0, effect: 1 }])).toThrow(refused('answers'))
})

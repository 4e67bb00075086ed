import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ClusterCosts, clusterSize } from '../../../analysis/plan/cluster-size.ts'
import { sizeOfMean, sizeOfRate } from '../../../analysis/plan/sample-size.ts'

const productOf = (given: ClusterCosts, classes: number, answers: number) => {
  const { school, class: room, answer, betweenSchools: d, betweenClasses: e } = given
  return (school + room * classes + answer * classes * answers) * (d + e / classes + (1 - d - e) / (classes * answers))
}

describe('classes a school and answers a class', () => {
  test('are the best of all pairs for their cost', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        (school, room, answer, d, e) => {
          const bounds = { mostClasses: 30, mostAnswers: 45 }
          const given = { school, class: room, answer, betweenSchools: d / 100, betweenClasses: e / 100, ...bounds }
          const found = clusterSize(given)
          let best = Number.POSITIVE_INFINITY
          for (let classes = 1; classes <= 30; classes++)
            for (let answers = 1; answers <= 45; answers++) best = Math.min(best, productOf(given, classes, answers))
          expect(productOf(given, found.classes, found.answers)).toBeLessThanOrEqual(best * (1 + 1e-12))
        },
      ),
      { numRuns: 60 },
    )
  })
  test('follow the textbook where its numbers are whole, and tell cost and design effect', () => {
    // k = sqrt(80 x 0.05 / (20 x 0.05)) = 2 classes of m = sqrt(20 x 0.9 / (10/9 x 0.05)) = 18 answers.
    const given = { school: 80, class: 20, answer: 10 / 9, betweenSchools: 0.05, betweenClasses: 0.05 }
    const { costOfSchool, classes, answers, designEffect } = clusterSize(given)
    expect([classes, answers]).toEqual([2, 18])
    expect(costOfSchool).toBeCloseTo(80 + 20 * 2 + 40, 12)
    expect(designEffect).toBeCloseTo(1 + 0.05 * (2 * 18 - 1) + 0.05 * (18 - 1), 12)
  })
  test('are refused with the name of what is wrong', () => {
    const given = { school: 200, class: 20, answer: 1, betweenSchools: 0.05, betweenClasses: 0.05 }
    for (const [option, value] of [
      ['school', 0],
      ['answer', Number.NaN],
      ['betweenSchools', 1.2],
      ['betweenClasses', -0.1],
    ] as const)
      expect(() => clusterSize({ ...given, [option]: value })).toThrow(
        expect.objectContaining({ code: 'option_invalid', detail: expect.objectContaining({ option }) }),
      )
  })
})

describe('the size for a mean', () => {
  test('is that for a rate of the same spread, and the textbook number', () => {
    const rest = { margin: 0.05, population: 1000, designEffect: 2, responseRate: 0.8 }
    expect(sizeOfMean({ sd: 0.5, ...rest })).toEqual(sizeOfRate({ rate: 0.5, ...rest }))
    // sd 15, margin 2: (1.96 x 15 / 2)^2 = 216.09, the usual worked example, rounded up to 217.
    expect(Math.ceil(sizeOfMean({ sd: 15, margin: 2 }).endless)).toBe(217)
    expect(() => sizeOfMean({ sd: 0, margin: 1 })).toThrow(
      expect.objectContaining({ code: 'option_invalid', detail: expect.objectContaining({ option: 'sd' }) }),
    )
  })
})

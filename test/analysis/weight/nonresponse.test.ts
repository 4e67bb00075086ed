import { expect, test } from 'vitest'
import { adjustNonresponse, type ResponseStatus, summarizeNonresponse } from '../../../analysis/weight/nonresponse.ts'
import { checkWeights } from '../../../analysis/weight/weight-checks.ts'

// Worked by hand. Cell a: weights 10, 10, 20 (R, NR, R) and one ineligible of 5; cell b: 4 (R), 4 (NR), 8 (NR).
const status: ResponseStatus[] = ['R', 'NR', 'R', 'INELIGIBLE', 'R', 'NR', 'NR']
const sample = { weight: [10, 10, 20, 5, 4, 4, 8], status, cell: ['a', 'a', 'a', 'a', 'b', 'b', 'b'] }

test('the weight of the silent goes to those who answered in their cell, the ineligible keep theirs', () => {
  const { weight, cells } = adjustNonresponse(sample)
  expect([...weight]).toEqual([10 * (40 / 30), 0, 20 * (40 / 30), 5, 16, 0, 0])
  expect(cells).toEqual([
    { cell: 'a', respondents: 2, nonrespondents: 1, factor: 40 / 30 },
    { cell: 'b', respondents: 1, nonrespondents: 2, factor: 4 },
  ])
})

test('the figures of the step are those worked by hand', () => {
  const figures = summarizeNonresponse(sample)
  expect(figures).toMatchObject({ n: 7, sumBase: 61, minFactor: 40 / 30, maxFactor: 4, rr1Unweighted: 0.5 })
  expect(figures.sumAdjusted).toBeCloseTo(61, 12)
  expect(figures.sumRespondents).toBeCloseTo(56, 12)
  expect(figures.rrWeighted).toBeCloseTo(34 / 56, 14)
  const [a, b, c] = [40 / 3, 80 / 3, 16]
  expect(figures.kishDeffRespondents).toBeCloseTo((3 * (a * a + b * b + c * c)) / (a + b + c) ** 2, 14)
})

test('a cell in which nobody answered is named, a weight that is no number too', () => {
  expect(() => adjustNonresponse({ ...sample, cell: ['a', 'a', 'a', 'a', 'b', 'c', 'c'] })).toThrow(
    expect.objectContaining({ code: 'cell_empty', detail: { cell: 'c' } }),
  )
  expect(() => adjustNonresponse({ ...sample, weight: [10, Number.NaN, 1, 1, 1, 1, 1] })).toThrow(
    expect.objectContaining({ code: 'weight_invalid' }),
  )
})

test('equal weights lose nothing, weights of 0 are left out, none at all is refused', () => {
  expect(checkWeights([3, 3, 0, 3])).toEqual({
    ...{ count: 3, sum: 9, min: 3, max: 3, mean: 3, maxRatio: 1, cv: 0, kishDeff: 1, effectiveCount: 3 },
  })
  expect(() => checkWeights([0, 0])).toThrow(expect.objectContaining({ code: 'weight_invalid' }))
  expect(() => checkWeights([1, Number.POSITIVE_INFINITY])).toThrow(expect.objectContaining({ code: 'weight_invalid' }))
})

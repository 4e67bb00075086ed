import fc from 'fast-check'
import { expect, test } from 'vitest'
import { raterMean } from '../../../analysis/assessment/rater-mean.ts'

const worth = new Map([
  ['a', 100],
  ['b', 60],
  ['c', 20],
  ['d', 0],
])

test('choices worth 100, 60, 20 and 0 percent: (100 + 60 + 60 + 20 + 0) / 5 = 48', () => {
  expect(raterMean(['a', 'b', 'b', 'c', 'd'], worth, 5)).toEqual({ answered: 5, mean: 48 })
})

test('blank is no opinion: it leaves the mean and does not count towards the least', () => {
  expect(raterMean(['a', null, 'b', null, 'b'], worth, 3)).toEqual({ answered: 3, mean: 73.33 })
  expect(raterMean(['a', null, 'b'], worth, 3)).toEqual({ answered: 2, mean: null })
  expect(raterMean([], worth, 0)).toEqual({ answered: 0, mean: null })
})

test('a choice nobody offered is refused', () => {
  expect(() => raterMean(['e'], worth, 1)).toThrowError(/option_invalid/)
  expect(() => raterMean(['a'], new Map([['a', Number.NaN]]), 1)).toThrowError(/option_invalid/)
})

test('the mean stays between the worst and the best choice made', () => {
  const choices = fc.array(fc.constantFrom('a', 'b', 'c', 'd', null), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(choices, (chosen) => {
      const { mean, answered } = raterMean(chosen, worth, 1)
      const given = chosen.flatMap((one) => (one === null ? [] : [worth.get(one) ?? Number.NaN]))
      if (mean === null) return given.length === 0
      return answered === given.length && mean >= Math.min(...given) && mean <= Math.max(...given)
    }),
  )
})

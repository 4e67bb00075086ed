import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../analysis/numeric/random.ts'
import { drawCube, imbalance } from '../../../analysis/select/cube.ts'
import { inclusionProbabilities } from '../../../analysis/select/inclusion-probabilities.ts'

/** Thirty schools in three strata: pupils, Khmer pupils, and a third number. */
const chance = randomFrom('schools to balance')
const stratum = Array.from({ length: 30 }, (_, unit) => `s${unit % 3}`)
const pupils = stratum.map(() => 40 + chance.below(900))
const khmer = pupils.map((size) => Math.round(size * chance.uniform()))
const classes = pupils.map((size) => Math.ceil(size / (25 + 10 * chance.uniform())))
const bySize = (sampled: number) => {
  const probability = new Array<number>(30).fill(0)
  for (const name of ['s0', 's1', 's2']) {
    const own = stratum.flatMap((each, unit) => (each === name ? [unit] : []))
    const found = inclusionProbabilities(
      own.map((unit) => pupils[unit]),
      sampled,
    )
    for (const [at, unit] of own.entries()) probability[unit] = found[at]
  }
  return probability
}
const total = (column: readonly number[]) => column.reduce((sum, one) => sum + one, 0)

/** Chi-square of how often each unit came against its probability, over the degrees of freedom of a fixed-size sample. */
function chiSquare(probability: readonly number[], draws: number, chosenOf: (seed: number) => readonly number[]) {
  const times = probability.map(() => 0)
  for (let seed = 0; seed < draws; seed++) for (const unit of chosenOf(seed)) times[unit]++
  return times.reduce((sum, count, unit) => {
    const expected = draws * probability[unit]
    return expected > 0 && expected < draws ? sum + (count - expected) ** 2 / (expected * (1 - probability[unit])) : sum
  }, 0)
}
/** Upper 99.9 % point of chi-square with 30 degrees: R qchisq(0.999, 30); the true law has less spread. */
const LIMIT = 59.7

describe('the cube method', () => {
  test('keeps equal and unequal inclusion probabilities over 1,500 seeds, and a tilted expectation is seen', () => {
    for (const probability of [stratum.map(() => 0.3), bySize(3)]) {
      const draw = (seed: number) =>
        drawCube(probability, { balance: [khmer, classes], stratum }, randomFrom(`cube ${seed}`)).chosen
      expect(chiSquare(probability, 1500, draw)).toBeLessThan(LIMIT)
      const tilted = probability.map((one, unit) => one * (unit < 15 ? 1.15 : 0.85))
      expect(chiSquare(tilted, 1500, draw)).toBeGreaterThan(2 * LIMIT)
    }
  })

  test('the flight meets every balancing equation exactly, the landing lets the last variable go first', () => {
    for (let seed = 0; seed < 50; seed++) {
      const probability = bySize(4)
      const { flown, chosen, letGo } = drawCube(
        probability,
        { balance: [khmer, classes], stratum },
        randomFrom(`flight ${seed}`),
      )
      for (const column of [khmer, classes, pupils])
        expect(total(column.map((value, unit) => (value / probability[unit]) * flown[unit]))).toBeCloseTo(
          total(column),
          6,
        )
      for (const name of ['s0', 's1', 's2']) expect(chosen.filter((unit) => stratum[unit] === name)).toHaveLength(4)
      // Three strata and two variables: no more than five units can be left undecided.
      expect(flown.filter((one) => one > 0 && one < 1).length).toBeLessThanOrEqual(5)
      expect(letGo).toBeLessThanOrEqual(2)
      expect(Math.abs(imbalance(probability, [pupils], chosen)[0])).toBeLessThan(1e-9)
    }
  })

  test('estimates the balancing totals far better than an unbalanced sample', () => {
    const probability = stratum.map(() => 0.4)
    const spread = (balance: number[][]) =>
      Array.from({ length: 100 }, (_, seed) => {
        const { chosen } = drawCube(probability, { balance, stratum }, randomFrom(`spread ${seed}`))
        return imbalance(probability, [khmer], chosen)[0] ** 2
      }).reduce((sum, one) => sum + one, 0)
    expect(spread([khmer])).toBeLessThan(spread([]) / 5)
  })

  test('takes certain units, never those without a chance, and the same seed gives the same list', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 4, maxLength: 25 }),
        fc.nat(),
        (sizes, seed) => {
          const sized = sizes.filter((size) => size > 0).length
          if (sized === 0) return
          const sampled = 1 + (seed % sized)
          const probability = [...inclusionProbabilities(sizes, sampled)]
          const balance = [sizes.map((size, unit) => size * ((unit % 4) + 1)), sizes.map((_, unit) => unit)]
          const draw = () => drawCube(probability, { balance }, randomFrom(`any ${seed}`)).chosen
          const chosen = draw()
          expect(chosen).toHaveLength(sampled)
          expect(chosen.every((unit) => probability[unit] > 0)).toBe(true)
          for (const [unit, one] of probability.entries()) if (one === 1) expect(chosen).toContain(unit)
          expect(draw()).toEqual(chosen)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('says which unit, variable or stratum it cannot use', () => {
    const refused = (detail: object) =>
      expect.objectContaining({ code: 'option_invalid', detail: expect.objectContaining(detail) })
    const draw = (probability: number[], balance: number[][], strata?: string[]) => () =>
      drawCube(probability, { balance, ...(strata ? { stratum: strata } : {}) }, randomFrom('x'))
    expect(draw([0.5, 1.5], [])).toThrow(refused({ unit: 1 }))
    expect(draw([0.5, 0.5], [[1, Number.NaN]])).toThrow(refused({ variable: 0, unit: 1 }))
    expect(draw([0.5, 0.5], [[1]])).toThrow(refused({ variable: 0 }))
    expect(draw([0.5, 0.5, 0.5, 0.5], [], ['a', 'a', 'a', 'b'])).toThrow(refused({ stratum: 'a', sum: '1.5' }))
  })
})

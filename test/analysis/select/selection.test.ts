import { describe, expect, test } from 'vitest'
import { type Random, randomFrom } from '../../../analysis/numeric/random.ts'
import { inclusionProbabilities } from '../../../analysis/select/inclusion-probabilities.ts'
import { drawPpsSystematic } from '../../../analysis/select/pps-systematic.ts'
import { drawSimple } from '../../../analysis/select/simple.ts'
import { drawStratified } from '../../../analysis/select/stratified.ts'
import { drawSystematic } from '../../../analysis/select/systematic.ts'

/** A source of chance that always gives `value`, to walk through every possible start. */
const fixed = (value: number): Random => ({ ...randomFrom('fixed'), below: () => value })

/** How often each sample of the whole set of samples came, over many seeds. */
function tally(seeds: number, drawOne: (random: Random) => readonly number[]): Map<string, number> {
  const seen = new Map<string, number>()
  for (let seed = 0; seed < seeds; seed++) {
    const key = drawOne(randomFrom(`seed ${seed}`)).join(' ')
    seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  return seen
}

const chiSquare = (seen: Map<string, number>, expected: number) =>
  [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)

describe('simple random sampling', () => {
  test('every set of 2 out of 6 comes equally often over 15,000 seeds', () => {
    const seen = tally(15_000, (random) => drawSimple(6, 2, random))
    expect(seen.size).toBe(15)
    expect(chiSquare(seen, 1000)).toBeLessThan(42.58) // 0.9999 quantile of chi-square with 14 df
  })
  test('the check sees a draw that prefers the first unit', () => {
    const seen = tally(15_000, (random) => (random.below(20) === 0 ? [0, 1] : drawSimple(6, 2, random)))
    expect(chiSquare(seen, 1000)).toBeGreaterThan(42.58)
  })
  test('all units, no unit and too many units', () => {
    expect(drawSimple(4, 4, randomFrom('a'))).toEqual([0, 1, 2, 3])
    expect(drawSimple(4, 0, randomFrom('a'))).toEqual([])
    const refused = expect.objectContaining({ code: 'sample_size_out_of_range' })
    expect(() => drawSimple(4, 5, randomFrom('a'))).toThrow(refused)
    expect(() => drawSimple(4, 1.5, randomFrom('a'))).toThrow(refused)
  })
  test('strata are drawn from their own streams and small ones are taken whole', () => {
    const stratum = ['x', 'y', 'x', 'y', 'x', 'z', 'x']
    const first = drawStratified(stratum, { x: 2, y: 5, z: 0 }, randomFrom('s'))
    expect([...first.probability]).toEqual([0.5, 1, 0.5, 1, 0.5, 0, 0.5])
    expect(first.chosen).toHaveLength(4)
    const other = drawStratified([...stratum, 'w', 'w'], { x: 2, y: 5, z: 0, w: 1 }, randomFrom('s'))
    expect(other.chosen.filter((place) => place < 7)).toEqual(first.chosen)
    expect(() => drawStratified(stratum, { x: 2, y: 5 }, randomFrom('s'))).toThrow(
      expect.objectContaining({ code: 'stratum_without_plan', detail: { stratum: 'z' } }),
    )
  })
})

describe('systematic sampling', () => {
  test('over all starts every unit comes exactly n times in N', () => {
    for (const [population, sampled] of [
      [10, 3],
      [7, 5],
      [12, 4],
      [5, 5],
      [9, 1],
    ]) {
      const seen = new Array<number>(population).fill(0)
      for (let start = 0; start < population; start++) {
        const chosen = drawSystematic(population, sampled, fixed(start))
        expect(new Set(chosen).size).toBe(sampled)
        for (const place of chosen) seen[place]++
      }
      expect(seen).toEqual(new Array<number>(population).fill(sampled))
    }
  })
})

describe('systematic sampling with chances proportional to size', () => {
  test('over all starts every unit comes exactly n x_i times in the total', () => {
    const size = [12, 3, 7, 30, 1, 9, 18]
    const total = 80
    const seen = new Array<number>(size.length).fill(0)
    for (let start = 0; start < total; start++) {
      const { chosen, probability } = drawPpsSystematic(size, 2, fixed(start))
      expect(chosen).toHaveLength(2)
      for (const place of chosen) seen[place]++
      expect([...probability]).toEqual(size.map((pupils) => (2 * pupils) / total))
    }
    expect(seen).toEqual(size.map((pupils) => 2 * pupils))
  })
  test('units too large for chance are taken, again and again, and the rest share what is left', () => {
    const size = [100, 40, 10, 10, 10, 10]
    for (let start = 0; start < 40; start++) {
      const { chosen, probability } = drawPpsSystematic(size, 3, fixed(start))
      expect(chosen.slice(0, 2)).toEqual([0, 1])
      expect(chosen).toHaveLength(3)
      expect([...probability]).toEqual([1, 1, 0.25, 0.25, 0.25, 0.25])
      expect([...inclusionProbabilities(size, 3)]).toEqual([...probability])
    }
  })
  test('asking for all takes all; sizes that are not whole are refused with their row', () => {
    const { chosen, probability } = drawPpsSystematic([5, 1, 90], 3, randomFrom('all'))
    expect(chosen).toEqual([0, 1, 2])
    expect([...probability]).toEqual([1, 1, 1])
    for (const wrong of [0, -4, 2.5, Number.NaN])
      expect(() => drawPpsSystematic([5, wrong], 1, randomFrom('all'))).toThrow(
        expect.objectContaining({ code: 'size_not_whole', detail: { row: 1, size: wrong } }),
      )
    expect(() => drawPpsSystematic([5, 6], 3, randomFrom('all'))).toThrow(
      expect.objectContaining({ code: 'sample_size_out_of_range' }),
    )
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeDesign, within } from '../../../analysis/design.ts'
import { totalOf } from '../../../analysis/estimate/total.ts'
import { randomFrom } from '../../../analysis/numeric/random.ts'
import { degreesOfFreedom } from '../../../analysis/variance/degrees-of-freedom.ts'
import { withReplicates } from '../../../analysis/variance/make-replicates.ts'
import { degreesOfStratum } from '../../../analysis/variance/spread.ts'

const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../../golden/r/balanced.json'), 'utf8')) as Record<
  'y' | 'z' | 'p' | 'h',
  number[]
> &
  Record<'one' | 'fixed' | 'two' | 'sorted', number>
const { y, z, p, h } = golden
const unit = y.map((_, row) => row)
const values = Float64Array.from(y)
const weights = p.map((one) => 1 / one)
const balance = [z.map((value, row) => value / p[row])]
const varianceOf = (stage: object) =>
  totalOf(makeDesign({ weights, stages: [{ unit, probability: p, ...stage }] }), values).se ** 2

describe('the variance of a balanced sample', () => {
  test('is what the balancing variables leave unexplained, as R computes it', () => {
    expect(varianceOf({ balance }) / golden.one).toBeCloseTo(1, 12)
    expect(varianceOf({ balance: [] }) / golden.fixed).toBeCloseTo(1, 12)
    expect(varianceOf({ balance, stratum: h }) / golden.two).toBeCloseTo(1, 12)
  })
  test('vanishes for a total that is balanced, and a variable named twice counts once', () => {
    const design = makeDesign({ weights, stages: [{ unit, probability: p, balance: [...balance, ...balance] }] })
    expect(totalOf(design, Float64Array.from(z)).se).toBeLessThan(1e-9)
    expect(totalOf(design, values).se ** 2 / golden.one).toBeCloseTo(1, 12)
    expect(degreesOfFreedom(design)).toBeCloseTo(10, 12)
  })
  test('never spends more than half of the degrees of freedom on balancing', () => {
    const many = Array.from({ length: 9 }, (_, variable) => z.map((value, row) => value ** (1 + variable / 9) / p[row]))
    const design = makeDesign({ weights, stages: [{ unit, probability: p, balance: many }] })
    expect(degreesOfFreedom(design)).toBeCloseTo(6, 12)
    expect(totalOf(design, values).se).toBeGreaterThan(0)
  })
})

describe('the variance of a sorted list', () => {
  const order = unit.map((row) => row * 10)
  test('comes from differences of neighbours, whatever order the rows have', () => {
    expect(varianceOf({ order, stratum: h }) / golden.sorted).toBeCloseTo(1, 12)
    const turned = [...unit].reverse()
    const of = (column: readonly number[]) => turned.map((row) => column[row])
    const design = makeDesign({
      weights: of(weights),
      stages: [{ unit: of(unit), probability: of(p), order: of(order), stratum: of(h) }],
    })
    expect(totalOf(design, Float64Array.from(of(y))).se ** 2 / golden.sorted).toBeCloseTo(1, 12)
  })
  test('has fewer degrees of freedom, as many as the spread over 4,000 normal samples shows', () => {
    const random = randomFrom('neighbours')
    const normal = () => Array.from({ length: 12 }, () => random.uniform()).reduce((sum, one) => sum + one, -6)
    for (const size of [3, 6]) {
      const found = Array.from({ length: 4000 }, () => {
        const sample = Array.from({ length: size }, normal)
        return sample.slice(1).reduce((sum, value, at) => sum + (value - sample[at]) ** 2, 0)
      })
      const mean = found.reduce((sum, one) => sum + one, 0) / found.length
      const spread = found.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (found.length - 1)
      const degrees = degreesOfStratum(size, { form: 'successive', before: new Int32Array(0) })
      expect((2 * mean * mean) / spread / degrees).toBeGreaterThan(0.85)
      expect((2 * mean * mean) / spread / degrees).toBeLessThan(1.2)
      expect(degrees).toBeLessThan(size - 1)
    }
  })
})

test('a stage that is balanced or sorted refuses what it cannot be', () => {
  const refused = (code: string) => expect.objectContaining({ code })
  const order = unit
  expect(() => makeDesign({ stages: [{ unit, probability: p, order, balance }] })).toThrow(refused('design_invalid'))
  expect(() => makeDesign({ stages: [{ unit, order: y.map(() => Number.NaN) }] })).toThrow(refused('design_invalid'))
  const lonely = { unit, probability: p, order, stratum: unit.map((row) => (row === 0 ? 0 : 1)) }
  expect(() => totalOf(makeDesign({ stages: [lonely] }), values)).toThrow(refused('lonely_psu'))
  const adjusted = makeDesign({ stages: [lonely], lonelyPsu: 'adjust' })
  expect(() => totalOf(adjusted, values)).toThrow(refused('not_supported'))
  expect(() => withReplicates(makeDesign({ stages: [{ unit, order }] }), { method: 'JK1' })).toThrow(
    refused('not_supported'),
  )
})

test('a domain of a balanced sample keeps the units outside it as zeros', () => {
  const mask = h.map((stratum) => (stratum === 1 ? 1 : 0))
  const design = makeDesign({ weights, stages: [{ unit, probability: p, balance, stratum: h }] })
  const zeroed = values.map((value, row) => (mask[row] ? value : 0))
  expect(totalOf(within(design, mask), values).se).toBeCloseTo(totalOf(design, zeroed).se, 12)
})

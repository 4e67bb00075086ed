import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTable, runCase } from '../../analysis/cases.ts'
import { checkPopulation, makeDesign, within } from '../../analysis/design.ts'
import { meanOf, meansOf } from '../../analysis/estimate/mean.ts'
import { ratioOf } from '../../analysis/estimate/ratio.ts'
import { totalOf } from '../../analysis/estimate/total.ts'
import { withReplicates } from '../../analysis/variance/make-replicates.ts'
import { rake } from '../../analysis/weight/rake.ts'

const sample = fc
  .array(fc.record({ y: fc.integer({ min: -50, max: 50 }), w: fc.integer({ min: 1, max: 9 }), in: fc.boolean() }), {
    minLength: 8,
    maxLength: 40,
  })
  .map((rows) => ({
    y: Float64Array.from(rows, ({ y }) => y),
    w: Float64Array.from(rows, ({ w }) => w),
    inside: Uint8Array.from(rows, (row, i) => (row.in || i === 0 ? 1 : 0)),
    unit: Int32Array.from(rows, (_, i) => i % 4),
  }))
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

describe('laws of the estimators', () => {
  test('a domain and its complement add up to the total', () => {
    fc.assert(
      fc.property(sample, ({ y, w, inside, unit }) => {
        if (inside.every((each) => each === 1)) return
        const design = makeDesign({ stages: [{ unit }], weights: w })
        const outside = inside.map((each) => 1 - each)
        const parts = totalOf(design, y, { domain: inside }).value + totalOf(design, y, { domain: outside }).value
        expect(near(parts, totalOf(design, y).value)).toBe(true)
      }),
    )
  })
  test('one stratum is the same as none, and no result is NaN', () => {
    fc.assert(
      fc.property(sample, ({ y, w, unit }) => {
        const plain = meanOf(makeDesign({ stages: [{ unit }], weights: w }), y)
        const one = meanOf(makeDesign({ stages: [{ unit, stratum: unit.map(() => 7) }], weights: w }), y)
        expect(one).toEqual(plain)
        expect([plain.value, plain.se, plain.df, plain.n].every(Number.isFinite)).toBe(true)
      }),
    )
  })
  test('the mean is the ratio to a constant, and its jackknifed total has the Taylor error', () => {
    fc.assert(
      fc.property(sample, ({ y, w, unit }) => {
        const design = makeDesign({ stages: [{ unit }], weights: w })
        const ratio = ratioOf(
          design,
          y,
          y.map(() => 1),
        )
        const mean = meanOf(design, y)
        expect(near(ratio.value, mean.value) && near(ratio.se, mean.se)).toBe(true)
        const jackknife = totalOf(withReplicates(design, { method: 'JK1' }), y)
        expect(near(jackknife.se, totalOf(design, y).se)).toBe(true)
      }),
    )
  })
  test('totals from factors of units equal those from the weights of rows', () => {
    fc.assert(
      fc.property(sample, ({ y, w, unit, inside }) => {
        const fast = withReplicates(makeDesign({ stages: [{ unit }], weights: w }), { method: 'JKn' })
        const { factors: _, ...replicates } = fast.replicates ?? { weightsOf: () => w }
        const plain = { ...fast, replicates: replicates as NonNullable<typeof fast.replicates> }
        expect(near(totalOf(fast, y, { domain: inside }).se, totalOf(plain, y, { domain: inside }).se)).toBe(true)
      }),
    )
  })
})

describe('bad input is refused by name', () => {
  const unit = [1, 2, 3, 4]
  const y = Float64Array.of(1, 2, 3, 4)
  const design = makeDesign({ stages: [{ unit }], weights: [1, 1, 1, 1] })
  test('weights that are missing, infinite or negative', () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, -1])
      expect(() => makeDesign({ stages: [{ unit }], weights: [1, wrong, 1, 1] })).toThrow(
        expect.objectContaining({ code: 'weight_invalid' }),
      )
  })
  test('an empty domain, and values that are all missing', () => {
    expect(() => meanOf(within(design, [0, 0, 0, 0]), y)).toThrow(expect.objectContaining({ code: 'domain_empty' }))
    expect(() => meansOf(design, [y.map(() => Number.NaN)])).toThrow(expect.objectContaining({ code: 'all_missing' }))
  })
  test('one unit in a stratum, and a population below its sample', () => {
    const lonely = { stages: [{ unit, stratum: [1, 1, 1, 2] }], weights: [1, 1, 1, 1] }
    expect(() => meanOf(makeDesign(lonely), y)).toThrow(expect.objectContaining({ code: 'lonely_psu' }))
    expect(meanOf(makeDesign({ ...lonely, lonelyPsu: 'certainty' }), y).se).toBeGreaterThan(0)
    expect(() => makeDesign({ stages: [{ unit, population: [3, 3, 3, 3] }] })).toThrow(
      expect.objectContaining({ code: 'population_below_sample' }),
    )
  })
  test('weights that stand for another population than the one stated, by stratum', () => {
    const stage = { unit, stratum: [1, 1, 2, 2], population: [20, 20, 30, 30] }
    expect(() => checkPopulation(makeDesign({ stages: [stage], weights: [10, 10, 15, 15] }))).not.toThrow()
    expect(() => checkPopulation(makeDesign({ stages: [stage], weights: [10, 10, 25, 25] }))).toThrow(
      expect.objectContaining({
        code: 'weights_contradict_population',
        detail: { weights: 70, population: 50, stratum: 2, row: 3, weightsOfStratum: 50, populationOfStratum: 30 },
      }),
    )
    // Nothing can be said where a stage states nothing, or where clusters are observed whole.
    const open = { unit, stratum: [1, 1, 2, 2] }
    expect(() => checkPopulation(makeDesign({ stages: [open], weights: [1, 1, 9, 9] }))).not.toThrow()
    const whole = { unit: [1, 1, 2, 2], population: [5, 5, 5, 5] }
    expect(() => checkPopulation(makeDesign({ stages: [whole], weights: [1, 1, 9, 9] }))).not.toThrow()
  })
  test('a case whose weights contradict its finite population is refused, not estimated', () => {
    const table = parseTable('t', 'y,w,n\n1,10,20\n2,10,20\n3,10,20\n4,10,20\n')
    const call = (weights: string) =>
      runCase(
        { id: 'c', design: { dataset: 't', weights, fpc: ['n'] }, call: { fn: 'mean', vars: ['y'] } } as never,
        () => table,
      )
    expect(call('w')).toMatchObject({ error: { code: 'weights_contradict_population' } })
    const right = parseTable('t', 'y,w,n\n1,5,20\n2,5,20\n3,5,20\n4,5,20\n')
    const found = runCase(
      { id: 'c', design: { dataset: 't', weights: 'w', fpc: ['n'] }, call: { fn: 'mean', vars: ['y'] } } as never,
      () => right,
    )
    expect(found).not.toHaveProperty('error')
  })
  test('margins that contradict, lack a level or have an empty cell', () => {
    const weights = Float64Array.of(1, 1, 1, 1)
    const margin = (name: string, cells: number[], population: number[]) => ({
      name,
      cellOfRow: Int32Array.from(cells),
      labels: population.map((_, i) => `level ${i}`),
      population: Float64Array.from(population),
    })
    const one = margin('one', [0, 0, 1, 1], [10, 10])
    expect(() => rake(weights, [one, margin('two', [0, 1, 0, 1], [5, 5])])).toThrow(
      expect.objectContaining({ code: 'calibration_contradictory' }),
    )
    expect(() => rake(weights, [margin('one', [0, 0, 1, -1], [10, 10])])).toThrow(
      expect.objectContaining({ code: 'cell_unknown' }),
    )
    expect(() => rake(weights, [margin('one', [0, 0, 1, 1], [10, 10, 5])])).toThrow(
      expect.objectContaining({ code: 'cell_empty' }),
    )
  })
})

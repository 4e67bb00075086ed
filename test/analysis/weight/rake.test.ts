import { describe, expect, test } from 'vitest'
import { makeDesign } from '../../../analysis/design.ts'
import { meansOf } from '../../../analysis/estimate/mean.ts'
import { AnalysisError } from '../../../analysis/failure.ts'
import { randomFrom } from '../../../analysis/numeric/random.ts'
import { covarianceOfScores } from '../../../analysis/variance/covariance.ts'
import { adjust } from '../../../analysis/weight/adjust.ts'
import { calibrate } from '../../../analysis/weight/calibrate.ts'
import { equalRows } from '../../../analysis/weight/equal-rows.ts'
import type { Margin } from '../../../analysis/weight/post-stratify.ts'
import { rake } from '../../../analysis/weight/rake.ts'

const ROWS = 400
const random = randomFrom('rake')
const column = (make: () => number) => Float64Array.from({ length: ROWS }, make)
const margin = (name: string, cells: number): Margin => ({
  name,
  cellOfRow: Int32Array.from({ length: ROWS }, () => random.below(cells)),
  labels: Array.from({ length: cells }, (_, cell) => `${cell}`),
  population: new Float64Array(cells).fill(4000 / cells),
})
/** Some rows take no part. */
const weights = column(() => (random.below(10) === 0 ? 0 : 1 + random.uniform()))
const margins = [margin('one', 2), margin('two', 4), margin('three', 5)]

/** Post-stratification to each margin in turn, row by row, and the weights after each margin of the last sweep. */
function rakeByRow(sweeps: number): { weights: Float64Array; after: Float64Array[] } {
  const current = Float64Array.from(weights)
  let after: Float64Array[] = []
  for (let sweep = 0; sweep < sweeps; sweep++) {
    after = []
    for (const { cellOfRow, population } of margins) {
      const sums = new Float64Array(population.length)
      for (let row = 0; row < ROWS; row++) sums[cellOfRow[row]] += current[row]
      for (let row = 0; row < ROWS; row++) current[row] *= population[cellOfRow[row]] / sums[cellOfRow[row]]
      after.push(Float64Array.from(current))
    }
  }
  return { weights: current, after }
}

/** Ten sweeps over the rows themselves. */
function residualsByRow(score: Float64Array, after: readonly Float64Array[]): Float64Array {
  const rest = Float64Array.from(score)
  for (let sweep = 0; sweep < 10; sweep++)
    for (const [m, { cellOfRow, population }] of margins.entries()) {
      const sums = new Float64Array(population.length)
      const rows = new Float64Array(population.length)
      for (let row = 0; row < ROWS; row++) {
        if (after[m][row] === 0) continue
        sums[cellOfRow[row]] += rest[row] / after[m][row]
        rows[cellOfRow[row]] += 1
      }
      for (let row = 0; row < ROWS; row++) rest[row] -= (after[m][row] * sums[cellOfRow[row]]) / rows[cellOfRow[row]]
    }
  return rest
}

test('raking over crossed cells gives the weights and residuals of raking row by row', () => {
  const fast = rake(weights, margins)
  const plain = rakeByRow(fast.sweeps)
  for (let row = 0; row < ROWS; row++) expect(fast.weights[row]).toBeCloseTo(plain.weights[row], 11)
  const unit = column(() => random.below(40))
  const raked = adjust(makeDesign({ weights, stages: [{ unit }] }), { step: 'rake', margins })
  const score = column(() => random.uniform()).map((value, row) => value * raked.weights[row])
  const bare = { ...raked, calibrations: [] }
  const expected = covarianceOfScores(bare, [residualsByRow(score, plain.after)]).data[0]
  const found = covarianceOfScores(raked, [Float64Array.from(score)]).data[0]
  expect(Math.abs(found - expected)).toBeLessThan(1e-10 * expected)
  // A mean takes the way over the totals of units; told that the weights are others, it takes the one over rows.
  for (const domain of [undefined, Uint8Array.from(weights, (_, row) => row % 3)]) {
    const items = [column(() => random.below(5)), column(() => random.uniform())]
    const over = meansOf(raked, items, { domain })
    const rows = meansOf({ ...raked, weights: Float64Array.from(raked.weights) }, items, { domain })
    for (const [place, value] of over.covariance.data.entries())
      expect(Math.abs(value - rows.covariance.data[place])).toBeLessThan(1e-11 * over.covariance.data[0])
  }
})

test('calibration of rows that are equal as one is calibration of each', () => {
  const [one, two] = margins as [Margin, Margin]
  const columns = [
    new Float64Array(ROWS).fill(1),
    Uint8Array.from(one.cellOfRow, (cell) => cell),
    Float64Array.from(two.cellOfRow, (cell) => cell / 3),
  ]
  const size = weights.reduce((a, b) => a + b, 0)
  for (const distance of ['linear', 'raking', 'logit'] as const) {
    const targets = {
      names: ['1', 'one', 'two'],
      columns,
      totals: Float64Array.from([size * 1.02, size * 0.53, size * 0.49]),
      distance,
      bounds: [0.5, 2] as const,
    }
    const equal = equalRows(columns, weights)
    expect(equal?.groups).toBe(8)
    const together = calibrate(weights, targets, equal)
    const each = calibrate(weights, targets)
    for (let row = 0; row < ROWS; row++) expect(Math.abs(together[row] - each[row])).toBeLessThan(1e-10)
    // A column of measurements makes every row its own: the same design the other way.
    const design = makeDesign({ weights, stages: [{ unit: column(() => random.below(50)) }] })
    const item = column(() => random.below(5))
    const grouped = meansOf(adjust(design, { step: 'calibrate', targets }), [item]).estimates[0]
    const noise = column(() => random.uniform() * 1e-13)
    const shaken = { ...targets, columns: [...columns.slice(0, 2), columns[2].map((value, row) => value + noise[row])] }
    expect(equalRows(shaken.columns, weights)).toBeUndefined()
    const apart = meansOf(adjust(design, { step: 'calibrate', targets: shaken }), [item]).estimates[0]
    expect(Math.abs(grouped.se / apart.se - 1)).toBeLessThan(1e-8)
  }
})

describe('a raking that cannot be says why', () => {
  const of = (name: string, cellOfRow: number[], population: number[]): Margin => ({
    name,
    cellOfRow: Int32Array.from(cellOfRow),
    labels: population.map((_, cell) => `${name}${cell}`),
    population: Float64Array.from(population),
  })
  const detailOf = (act: () => unknown): Readonly<Record<string, unknown>> | undefined => {
    try {
      act()
    } catch (error) {
      if (error instanceof AnalysisError) return { code: error.code, ...error.detail }
    }
    return undefined
  }
  const ones = new Float64Array(6).fill(1)

  test('crossed cells that never meet, and what to merge', () => {
    // b0 only occurs with a0, and asks for more than a0 has.
    const found = detailOf(() =>
      rake(ones, [of('a', [0, 0, 0, 1, 1, 1], [4, 8]), of('b', [0, 0, 0, 1, 1, 2], [9, 2, 1])]),
    )
    expect(found).toMatchObject({ code: 'calibration_diverged' })
    expect([found?.margin, found?.cell, found?.neverWith]).toEqual(
      found?.margin === 'a' ? ['a', 'a0', ['b b1', 'b b2']] : ['b', 'b0', ['a a1']],
    )
    expect(found?.mergeWith).not.toEqual([])
  })

  test('a population cell without a case', () => {
    expect(detailOf(() => rake(ones, [of('a', [0, 0, 0, 2, 2, 2], [4, 4, 4])]))).toEqual({
      code: 'cell_empty',
      margin: 'a',
      cell: 'a1',
      population: 4,
      empty: ['a1'],
      mergeWith: ['a0', 'a2'],
    })
  })

  test('margins whose totals differ', () => {
    expect(
      detailOf(() => rake(ones, [of('a', [0, 0, 0, 1, 1, 1], [4, 8]), of('b', [0, 1, 0, 1, 0, 1], [6, 7])])),
    ).toEqual({ code: 'calibration_contradictory', difference: 1, margins: ['a', 'b'], totals: [12, 13] })
  })
})

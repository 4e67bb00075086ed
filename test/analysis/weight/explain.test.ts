import { describe, expect, test } from 'vitest'
import { AnalysisError } from '../../../analysis/failure.ts'
import { type CalibrationTargets, calibrate, type Distance } from '../../../analysis/weight/calibrate.ts'
import { type Margin, postStratify } from '../../../analysis/weight/post-stratify.ts'
import { rake } from '../../../analysis/weight/rake.ts'
import { trim } from '../../../analysis/weight/trim.ts'

type Found = Readonly<Record<string, unknown>>
function refusalOf(act: () => unknown): Found {
  try {
    act()
  } catch (error) {
    if (error instanceof AnalysisError) return { code: error.code, ...error.detail }
    throw error
  }
  return { code: 'none' }
}

/** Eight pupils of weight 10: four girls, four boys; two of each in town. */
const girl = Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0)
const not = (column: Uint8Array) => column.map((one) => 1 - one)
const one = new Uint8Array(8).fill(1)
const tens = new Float64Array(8).fill(10)
const targets = (
  columns: Record<string, Uint8Array>,
  totals: number[],
  more: Partial<CalibrationTargets> = {},
): CalibrationTargets => ({
  names: Object.keys(columns),
  columns: Object.values(columns),
  totals: Float64Array.from(totals),
  distance: 'linear',
  ...more,
})
const sumOver = (weights: ArrayLike<number>, column: ArrayLike<number>) =>
  Array.from(weights).reduce((sum, weight, row) => sum + weight * column[row], 0)

describe('a calibration that cannot be says why', () => {
  const sexes = { all: one, girls: girl, boys: not(girl) }
  test('totals that cannot hold together: which, what they imply, by how much', () => {
    expect(refusalOf(() => calibrate(tens, targets(sexes, [80, 50, 40])))).toEqual({
      code: 'calibration_contradictory',
      variable: 'boys',
      dependsOn: ['all', 'girls'],
      total: 40,
      implied: expect.closeTo(30, 9),
      difference: expect.closeTo(10, 9),
    })
  })

  test('a total the others already imply is no hindrance', () => {
    for (const distance of ['linear', 'raking', 'logit'] as Distance[]) {
      const weights = calibrate(tens, targets(sexes, [80, 50, 30], { distance, bounds: [0.5, 2] }))
      expect([...weights]).toEqual([...girl].map((is) => expect.closeTo(is ? 12.5 : 7.5, 9)))
    }
  })

  test('a level nobody in the sample has is named with the levels beside it', () => {
    const levels = { mn: girl, th: not(girl), thcs: new Uint8Array(8) }
    expect(
      refusalOf(() => calibrate(tens, targets(levels, [30, 30, 20], { terms: ['level', 'level', 'level'] }))),
    ).toEqual({ code: 'cell_empty', variable: 'thcs', total: 20, mergeWith: ['th'] })
  })

  test('bounds that bind: how many rows, whose totals, and bounds that would do', () => {
    // Girls need 1.5 times their weight and boys half of it, whatever the distance.
    for (const distance of ['linear', 'raking', 'logit'] as Distance[]) {
      const wanted = targets({ all: one, girls: girl }, [80, 60], { distance, bounds: [0.8, 1.2] })
      const found = refusalOf(() => calibrate(tens, wanted))
      expect(found).toMatchObject({ code: 'calibration_diverged', bounds: [0.8, 1.2] })
      expect(found.contradict ?? found.stillOff).toContain('girls')
      const [low, high] = found.workableBounds as [number, number]
      expect(low).toBeLessThanOrEqual(0.5)
      expect(low).toBeGreaterThan(0.4)
      expect(high).toBeGreaterThanOrEqual(1.5)
      expect(high).toBeLessThan(1.6)
      const weights = calibrate(tens, { ...wanted, bounds: [low, high] })
      expect(sumOver(weights, girl)).toBeCloseTo(60, 8)
      for (const weight of weights) expect(weight / 10).toSatisfy((g: number) => g >= low && g <= high)
    }
    const linear = refusalOf(() =>
      calibrate(tens, targets({ all: one, girls: girl }, [80, 60], { bounds: [0.8, 1.2] })),
    )
    expect(linear).toMatchObject({ proven: true, atLower: 4, atUpper: 4, workableBounds: [0.5, 1.5] })
  })

  test('no positive weights at all: what the worst level never meets', () => {
    // No girl lives out of town, so there can be no more girls than pupils in town.
    const home = Uint8Array.of(1, 1, 1, 1, 1, 1, 0, 0)
    const columns = { all: one, girls: girl, town: home, outside: not(home) }
    const terms = ['all', 'sex', 'place', 'place']
    const wanted = targets(columns, [80, 60, 40, 40], { terms, distance: 'raking' })
    const found = refusalOf(() => calibrate(tens, wanted))
    expect(found.code).toBe('calibration_diverged')
    expect(found.stillOff).toContain('girls')
    expect(refusalOf(() => calibrate(tens, { ...wanted, bounds: [0.1, 10] }))).toMatchObject({ positive: false })
    const unbounded = calibrate(tens, { ...wanted, distance: 'linear' })
    expect(Math.min(...unbounded)).toBeLessThan(0)
  })
})

describe('bad weights and margins are refused by name', () => {
  const margin = (population: number[], labels = population.map((_, cell) => `m${cell}`)): Margin => ({
    name: 'level',
    cellOfRow: Int32Array.from(girl, (is) => (is ? 0 : 1)),
    labels,
    population: Float64Array.from(population),
  })
  const spoiled = (value: number) => tens.map((weight, row) => (row === 2 ? value : weight))
  const steps: readonly [string, (weights: Float64Array) => unknown][] = [
    ['postStratify', (weights) => postStratify(weights, margin([40, 40]))],
    ['rake', (weights) => rake(weights, [margin([40, 40])])],
    ['calibrate', (weights) => calibrate(weights, targets({ all: one }, [80]))],
    ['trim', (weights) => trim(weights, { upper: 12 })],
  ]
  test.each(steps)('%s refuses a weight that is no number, and none at all', (step, act) => {
    expect(refusalOf(() => act(spoiled(Number.NaN)))).toMatchObject({ code: 'weight_invalid', step, row: 3 })
    expect(refusalOf(() => act(spoiled(Number.POSITIVE_INFINITY)))).toMatchObject({ code: 'weight_invalid', row: 3 })
    expect(refusalOf(() => act(new Float64Array(8)))).toMatchObject({ code: 'weight_invalid', step })
    expect(refusalOf(() => act(tens)).code).toBe('none')
  })

  test('margins: a negative, missing or zero count, the same level twice, a level without a case, a case without a level', () => {
    for (const act of [
      (each: Margin) => postStratify(tens, each),
      (each: Margin) => rake(tens, [each, margin([40, 40])]),
    ]) {
      expect(refusalOf(() => act(margin([90, -10])))).toMatchObject({ code: 'population_invalid', cell: 'm1' })
      expect(refusalOf(() => act(margin([80, Number.NaN])))).toMatchObject({ code: 'population_invalid', value: 'NaN' })
      expect(refusalOf(() => act(margin([0, 0])))).toMatchObject({
        code: 'population_invalid',
        margin: 'level',
        total: 0,
      })
      expect(refusalOf(() => act(margin([40, 40], ['mn', 'mn'])))).toMatchObject({
        code: 'margin_duplicate',
        margin: 'level',
        cell: 'mn',
      })
      expect(refusalOf(() => act(margin([30, 30, 10, 10])))).toMatchObject({
        code: 'cell_empty',
        cell: 'm2',
        population: 10,
        empty: ['m2', 'm3'],
        mergeWith: ['m1'],
      })
      const outside = { ...margin([40, 40]), cellOfRow: Int32Array.from(girl, (is) => (is ? 0 : -1)) }
      expect(refusalOf(() => act(outside))).toMatchObject({ code: 'cell_unknown', row: 5 })
    }
    expect(refusalOf(() => rake(tens, [margin([40, 40]), margin([40, 41])]))).toMatchObject({
      code: 'calibration_contradictory',
      totals: [80, 81],
      difference: 1,
    })
  })

  test('calibration variables and bounds: missing value, missing total, crossed or one-sided bounds', () => {
    const holed = Float64Array.from(girl, (is, row) => (row === 3 ? Number.NaN : is))
    const withHole = { names: ['girls'], columns: [holed], totals: Float64Array.of(40), distance: 'linear' } as const
    expect(refusalOf(() => calibrate(tens, withHole))).toMatchObject({
      code: 'value_missing',
      variable: 'girls',
      row: 4,
    })
    expect(refusalOf(() => calibrate(tens, targets({ girls: girl }, [Number.NaN])))).toMatchObject({
      code: 'population_invalid',
      variable: 'girls',
    })
    const bounded = (bounds: readonly [number, number], distance: Distance) =>
      refusalOf(() => calibrate(tens, targets({ girls: girl }, [40], { bounds, distance })))
    expect(bounded([2, 0.5], 'linear')).toMatchObject({ code: 'option_invalid', option: 'bounds' })
    expect(bounded([1.1, 2], 'logit')).toMatchObject({ code: 'option_invalid', option: 'bounds' })
    expect(bounded([0.5, Number.POSITIVE_INFINITY], 'logit')).toMatchObject({ code: 'option_invalid' })
  })

  test('trimming bounds that are crossed, no numbers, or leave nobody to take what was cut', () => {
    expect(refusalOf(() => trim(tens, { lower: 12, upper: 8 }))).toMatchObject({
      code: 'option_invalid',
      bounds: [12, 8],
    })
    expect(refusalOf(() => trim(tens, { upper: Number.NaN }))).toMatchObject({ code: 'option_invalid' })
    expect(refusalOf(() => trim(tens, { upper: 8 }))).toMatchObject({ code: 'option_invalid', option: 'trim' })
  })
})

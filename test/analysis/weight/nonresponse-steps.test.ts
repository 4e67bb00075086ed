import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Design, makeDesign } from '../../../analysis/design.ts'
import { meanOf } from '../../../analysis/estimate/mean.ts'
import { totalOf } from '../../../analysis/estimate/total.ts'
import { withReplicates } from '../../../analysis/variance/make-replicates.ts'
import { type Adjustment, adjustAll } from '../../../analysis/weight/adjust.ts'
import type { Classes } from '../../../analysis/weight/carry.ts'
import { propensityClasses, responsePropensity } from '../../../analysis/weight/propensity.ts'
import { representativity } from '../../../analysis/weight/representativity.ts'

// Everything compared here was computed by test/golden/r/nonresponse.R.
const folder = join(import.meta.dirname, '../../golden/r')
const golden = JSON.parse(readFileSync(join(folder, 'nonresponse.json'), 'utf8')) as Record<string, number[]>
const [header, ...lines] = readFileSync(join(folder, 'nonresponse.csv'), 'utf8').trim().split('\n')
const names = (header ?? '').split(',')
const cells = lines.map((line) => line.split(','))
const column = (name: string) => cells.map((row) => row[names.indexOf(name)])
const numbers = (name: string) => Float64Array.from(column(name), (cell) => (cell === '' ? Number.NaN : Number(cell)))

const weights = numbers('w')
const responses = Int8Array.from(numbers('r'))
const [level, khmer] = [column('level'), column('khmer')]
const LEVELS = ['cs', 'mn', 'th']
const classesOf = (name: string, values: readonly string[], labels: readonly string[]): Classes => ({
  name,
  labels,
  cellOfRow: Int32Array.from(values, (value) => labels.indexOf(value)),
})
const byLevel = classesOf('level', level, LEVELS)
const byKhmer = classesOf('khmer', khmer, ['0', '1'])
const crossed = classesOf(
  'level, khmer',
  level.map((each, row) => `${each} ${khmer[row]}`),
  LEVELS.flatMap((each) => [`${each} 0`, `${each} 1`]),
)
const marks = (value: string) => Uint8Array.from(level, (each) => (each === value ? 1 : 0))
const model = {
  names: ['mn', 'th', 'khmer', 'size'],
  columns: [marks('mn'), marks('th'), numbers('khmer'), numbers('size')],
}
const y = numbers('y')
const taylor = makeDesign({
  weights,
  stages: [{ unit: numbers('school'), stratum: numbers('stratum') }],
})
const jackknife = withReplicates(taylor, { method: 'JKn' })

const nonresponse: Adjustment = { step: 'nonresponse', responses, classes: crossed }
const quintiles: Adjustment = { step: 'propensity', responses, model, classes: 5 }
const inverse: Adjustment = { step: 'propensity', responses, model }
const margin = (classes: Classes, population: number[]) => ({ ...classes, population: Float64Array.from(population) })
const margins = [margin(byLevel, golden.level), margin(byKhmer, golden.khmer)]
const post: Adjustment = { step: 'postStratify', margin: margins[0] }
const rake: Adjustment = { step: 'rake', margins }
const cut: Adjustment = { step: 'trim', bounds: { upper: 40 }, again: rake }

const chained = (design: Design, ...steps: Adjustment[]) => adjustAll(design, steps).design
const figures = (design: Design) => {
  const [mean, total] = [meanOf(design, y), totalOf(design, y)]
  return [mean.value, total.value, mean.se, total.se]
}
function near(found: ArrayLike<number>, expected: readonly number[], relative = 1e-9) {
  for (const [place, value] of expected.entries())
    expect(Math.abs(found[place] - value), `place ${place}: ${found[place]} for ${value}`).toBeLessThanOrEqual(
      relative * Math.max(1e-3, Math.abs(value)),
    )
}

describe('nonresponse by classes and by propensity, as R computes it', () => {
  test('propensities and their fifths', () => {
    const { propensity, coefficients } = responsePropensity(weights, responses, model)
    near(coefficients, golden.coefficients)
    near(propensity, golden.propensity)
    near(propensityClasses(propensity, 5).cellOfRow, golden.cuts)
  })

  test.each([
    ['classes', nonresponse, golden.classWeights],
    ['fifths of the propensity', quintiles, golden.quintileWeights],
    ['inverse propensity', inverse, golden.inverseWeights],
  ])('weights by %s', (_, step, expected) => near(chained(taylor, step).weights, expected))

  test.each([
    ['classes', [nonresponse], golden.classReplicates],
    ['fifths of the propensity', [quintiles], golden.quintileReplicates],
    ['inverse propensity', [inverse], golden.inverseReplicates],
    ['classes, then post-strata', [nonresponse, post], golden.postReplicates],
    ['classes, then raking', [nonresponse, rake], golden.rakeReplicates],
    ['classes, raking, trimming with raking again', [nonresponse, rake, cut], golden.trimReplicates],
  ])('every replicate runs the chain again: %s', (_, steps, expected) =>
    // Trimming ends within a millionth of its bound on both sides, not at the same digit.
    near(figures(chained(jackknife, ...steps)), expected, steps.length === 3 ? 1e-6 : 1e-9),
  )

  test.each([
    ['classes', [nonresponse], golden.classTaylor],
    ['inverse propensity', [inverse], golden.inverseTaylor],
    ['classes, then post-strata', [nonresponse, post], golden.postTaylor],
  ])('the Taylor variance knows of the step: %s', (_, steps, expected) => {
    const found = figures(chained(taylor, ...steps)).slice(2)
    near(found, expected)
    // Negative control: weights taken as known give another error.
    const blind = figures({ ...chained(taylor, ...steps), calibrations: [] })
    expect(Math.abs(blind[3] / expected[1] - 1)).toBeGreaterThan(0.01)
  })

  test('the weights of the whole chain, and what each step did', () => {
    const { design, records } = adjustAll(taylor, [nonresponse, rake, cut])
    near(design.weights, golden.trimWeights, 1e-6)
    near(chained(taylor, nonresponse, rake).weights, golden.rakeWeights)
    const [classes, raked, trimmed] = records
    expect(classes.sumAfter).toBeCloseTo(classes.sumBefore, 8)
    expect(classes.cells?.map(({ carriers, silent }) => carriers + silent).reduce((a, b) => a + b)).toBe(lines.length)
    expect(raked.sumAfter).toBeCloseTo(
      golden.level.reduce((a, b) => a + b),
      6,
    )
    expect(raked.iterations).toBeGreaterThan(1)
    expect(trimmed.sumAfter).toBeCloseTo(raked.sumAfter, 6)
    expect(Math.max(...design.weights)).toBeLessThanOrEqual(40 * (1 + 2e-6))
    expect(JSON.parse(JSON.stringify(records))).toEqual(records)
  })

  test('R-indicator, its adjustment for chance, its error, and the part of each variable', () => {
    const found = representativity(weights, responses, model, [byLevel, byKhmer])
    near([found.unadjusted, found.indicator, found.se, found.meanPropensity, found.sdPropensity], golden.indicator)
    const [one, other] = found.partial
    near(
      [one.unconditional, other.unconditional, ...[...one.levels, ...other.levels].map((each) => each.unconditional)],
      golden.unconditional,
    )
    near([one.conditional ?? Number.NaN, other.conditional ?? Number.NaN], golden.conditional)
  })
})

describe('nonresponse that cannot be corrected is named', () => {
  const silent = (value: string) => Int8Array.from(responses, (each, row) => (level[row] === value ? 0 : each))
  const refused = (code: string, detail: object) =>
    expect.objectContaining({ code, detail: expect.objectContaining(detail) })
  test('a class without an answer: which, how much weight, and what to merge it with', () => {
    const steps: Adjustment[] = [{ step: 'nonresponse', responses: silent('mn'), classes: byLevel }]
    expect(() => adjustAll(taylor, steps)).toThrow(
      refused('cell_empty', { step: 'nonresponse', variable: 'level', cell: 'mn', mergeWith: ['cs', 'th'] }),
    )
  })
  test('a level in which nobody, or everybody, answered has no propensity', () => {
    expect(() => responsePropensity(weights, silent('mn'), model)).toThrow(
      refused('propensity_separated', { variable: 'mn', level: 1, answered: 0 }),
    )
    const all = Int8Array.from(responses, (each, row) => (level[row] === 'th' ? 1 : each))
    expect(() => responsePropensity(weights, all, model)).toThrow(refused('propensity_separated', { variable: 'th' }))
    expect(() => responsePropensity(weights, new Int8Array(weights.length), model)).toThrow(
      refused('too_few_units', { answered: 0 }),
    )
  })
  test('a frame variable that is missing, a number of classes that is none, and the replicate in which a class falls silent', () => {
    const holed = { ...model, columns: [...model.columns.slice(0, 3), y] }
    expect(() => responsePropensity(weights, responses, holed)).toThrow(refused('value_missing', { variable: 'size' }))
    expect(() => propensityClasses(Float64Array.of(0.2, 0.8), 1)).toThrow(
      refused('option_invalid', { option: 'classes' }),
    )
    // One school carries a class alone: the replicate without it has nobody.
    const school = column('school')
    const alone = classesOf(
      'school',
      school.map((each) => (each === '101' ? 'one' : 'rest')),
      ['one', 'rest'],
    )
    const sparse = Int8Array.from(responses, (each, row) => (school[row] === '102' ? 0 : each))
    const wide = { ...alone, cellOfRow: alone.cellOfRow.map((cell, row) => (school[row] === '102' ? 0 : cell)) }
    expect(() => adjustAll(jackknife, [{ step: 'nonresponse', responses: sparse, classes: wide }])).toThrow(
      refused('cell_empty', { cell: 'one', replicate: 1 }),
    )
  })
  test('trimming and raking that undo each other are told', () => {
    const steps: Adjustment[] = [nonresponse, { step: 'trim', bounds: { upper: 22 }, again: rake }]
    expect(() => adjustAll(taylor, steps)).toThrow(expect.objectContaining({ name: 'AnalysisError' }))
  })
  test('weight of unknown eligibility goes to those it is known of', () => {
    const known = Uint8Array.from(weights, (_, row) => (row % 7 === 0 ? 0 : 1))
    const { design, records } = adjustAll(taylor, [{ step: 'unknownEligibility', known, classes: byLevel }])
    expect(records[0].sumAfter).toBeCloseTo(records[0].sumBefore, 8)
    for (const [row, weight] of design.weights.entries()) expect(weight === 0).toBe(known[row] === 0)
    expect(design.domain).toBeUndefined()
  })
})

import { describe, expect, test } from 'vitest'
import { meanOf } from '../../../analysis/estimate/mean.ts'
import { randomFrom } from '../../../analysis/numeric/random.ts'
import { designOf } from '../../../analysis/select/design-of.ts'
import { draw } from '../../../analysis/select/draw.ts'
import { sampledClasses } from '../../../analysis/select/sampled-classes.ts'
import { type WeighOptions, type WeightStep, weigh } from '../../../analysis/weight/chain.ts'
import type { FrameColumns } from '../../../analysis/weight/frame-columns.ts'
import { weighReplicates } from '../../../analysis/weight/weigh-replicates.ts'
import { smallFrame } from '../select/small-frame.ts'

const schools = smallFrame(['MN', 'TH'], ['A', 'B'], 8)
const plan = { strata: ['level', 'area'], schoolsPerStratum: 4, classesPerSchool: 2, pupilsPerClass: 6, reserves: 1 }
const ledger = draw(schools, { ...plan, seed: 'chain-steps' }, 'f')
const classes = sampledClasses(ledger)
const frame: FrameColumns = {
  names: ['level', 'area', 'khmer'],
  schools: new Map(
    schools.map(({ code, stratum, pupils }, place) => [
      code,
      { columns: { ...stratum, khmer: place % 3 === 0 ? 'yes' : 'no' } as Record<string, string>, pupils },
    ]),
  ),
}
const random = randomFrom('answers')
const counts = new Map(classes.map(({ id, sampled }) => [id, 1 + random.below(sampled)]))
const answered = classes.flatMap(({ id }) => Array.from({ length: counts.get(id) ?? 0 }, () => id))
const schoolOf = new Map(classes.map(({ id, school }) => [id, school.label]))
const chain = (steps: readonly WeightStep[], more: WeighOptions = {}) =>
  weigh(ledger, answered, {}, { frame, ...more, steps: [{ step: 'base' }, ...steps] })

function sums(weights: Float64Array, column: string): Record<string, number> {
  const made: Record<string, number> = {}
  for (const [row, id] of answered.entries()) {
    const level = frame.schools.get(schoolOf.get(id) ?? '')?.columns[column] ?? ''
    made[level] = (made[level] ?? 0) + weights[row]
  }
  return made
}
function pupils(column: string): Record<string, number> {
  const made: Record<string, number> = {}
  for (const { columns, pupils } of frame.schools.values())
    made[columns[column]] = (made[columns[column]] ?? 0) + pupils
  return made
}
const rounded = (all: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(all)
      .sort()
      .map(([key, value]) => [key, Math.round(value * 1e6) / 1e6]),
  )
const whole = [...frame.schools.values()].reduce((sum, school) => sum + school.pupils, 0)
const nonresponse: WeightStep = { step: 'nonresponse_classes', by: ['level', 'area'] }
const margins = [['level'], ['area'], ['khmer']]
const refused = (code: string, detail: object) =>
  expect.objectContaining({ code, detail: expect.objectContaining(detail) })

describe('the chain of a round agrees with its frame', () => {
  test.each<WeightStep>([
    { step: 'rake', margins },
    { step: 'calibrate', margins, distance: 'linear' },
    { step: 'calibrate', margins, distance: 'raking' },
    { step: 'calibrate', margins, distance: 'logit', bounds: [0.5, 2] },
  ])('every margin of $step $distance', (step) => {
    const { weights, steps } = chain([nonresponse, step])
    for (const column of frame.names) expect(rounded(sums(weights, column))).toEqual(rounded(pupils(column)))
    const last = steps[2]
    expect(last.checks.sum).toBeCloseTo(whole, 6)
    expect(last.benchmark).toBeCloseTo(whole, 9)
    if ('bounds' in step && step.bounds) {
      expect(last.factorRange[0]).toBeGreaterThanOrEqual(step.bounds[0])
      expect(last.factorRange[1]).toBeLessThanOrEqual(step.bounds[1])
    }
  })

  test('the order of the margins does not matter', () => {
    const one = chain([nonresponse, { step: 'rake', margins }]).weights
    const other = chain([nonresponse, { step: 'rake', margins: margins.toReversed() }]).weights
    for (const [row, weight] of one.entries()) expect(Math.abs(other[row] / weight - 1)).toBeLessThan(1e-9)
  })

  test('post-strata of level and area; without a step for the silent they drop out and the total is the frame', () => {
    const { weights, steps } = chain([{ step: 'post_stratify', by: ['level', 'area'] }])
    expect(rounded(sums(weights, 'area'))).toEqual(rounded(pupils('area')))
    expect([steps[1].in.silent > 0, steps[1].out.silent]).toEqual([true, 0])
  })

  test('trimming keeps the total and its bounds; repeated with raking it keeps the margins too', () => {
    const rake: WeightStep = { step: 'rake', margins }
    const before = chain([nonresponse, rake])
    const upper = (1 + before.checks.maxRatio) / 2
    const cut = chain([nonresponse, rake, { step: 'trim', upper }])
    expect(cut.checks.sum).toBeCloseTo(whole, 6)
    expect(cut.checks.maxRatio).toBeLessThanOrEqual(upper * (1 + 1e-9))
    expect(rounded(sums(cut.weights, 'khmer'))).not.toEqual(rounded(pupils('khmer')))
    const both = chain([nonresponse, rake, { step: 'trim', upper, again: true }])
    expect(both.checks.maxRatio).toBeLessThanOrEqual(upper * (1 + 2e-6))
    for (const column of frame.names) expect(rounded(sums(both.weights, column))).toEqual(rounded(pupils(column)))
  })

  test('propensity: with the columns of the classes as its only variables the classes come out', () => {
    // One column of two levels: the fitted propensity is the weighted rate of each level.
    const one = chain([{ step: 'nonresponse_classes', by: ['level'] }])
    const inverse = chain([{ step: 'propensity', by: ['level'] }])
    const fifths = chain([{ step: 'propensity', by: ['level'], classes: 5 }])
    for (const [row, weight] of one.weights.entries()) {
      expect(Math.abs(inverse.weights[row] / weight - 1)).toBeLessThan(1e-8)
      expect(Math.abs(fifths.weights[row] / weight - 1)).toBeLessThan(1e-8)
    }
  })

  test('the record is data: sums, factors, checks after each step, and the R-indicator', () => {
    const { steps, representativity } = chain([nonresponse, { step: 'rake', margins }])
    expect(JSON.parse(JSON.stringify(steps))).toEqual(steps)
    expect(steps.map(({ checks }) => checks.count)).toEqual([answered.length, answered.length, answered.length])
    expect(steps[1].out.sum).toBeCloseTo(steps[1].in.sum, 8)
    expect(steps[2].iterations).toBeGreaterThan(1)
    expect(representativity).toMatchObject({ asked: classes.reduce((sum, { sampled }) => sum + sampled, 0) })
    const everybody = classes.flatMap(({ id, sampled }) => Array.from({ length: sampled }, () => id))
    expect(weigh(ledger, everybody, {}, { frame }).representativity).toMatchObject({
      refused: { code: 'too_few_units' },
    })
  })
})

describe('the variance knows of the chain', () => {
  const y = Float64Array.from(answered, (id, row) => (id.startsWith('MN') ? 3 : 4) + (row % 2))
  test('with the frame known, what the margins explain is no longer uncertain', () => {
    const { weights, calibrations, checks } = chain([nonresponse, { step: 'post_stratify', by: ['level', 'area'] }])
    const level = Float64Array.from(answered, (id) => (id.startsWith('MN') ? 1 : 0))
    const known = designOf(ledger, answered, { weights, calibrated: { calibrations, total: checks.sum } }).design
    expect(meanOf(known, level).se).toBeLessThan(1e-9)
    expect(() =>
      designOf(ledger, answered, { weights, calibrated: { calibrations, total: 1.01 * checks.sum } }),
    ).toThrow(refused('weights_contradict_population', {}))
  })

  test('a replicate is the chain by hand on the weights of the replicate', () => {
    const steps: WeightStep[] = [{ step: 'base' }, nonresponse, { step: 'rake', margins }]
    const { design } = weighReplicates(ledger, answered, {}, { method: 'JKn' }, { frame, steps })
    const [first] = classes
    const gone = design.stages[0].unitOfRow[0]
    const alone = Array.from(answered).filter((_, row) => design.stages[0].unitOfRow[row] === gone)
    const mates = new Set(
      answered.filter(
        (_, row) =>
          design.stages[0].stratumOfUnit[design.stages[0].unitOfRow[row]] === design.stages[0].stratumOfUnit[gone],
      ),
    )
    const units = design.stages[0].sampled[design.stages[0].stratumOfUnit[gone]]
    const byHand = weigh(
      ledger,
      answered,
      {},
      {
        frame,
        steps,
        factorOf: ({ id }) => (alone.includes(id) ? 0 : mates.has(id) ? units / (units - 1) : 1),
      },
    )
    const replicate = design.replicates?.weightsOf(0) ?? new Float64Array()
    expect(alone).toContain(first.id)
    for (const [row, weight] of replicate.entries()) expect(weight).toBeCloseTo(byHand.weights[row], 8)
    expect(replicate.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(whole, 5)
    expect(meanOf(design, y).se).toBeGreaterThan(0)
  })
})

describe('a chain that cannot be is refused by place, step and remedy', () => {
  test('steps out of order, without a bound, of unknown columns', () => {
    const wrong = (steps: readonly WeightStep[], code: string, detail: object) =>
      expect(() => weigh(ledger, answered, {}, { frame, steps })).toThrow(refused(code, detail))
    wrong([], 'option_invalid', { option: 'steps' })
    wrong([nonresponse], 'option_invalid', { place: 1, step: 'nonresponse_classes' })
    wrong([{ step: 'base' }, { step: 'base' }], 'option_invalid', { place: 2 })
    wrong([{ step: 'base' }, { step: 'rake', margins }, nonresponse], 'option_invalid', { place: 3 })
    wrong([{ step: 'base' }, { step: 'trim' }], 'option_invalid', { place: 2, step: 'trim' })
    wrong([{ step: 'base' }, { step: 'trim', upper: 2, again: true }], 'option_invalid', { place: 2 })
    wrong([{ step: 'base' }, { step: 'post_stratify', by: ['huyện'] }], 'column_missing', {
      column: 'huyện',
      step: 'post_stratify',
    })
    expect(() => weigh(ledger, answered, {}, { steps: [{ step: 'base' }, { step: 'rake', margins }] })).toThrow(
      refused('option_invalid', { option: 'frame', place: 2 }),
    )
  })

  test('a cell of the frame without an answer names its neighbours, and merging is the remedy', () => {
    const some = answered.filter((id) => !id.startsWith('TH-B'))
    const steps: WeightStep[] = [{ step: 'base' }, nonresponse, { step: 'post_stratify', by: ['level', 'area'] }]
    expect(() => weigh(ledger, some, {}, { frame, steps })).toThrow(
      refused('cell_empty', { step: 'post_stratify', place: 3, cell: 'TH · B', mergeWith: ['TH · A'] }),
    )
    const merge = [{ column: 'area', from: 'B', into: 'A' }]
    const merged = weigh(ledger, some, {}, { frame, steps, merge })
    expect(merged.checks.sum).toBeCloseTo(whole, 6)
    expect(merged.steps[1].merged).toEqual([])
    expect(weigh(ledger, some, {}, { frame, steps: steps.slice(0, 2) }).steps[1].merged).toEqual([
      { level: 'level · area', cell: 'TH · B', into: 'level' },
    ])
    expect(() => weigh(ledger, some, {}, { frame, steps, merge: [{ column: 'area', from: 'X', into: 'A' }] })).toThrow(
      refused('option_invalid', { option: 'merge', level: 'X' }),
    )
  })

  test('bounds that cannot be met come with bounds that can', () => {
    const step: WeightStep = { step: 'calibrate', margins, distance: 'linear', bounds: [0.999, 1.001] }
    expect(() => chain([nonresponse, step])).toThrow(
      refused('calibration_diverged', { place: 3, workableBounds: expect.any(Array) }),
    )
  })
})

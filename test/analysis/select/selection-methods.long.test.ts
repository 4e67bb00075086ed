import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../analysis/numeric/random.ts'
import { checkLedger } from '../../../analysis/select/check-ledger.ts'
import { chooseSchools } from '../../../analysis/select/choose-schools.ts'
import { designOf } from '../../../analysis/select/design-of.ts'
import { draw } from '../../../analysis/select/draw.ts'
import type { DrawPlan, FrameSchool, Ledger, SchoolSelection } from '../../../analysis/select/ledger.ts'
import { sampledClasses } from '../../../analysis/select/sampled-classes.ts'
import { varianceReasons } from '../../../analysis/select/variance-of-draw.ts'
import { smallFrame } from './small-frame.ts'

const frame = smallFrame(['MN', 'TH'], ['A', 'B'], 9).map(
  (school, at): FrameSchool => ({ ...school, measures: { khmer: (school.pupils * (at % 7)) / 7 } }),
)
const plan = { strata: ['level', 'area'], schoolsPerStratum: 3, classesPerSchool: 2, pupilsPerClass: 4, reserves: 1 }

/** Every way to choose schools, what the ledger calls it, and the variance that must follow. */
const METHODS: readonly (readonly [SchoolSelection, string, string, string])[] = [
  [{ method: 'pps_systematic' }, 'pps_systematic_random_order', 'brewer_three_stage', 'pps_systematic_random_order'],
  [{ method: 'brewer' }, 'brewer', 'brewer_three_stage', 'near_greatest_entropy'],
  [{ method: 'sampford' }, 'sampford', 'brewer_three_stage', 'near_greatest_entropy'],
  [{ method: 'max_entropy' }, 'max_entropy', 'brewer_three_stage', 'near_greatest_entropy'],
  [{ method: 'simple' }, 'simple', 'simple_three_stage', 'simple_random'],
  [{ method: 'systematic_sorted', sort: ['khmer'] }, 'systematic_sorted', 'successive_three_stage', 'sorted_list'],
  [
    { method: 'pps_systematic_sorted', sort: ['khmer', 'pupils'] },
    'pps_systematic_sorted',
    'successive_three_stage',
    'sorted_list',
  ],
  [{ method: 'cube', chances: 'size', balance: ['khmer', 'schools'] }, 'cube_size', 'residual_three_stage', 'balanced'],
  [{ method: 'cube', chances: 'equal', balance: ['pupils'] }, 'cube_equal', 'residual_three_stage', 'balanced'],
]
const strata = ['MN', 'TH'].flatMap((level) =>
  ['A', 'B'].map((area) => ({
    name: `${level}|${area}`,
    values: [level, area],
    schools: frame.filter(({ stratum }) => stratum.level === level && stratum.area === area),
  })),
)
const drawn = (selection: SchoolSelection, seed: string, more: Partial<DrawPlan> = {}) =>
  draw(frame, { ...plan, seed, selection, ...more }, 'f')
const schoolsOf = ({ units }: Ledger) => units.filter(({ stage, reserve }) => stage === 1 && !reserve)
const everyoneOf = (ledger: Ledger) =>
  sampledClasses(ledger).flatMap((room) => Array.from({ length: room.sampled }, () => room.id))

describe.each(METHODS)('schools chosen by %j', (selection, method, variance, because) => {
  test('come as often as the ledger says, three to a stratum', () => {
    const seeds = 150
    const times = new Map<string, number>()
    const chance = new Map<string, number>()
    for (let seed = 0; seed < seeds; seed++) {
      const chosen = chooseSchools(strata, { ...plan, seed: '', selection }, randomFrom(`${seed}`))
      for (const { listed, chosen: places, probability } of chosen) {
        expect(places).toHaveLength(3)
        for (const place of places) times.set(listed[place].code, (times.get(listed[place].code) ?? 0) + 1)
        for (const [place, { code }] of listed.entries()) chance.set(code, probability[place])
      }
    }
    let chi = 0
    let sum = 0
    for (const [id, probability] of chance) {
      sum += probability
      if (probability < 1)
        chi += ((times.get(id) ?? 0) - seeds * probability) ** 2 / (seeds * probability * (1 - probability))
    }
    expect(chance.size).toBe(36)
    expect(sum).toBeCloseTo(12, 9)
    expect(chi).toBeLessThan(68) // R: qchisq(0.999, 36) = 67.99
  })

  test('are written down by name and come again from the ledger, to the last number', () => {
    const ledger = drawn(selection, 'again')
    expect(ledger.method.schools).toBe(method)
    const stored = JSON.parse(JSON.stringify(ledger)) as Ledger
    expect(checkLedger(stored, [...frame].reverse(), 'f')).toEqual([])
    const other = { ...stored, plan: { ...stored.plan, seed: 'another' } }
    expect(checkLedger(other, frame, 'f').length).toBeGreaterThan(0)
  })

  test('bring their variance with them, and no other', () => {
    const ledger = drawn(selection, 'design')
    const found = designOf(ledger, everyoneOf(ledger))
    expect([found.variance, found.because]).toEqual([variance, because])
    expect(varianceReasons[found.because]).toMatch(/\w/)
    const [first] = found.design.stages
    expect(first.spread?.form).toBe(
      { successive_three_stage: 'successive', residual_three_stage: 'residual' }[variance],
    )
    for (const [row, { school }] of found.classes.entries())
      expect(first.fraction[first.unitOfRow[row]]).toBeCloseTo(school.probability, 12)
    expect(designOf(ledger, everyoneOf(ledger), { variance: 'ultimate_cluster' }).because).toBe('asked_for')
    const wrong = variance === 'simple_three_stage' ? 'brewer_three_stage' : 'simple_three_stage'
    expect(() => designOf(ledger, everyoneOf(ledger), { variance: wrong })).toThrow(
      expect.objectContaining({
        code: 'option_invalid',
        detail: expect.objectContaining({ draw: method, use: variance }),
      }),
    )
  })
})

describe('a draw that cannot be', () => {
  const refused = (code: string, detail: object) =>
    expect.objectContaining({ code, detail: expect.objectContaining(detail) })
  test('names the school whose measure is missing and the method it does not know', () => {
    const without = frame.map(({ measures: _, ...school }) => school)
    const cube: SchoolSelection = { method: 'cube', chances: 'size', balance: ['khmer'] }
    expect(() => draw(without, { ...plan, seed: '1', selection: cube }, 'f')).toThrow(
      refused('frame_invalid', { school: 'MN-A-01', reason: 'no khmer' }),
    )
    expect(() => drawn({ method: 'by_hand' } as never, '1')).toThrow(refused('option_invalid', { value: 'by_hand' }))
    const ledger = drawn({ method: 'simple' }, '1')
    const foreign = { ...ledger, method: { ...ledger.method, schools: 'by_hand' } } as never
    expect(() => designOf(foreign, everyoneOf(ledger))).toThrow(refused('not_supported', { draw: 'by_hand' }))
  })
  test('names a planned collapse that leads nowhere', () => {
    expect(() => drawn({ method: 'simple' }, '1', { collapse: { 'MN|A': 'MN|Z' } })).toThrow(
      refused('option_invalid', { stratum: 'MN|A', into: 'MN|Z' }),
    )
  })
})

test('a stratum left with one school joins the one the plan names', () => {
  const ledger = drawn({ method: 'simple' }, 'collapse', { collapse: { 'TH|B': 'MN|B' } })
  const kept = schoolsOf(ledger).find(({ stratum }) => stratum === 'TH|B')?.id
  const answered = everyoneOf(ledger).filter((id) => !id.startsWith('TH-B') || id.startsWith(`${kept}/`))
  expect(designOf(ledger, answered).merged).toEqual([{ stratum: 'TH|B', into: 'MN|B' }])
})

test('a reserve takes the place in the sorted list of the school it stands for', () => {
  const ledger = drawn({ method: 'systematic_sorted', sort: ['khmer'] }, 'reserve')
  const [first, second] = schoolsOf(ledger).filter(({ stratum }) => stratum === 'MN|A')
  const by = ledger.units.find(({ reserve, stage, stratum }) => reserve && stage === 1 && stratum === 'MN|A')?.id ?? ''
  const field = { replacements: [{ school: first.id, by, reason: 'closed' }] }
  const answered = sampledClasses(ledger, field).flatMap((room) => Array.from({ length: room.sampled }, () => room.id))
  const { design, classes } = designOf(ledger, answered, { field })
  const [stage] = design.stages
  const unitOf = (id: string) => stage.unitOfRow[classes.findIndex(({ school }) => school.id === id)]
  if (stage.spread?.form !== 'successive') throw new Error('not a sorted stage')
  expect(stage.spread.before[unitOf(by)]).toBe(-1)
  expect(stage.spread.before[unitOf(second.id)]).toBe(unitOf(by))
})

test('more answers than were asked for in a class are refused by its name', () => {
  const ledger = drawn({ method: 'simple' }, 'many')
  const everyone = everyoneOf(ledger)
  expect(() => designOf(ledger, [...everyone, everyone[0]])).toThrow(
    expect.objectContaining({ code: 'ledger_mismatch', detail: expect.objectContaining({ unit: everyone[0] }) }),
  )
})

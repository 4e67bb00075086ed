import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { draw } from '../../analysis/select/draw.ts'
import { sampledClasses } from '../../analysis/select/sampled-classes.ts'
import { weigh } from '../../analysis/weight/chain.ts'
import { csvOf, readDataset } from '../../server/dataset/table.ts'
import { computeEstimates, type EstimateInput } from '../../server/estimates/compute.ts'
import type { EarlierRound } from '../../server/estimates/extras/change.ts'
import { estimateSpec, isOfficial, USUAL_SPEC } from '../../server/estimates/spec.ts'
import { phMn } from '../../surveys/forms/ph-mn.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import { type Instrument, instrumentId } from '../../surveys/instrument.ts'
import { smallFrame } from '../analysis/select/small-frame.ts'

const AREAS = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
const ledger = draw(
  smallFrame(['mn', 'th'], AREAS, 6),
  {
    strata: ['level', 'area'],
    schoolsPerStratum: 3,
    classesPerSchool: 2,
    pupilsPerClass: 6,
    reserves: 0,
    seed: 'extras',
  },
  'made up',
)

/** A round in which sheets by `paper` are answered higher on A1, C2 is often left blank, and area G has no answers. */
function madeRound(seed: string, lift: number, forms: readonly Instrument[] = [phMn, phTh]) {
  const chance = randomFrom('extras answers')
  const ids = [...new Set(forms.flatMap(({ blocks }) => blocks.flatMap(({ items }) => items)).map(({ id }) => id))]
  const head = ['class', 'school', 'level', 'area', 'form', 'mode', 'handed_by', 'language', 'day']
  const rows: string[][] = []
  for (const room of sampledClasses(ledger)) {
    const [level, area] = room.stratum.split('|')
    if (area === 'G') continue
    const form = forms[level === 'mn' ? 0 : 1]
    const items = new Map(form.blocks.flatMap((block) => block.items).map((item) => [item.id, item]))
    const mood = chance.fork(room.school.id).uniform() + AREAS.indexOf(area) * 0.4 + lift
    for (let pupil = 0; pupil < room.sampled; pupil++) {
      const own = chance.fork(seed).fork(`${room.id}#${pupil}`)
      const mode = own.uniform() < 0.5 ? 'paper' : 'web'
      const feeling = mood + own.uniform()
      const cells = ids.map((id) => {
        const item = items.get(id)
        const more = id === 'A1' && mode === 'paper' ? 1 : 0
        if (item?.type === 'percent') return String(Math.round(60 + 15 * feeling))
        if (item?.type !== 'scale') return ''
        if (id === 'C2' && own.uniform() < 0.4) return ''
        if (item.notApplicable && own.uniform() < 0.1) return 'NK'
        return String(Math.max(1, Math.min(5, Math.round(1.6 + feeling + more + own.uniform() - 0.5))))
      })
      const label = room.school.label
      rows.push([room.id, label, level, area, instrumentId(form), mode, 'school', 'vi', '2026-01-01', ...cells])
    }
  }
  const table = readDataset(csvOf([[...head, ...ids], ...rows]))
  return { table, ledger, weights: weigh(ledger, table.column('class')).weights, instruments: forms }
}

const now = madeRound('now', 0.3)
const before: EarlierRound = { ...madeRound('before', 0), round: 'r1', name: 'trước', year: 2025, datasetHash: 'h' }
const compute = (more: Partial<EstimateInput> = {}) => computeEstimates({ ...now, target: 0.9, ...more })
const { extras } = compute({ earlier: before })

describe('figures beside the index', () => {
  test('share of 5 less share of 1 and 2 is the net score, for the province, each level and each block', () => {
    const rows = extras?.ends ?? []
    expect(rows.map(({ level, of }) => `${level} ${of}`)).toContain('th C')
    for (const { top, bottom, net } of rows) {
      if (!('value' in top && 'value' in bottom && 'value' in net)) throw new Error('a share is not shown')
      expect(net.value).toBeCloseTo(top.value - bottom.value, 12)
    }
  })
  test('an area may only have a rank that its interval of ranks holds, and who is above whom is mutual', () => {
    const areas = extras?.ranks?.areas ?? []
    expect(areas).toHaveLength(6)
    for (const { area, rank, best, worst, higher } of areas) {
      expect(rank).toBeGreaterThanOrEqual(best ?? 9)
      expect(rank).toBeLessThanOrEqual(worst ?? 0)
      for (const other of higher) expect(areas.find((one) => one.area === other)?.lower).toContain(area)
    }
    expect(areas.some(({ higher }) => higher.length > 0)).toBe(true)
  })
  test('an area without an answer gets the value of the model, marked, and the areas add up to the province', () => {
    const model = extras?.smallAreas?.find(({ of }) => of === 'area')
    const silent = model?.areas.find(({ area }) => area === 'G')
    expect(silent).toMatchObject({ synthetic: true, shrinkage: 0, direct: { suppressed: 'not_asked' } })
    const all = model?.areas ?? []
    const pupils = all.reduce((sum, area) => sum + area.pupils, 0)
    expect(all.reduce((sum, area) => sum + (area.pupils * area.value) / pupils, 0)).toBeCloseTo(
      model?.benchmark ?? 0,
      9,
    )
    for (const { rmse } of all) expect(silent?.rmse).toBeGreaterThanOrEqual(rmse)
  })
  test('the item that paper makes people answer higher is the one found', () => {
    const found = (extras?.itemBias ?? []).filter(({ by, adjustedP }) => by === 'mode' && adjustedP < 0.01)
    expect(new Set(found.map(({ item }) => item))).toEqual(new Set(['A1']))
    const [{ reference, effects }] = found
    expect(effects[0].value * (reference === 'web' ? 1 : -1)).toBeGreaterThan(0.4)
  })
  test('blanks and "not known" stand apart', () => {
    const rows = extras?.itemNonresponse ?? []
    const shown = (level: string, item: string) => {
      const row = rows.find((one) => one.level === level && one.item === item)
      return [row?.blank, row?.notKnown].map((cell) => (cell && 'value' in cell ? cell.value : null))
    }
    const [blank, unknown] = shown('th', 'C2')
    expect(blank).toBeGreaterThan(0.3)
    expect(unknown).toBeLessThan(0.12)
  })
  test('reliability of the items of each block, and of the blocks of each form', () => {
    const whole = (extras?.reliability ?? []).filter(({ block }) => block === null)
    expect(whole.map(({ level }) => level)).toEqual(['mn', 'th'])
    for (const { value, low, high } of whole) {
      expect(value).toBeGreaterThan(low ?? 1)
      expect(value).toBeLessThan(high ?? 0)
    }
  })
  test('the change counts the schools of both rounds; without a common school its error is larger', () => {
    const row = (change: typeof extras) =>
      change?.change?.rows.find(({ level, of }) => level === null && of === 'computed')
    const found = row(extras)?.change
    expect(found?.matched).toBe(new Set(now.table.column('school')).size)
    expect(found?.value).toBeGreaterThan(0)
    expect(found?.correlation).toBeGreaterThan(0.2)
    const names = before.table.column('school')
    const strange = {
      ...before,
      table: {
        ...before.table,
        column: (name: string) => (name === 'school' ? names.map((one) => `${one}!`) : before.table.column(name)),
      },
    }
    expect(
      row(compute({ earlier: strange, spec: { ...USUAL_SPEC, extras: ['change'] } }).extras)?.change?.se,
    ).toBeGreaterThan(found?.se ?? 1)
  })
  test('an item that asks something else is left out of the comparison', () => {
    const reworded: Instrument = {
      ...phTh,
      blocks: phTh.blocks.map((block) => ({
        ...block,
        items: block.items.map((item) =>
          item.id === 'A1' ? { ...item, text: { ...item.text, vi: 'Khác hẳn' } } : item,
        ),
      })),
    }
    const spec = { ...USUAL_SPEC, extras: ['change'] as const } as EstimateInput['spec']
    const items = compute({ earlier: { ...before, instruments: [phMn, reworded] }, spec }).extras?.change?.items
    expect(items?.find(({ form }) => form === 'ph-mn')?.same).toBe(items?.find(({ form }) => form === 'ph-mn')?.of)
    const th = items?.find(({ form }) => form === 'ph-th')
    expect(th?.same).toBe((th?.of ?? 0) - 1)
  })
  // Case I12.
  test('no number is NaN or endless, and only what was asked for is computed', () => {
    const walk = (value: unknown): void => {
      if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
      else if (value && typeof value === 'object') Object.values(value).forEach(walk)
    }
    walk(extras)
    expect(compute({ spec: { ...USUAL_SPEC, extras: [] } }).extras).toEqual({})
  })
})

describe('the specification of an estimate', () => {
  test('a pooled rate is another number; another target or confidence is not that of the round', () => {
    const rate = (blockRate: 'pooled' | 'mean_of_items') =>
      compute({ spec: { ...USUAL_SPEC, extras: [], blockRate } }).results.domains[0].computed.rate
    expect(rate('pooled')).not.toEqual(rate('mean_of_items'))
    expect(isOfficial(USUAL_SPEC, 0.9)).toBe(true)
    expect(isOfficial(estimateSpec.parse({ target: 0.85 }), 0.9)).toBe(false)
    expect(isOfficial(estimateSpec.parse({ confidence: 0.9 }), 0.9)).toBe(false)
  })
  test('what it does not know is refused', () => {
    for (const wrong of [{ confidence: 95 }, { extras: ['magic'] }, { blockrate: 'pooled' }, { groups: ['x'] }])
      expect(estimateSpec.safeParse(wrong).success).toBe(false)
  })
})

import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkLedger } from '../../../analysis/select/check-ledger.ts'
import { classList } from '../../../analysis/select/class-list.ts'
import { draw } from '../../../analysis/select/draw.ts'
import type { DrawPlan, Ledger } from '../../../analysis/select/ledger.ts'
import { plainDraw } from './plain-draw.ts'
import { smallFrame } from './small-frame.ts'

const frame = smallFrame(['MN', 'TH', 'THCS'], ['Mỹ Tú', 'Vĩnh Châu'], 9)
const plan: DrawPlan = {
  strata: ['level', 'area'],
  schoolsPerStratum: 4,
  classesPerSchool: 2,
  pupilsPerClass: 6,
  reserves: 2,
  seed: 'Sóc Trăng 2026',
}

/** The pupils of a ledger with the product of their three probabilities, in the form of the plain second draw. */
function pupils(ledger: Ledger): string[] {
  const byId = new Map(ledger.units.map((unit) => [unit.id, unit]))
  return ledger.units
    .filter((unit) => unit.stage === 3)
    .map((pupil) => {
      const room = byId.get(pupil.parent ?? '')
      const school = byId.get(room?.parent ?? '')
      if (!room || !school) throw new Error(`${pupil.id} has no parent`)
      const chance = school.probability * room.probability * pupil.probability
      return `${pupil.id} ${chance.toPrecision(12)}${pupil.reserve ? ' reserve' : ''}`
    })
}

describe('the draw of a round', () => {
  test('equals a plain second form of it, with other seeds, plans and frames too', () => {
    expect(pupils(draw(frame, plan, 'f'))).toEqual(plainDraw(frame, plan))
    for (let seed = 0; seed < 25; seed++) {
      const other = {
        ...plan,
        seed: `${seed}`,
        schoolsPerStratum: 1 + (seed % 10),
        reserves: seed % 4,
        pupilsPerClass: 3 + seed,
      }
      expect(pupils(draw(frame, other, 'f'))).toEqual(plainDraw(frame, other))
    }
  })
  test('the same seed gives the list whose hash is written here', () => {
    const hash = createHash('sha256')
      .update(pupils(draw(frame, plan, 'f')).join('\n'))
      .digest('hex')
    const plain = createHash('sha256').update(plainDraw(frame, plan).join('\n')).digest('hex')
    expect(hash).toBe(plain)
    expect(hash).toBe('240369ab45710d083b2089f7885f2f66c23ceb519b8e5b30f1369628fbd47afb')
  })
  test('does not depend on the order of the rows of the frame', () => {
    const turned = [...frame].reverse().map((school) => ({ ...school, classes: [...school.classes].reverse() }))
    expect(draw(turned, plan, 'f')).toEqual(draw(frame, plan, 'f'))
  })
  test('another school in one stratum leaves the other strata as they were', () => {
    const more = [...frame, { ...frame[0], code: 'MN-Mỹ Tú-99' }]
    const others = (ledger: Ledger) => ledger.units.filter((unit) => unit.stratum !== 'MN|Mỹ Tú')
    expect(others(draw(more, plan, 'f'))).toEqual(others(draw(frame, plan, 'f')))
  })
  test('draws what the plan asks, and whole strata where it asks for more than there is', () => {
    const ledger = draw(frame, { ...plan, schoolsPerStratum: { ...everyStratum(4), 'TH|Mỹ Tú': 50 } }, 'f')
    const schools = ledger.units.filter((unit) => unit.stage === 1 && !unit.reserve)
    const whole = schools.filter((unit) => unit.stratum === 'TH|Mỹ Tú')
    expect(whole).toHaveLength(9)
    expect(whole.every((unit) => unit.certain && unit.probability === 1)).toBe(true)
    expect(schools).toHaveLength(5 * 4 + 9)
    expect(ledger.strata.find(({ name }) => name === 'TH|Mỹ Tú')).toMatchObject({ schools: 9, sampled: 9, reserves: 0 })
  })
  test('says which stratum has no plan, which school is there twice or cannot be drawn', () => {
    const thrown = (code: string, detail: object) => expect.objectContaining({ code, detail })
    const { 'TH|Mỹ Tú': _, ...incomplete } = everyStratum(4)
    expect(() => draw(frame, { ...plan, schoolsPerStratum: incomplete }, 'f')).toThrow(
      thrown('stratum_without_plan', { stratum: 'TH|Mỹ Tú' }),
    )
    expect(() => draw([...frame, frame[3]], plan, 'f')).toThrow(
      thrown('frame_invalid', { school: frame[3].code, reason: 'code twice' }),
    )
    const first = { ...frame[0], code: 'A', pupils: 100_000 }
    expect(() => draw([...frame, { ...first, classes: [] }], plan, 'f')).toThrow(
      thrown('frame_invalid', { school: 'A', reason: 'no classes' }),
    )
    expect(() => draw([...frame, { ...first, stratum: { level: 'MN' } }], plan, 'f')).toThrow(
      thrown('frame_invalid', { school: 'A', reason: 'no area' }),
    )
  })
})

const everyStratum = (count: number): Record<string, number> =>
  Object.fromEntries(frame.map(({ stratum }) => [`${stratum.level}|${stratum.area}`, count]))

describe('the chances of the draw over 10,000 seeds', () => {
  const small = smallFrame(['TH'], ['A'], 7)
  const asked = { ...plan, schoolsPerStratum: 3, classesPerSchool: 2, pupilsPerClass: 1, reserves: 1 }
  const seeds = 10_000
  const times = new Map<string, number>()
  const chance = new Map<string, number>()
  const reserveOf = new Map<string, number>()
  for (let seed = 0; seed < seeds; seed++)
    for (const unit of draw(small, { ...asked, seed: `chance ${seed}` }, 'f').units) {
      if (unit.stage === 3) continue
      if (unit.reserve) {
        if (unit.stage === 1) reserveOf.set(unit.id, (reserveOf.get(unit.id) ?? 0) + 1)
        continue
      }
      times.set(unit.id, (times.get(unit.id) ?? 0) + 1)
      const above = unit.parent === null ? 1 : (chance.get(unit.parent) ?? 0)
      chance.set(unit.id, above * unit.probability)
    }
  /** Each unit's count is binomial over seeds; its square z is chi-square with 1 df, 23.93 its quantile at 1 - 1e-6. */
  const deviation = (unit: string, expected: number) =>
    ((times.get(unit) ?? 0) - seeds * expected) ** 2 / (seeds * expected * (1 - expected))

  test('schools and classes come as often as the ledger says', () => {
    expect(times.size).toBe(7 + small.flatMap(({ classes }) => classes).length)
    for (const [unit, expected] of chance) expect(deviation(unit, expected), unit).toBeLessThan(23.93)
  })
  test('the check sees a probability that is 4 points off', () => {
    expect(deviation(small[0].code, (chance.get(small[0].code) ?? 0) + 0.04)).toBeGreaterThan(23.93)
  })
  test('every school outside the sample may become the reserve', () => {
    expect(reserveOf.size).toBe(7)
    expect([...reserveOf.values()].reduce((sum, count) => sum + count, 0)).toBe(seeds)
  })
})

describe('a ledger can be checked', () => {
  const ledger = draw(frame, plan, 'frame hash')
  test('drawing again gives the same ledger, also after a journey through JSON', () => {
    expect(checkLedger(JSON.parse(JSON.stringify(ledger)), frame, 'frame hash')).toEqual([])
  })
  test('an exchanged school, a removed pupil, another frame and another seed are seen', () => {
    const [first, ...rest] = ledger.units
    expect(checkLedger({ ...ledger, units: [{ ...first, id: 'friend' }, ...rest] }, frame, 'frame hash')).toEqual([
      { path: 'units/friend', code: 'unit_added' },
      { path: `units/${first.id}`, code: 'unit_missing' },
    ])
    expect(checkLedger({ ...ledger, units: rest }, frame, 'frame hash')).toHaveLength(1)
    const changed = [{ ...first, probability: 0.5 }, ...rest]
    expect(checkLedger({ ...ledger, units: changed }, frame, 'frame hash')).toEqual([
      { path: `units/${first.id}`, code: 'unit_changed' },
    ])
    expect(checkLedger(ledger, frame, 'other')).toEqual([{ path: 'frameHash', code: 'frame_changed' }])
    expect(checkLedger({ ...ledger, plan: { ...plan, seed: 'x' } }, frame, 'frame hash').length).toBeGreaterThan(10)
  })
})

describe('a class list from a frame row', () => {
  test('keeps all pupils and all classes and splits grades evenly', () => {
    const grades = [1, 2, 3, 4, 5].map((grade) => ({ grade: String(grade), pupils: 60 + grade * 7 }))
    const list = classList(grades, 13)
    expect(list).toHaveLength(13)
    for (const { grade, pupils } of grades) {
      const own = list.filter(({ name }) => name.startsWith(`${grade}/`)).map((room) => room.pupils)
      expect(own.reduce((sum, count) => sum + count, 0)).toBe(pupils)
      expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(1)
    }
  })
  test('refuses fewer classes than grades', () => {
    expect(() =>
      classList(
        [
          { grade: '1', pupils: 4 },
          { grade: '2', pupils: 4 },
        ],
        1,
      ),
    ).toThrow(expect.objectContaining({ code: 'frame_invalid' }))
  })
})

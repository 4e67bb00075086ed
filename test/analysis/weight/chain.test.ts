import { describe, expect, test } from 'vitest'
import { draw } from '../../../analysis/select/draw.ts'
import { nextReserve, sampledClasses } from '../../../analysis/select/sampled-classes.ts'
import { weigh } from '../../../analysis/weight/chain.ts'
import { adjustNonresponse, type ResponseStatus } from '../../../analysis/weight/nonresponse.ts'
import { smallFrame } from '../select/small-frame.ts'

const frame = smallFrame(['MN', 'TH'], ['A', 'B'], 8)
const plan = { strata: ['level', 'area'], schoolsPerStratum: 3, classesPerSchool: 2, pupilsPerClass: 6, reserves: 2 }
const ledger = draw(frame, { ...plan, seed: 'weights' }, 'f')
const classes = sampledClasses(ledger)
const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0)

/** `count(class, its place)` answers from each class. */
const answersOf = (count: (room: (typeof classes)[number], place: number) => number) =>
  classes.flatMap((room, place) => Array.from({ length: count(room, place) }, () => room.id))

describe('the weighting chain', () => {
  test('with all answers the weights are the inverse of the product of the three probabilities', () => {
    const answered = answersOf(({ sampled }) => sampled)
    const { weights, steps } = weigh(ledger, answered)
    for (const [row, id] of answered.entries()) {
      const room = ledger.units.find((unit) => unit.id === id)
      const school = ledger.units.find((unit) => unit.id === room?.parent)
      const pupil = ledger.units.find((unit) => unit.parent === id)
      const chance = (school?.probability ?? 0) * (room?.probability ?? 0) * (pupil?.probability ?? 0)
      expect(weights[row] * chance).toBeCloseTo(1, 12)
    }
    expect(steps.map(({ step }) => step)).toEqual(['base', 'unknown_eligibility', 'nonresponse'])
  })

  test('equals the row-by-row adjustment with the school as cell', () => {
    const answered = answersOf(({ sampled }, place) => sampled - (place % 4))
    const rows = classes.flatMap((room, place) =>
      Array.from({ length: room.sampled }, (_, at) => ({
        weight: room.baseWeight,
        status: (at < room.sampled - (place % 4) ? 'R' : 'NR') as ResponseStatus,
        cell: room.school.id,
      })),
    )
    const plain = adjustNonresponse({
      weight: rows.map(({ weight }) => weight),
      status: rows.map(({ status }) => status),
      cell: rows.map(({ cell }) => cell),
    })
    const expected = Array.from(plain.weight).filter((_, row) => rows[row].status === 'R')
    const { weights } = weigh(ledger, answered)
    expect(weights).toHaveLength(expected.length)
    for (const [row, weight] of expected.entries()) expect(weights[row]).toBeCloseTo(weight, 9)
  })

  test('a silent class goes to its school, a silent school to its stratum, and both are on record', () => {
    const [silentClass] = classes
    const silentSchool = classes.find(({ stratum }) => stratum === 'TH|B')?.school.id
    const answered = answersOf((room) => (room === silentClass || room.school.id === silentSchool ? 0 : 4))
    const { steps, weights } = weigh(ledger, answered)
    const last = steps[2]
    expect(last.merged).toEqual([{ level: 'school', cell: silentSchool, into: 'stratum' }])
    expect(last.factors.find(({ cell }) => cell === silentClass.school.id)?.factor).toBeGreaterThan(2)
    expect(last.factors.filter(({ level }) => level === 'stratum')).toHaveLength(1)
    expect(last.out.sum).toBeCloseTo(last.in.sum, 8)
    expect(last.out.answered).toBeCloseTo(sumOf(weights), 8)
    expect(last.out.silent).toBe(0)
  })

  test('a silent stratum goes to its level; nobody at all is refused', () => {
    const { steps } = weigh(
      ledger,
      answersOf(({ stratum }) => (stratum === 'TH|B' ? 0 : 5)),
    )
    expect(steps[2].merged.filter(({ into }) => into === 'group')).toEqual([
      { level: 'stratum', cell: 'TH|B', into: 'group' },
    ])
    expect(() => weigh(ledger, [])).toThrow(expect.objectContaining({ code: 'cell_empty' }))
  })

  test('pupils whose place is unknown hand their weight to the known ones, ineligible ones keep theirs', () => {
    const [room] = classes
    const answered = answersOf((other, place) => (place === 0 ? 2 : other.sampled))
    const field = { classes: { [room.id]: { ineligible: 1, unknown: 3 } } }
    const { steps, weights } = weigh(ledger, answered, field, {
      steps: [
        { step: 'base' },
        { step: 'unknown_eligibility', within: 'class' },
        { step: 'nonresponse', within: 'class' },
      ],
    })
    expect(weights[0]).toBeCloseTo(room.baseWeight * 2, 9)
    expect(steps[1].out.ineligible).toBeCloseTo(2 * room.baseWeight, 9)
    expect(steps[2].out.sum).toBeCloseTo(steps[0].in.sum, 8)
  })

  test('the true length of a class list and a replacing school are taken over', () => {
    const [room] = classes
    const gone = room.school.id
    const reserve = nextReserve(ledger, room.stratum, [])
    if (!reserve) throw new Error('the stratum has no reserve')
    const replacements = [{ school: gone, by: reserve.id, reason: 'moved' }]
    const after = sampledClasses(ledger, { replacements })
    expect(after.some(({ school }) => school.id === gone)).toBe(false)
    expect(after.filter(({ school }) => school.id === reserve.id).length).toBeGreaterThan(0)
    expect(nextReserve(ledger, room.stratum, replacements)?.order).toBe(2)
    const longer = sampledClasses(ledger, { classes: { [room.id]: { listed: room.listed * 2 } } })
    expect(longer[0].baseWeight).toBeCloseTo(2 * room.baseWeight, 9)
  })

  test('refuses more answers than pupils asked, an unknown class, and a reserve of another stratum', () => {
    const [room] = classes
    const mismatch = (detail: object) =>
      expect.objectContaining({ code: 'ledger_mismatch', detail: expect.objectContaining(detail) })
    expect(() => weigh(ledger, Array(room.sampled + 1).fill(room.id))).toThrow(
      mismatch({ unit: room.id, asked: room.sampled }),
    )
    expect(() => weigh(ledger, ['nowhere/1A'])).toThrow(mismatch({ unit: 'nowhere/1A' }))
    const other = nextReserve(ledger, 'TH|B', [])
    const wrong = [{ school: room.school.id, by: other?.id ?? '', reason: 'x' }]
    expect(() => sampledClasses(ledger, { replacements: wrong })).toThrow(mismatch({ unit: other?.id }))
    expect(() => sampledClasses(ledger, { classes: { [room.id]: { listed: 1 } } })).toThrow(mismatch({ unit: room.id }))
  })
})

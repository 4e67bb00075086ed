import { describe, expect, test } from 'vitest'
import { meanOf } from '../../../analysis/estimate/mean.ts'
import { designOf } from '../../../analysis/select/design-of.ts'
import { draw } from '../../../analysis/select/draw.ts'
import { sampledClasses } from '../../../analysis/select/sampled-classes.ts'
import { weigh } from '../../../analysis/weight/chain.ts'
import { smallFrame } from './small-frame.ts'

const frame = smallFrame(['MN', 'TH'], ['A', 'B', 'C'], 8)
const plan = { strata: ['level', 'area'], classesPerSchool: 2, pupilsPerClass: 6, reserves: 1, seed: 'design' }
const ledger = draw(frame, { ...plan, schoolsPerStratum: 3 }, 'f')
const classes = sampledClasses(ledger)
const everyone = classes.flatMap((room) => Array.from({ length: room.sampled }, () => room.id))

describe('the design of a drawn round', () => {
  test('carries strata, schools, classes, probabilities and weights from the ledger', () => {
    const { design, merged, withReplacement } = designOf(ledger, everyone)
    const [first, second, third] = design.stages
    expect([first.strata, first.units, second.units, third.units]).toEqual([6, 18, classes.length, everyone.length])
    for (const [row, id] of everyone.entries()) {
      const room = classes.find((known) => known.id === id)
      if (!room) throw new Error(id)
      expect(first.fraction[first.unitOfRow[row]]).toBeCloseTo(room.school.probability, 12)
      expect(second.fraction[second.unitOfRow[row]]).toBeCloseTo(room.unit.probability, 12)
      expect(third.fraction[third.unitOfRow[row]]).toBeCloseTo(room.sampled / room.listed, 12)
      expect(design.weights[row]).toBe(room.baseWeight)
    }
    expect(merged).toEqual([])
    expect(withReplacement).toEqual([])
  })

  test('an answer may name the pupil place instead of its class', () => {
    const places = ledger.units.filter((unit) => unit.stage === 3 && !unit.reserve).map(({ id }) => id)
    expect(designOf(ledger, places).design.weights).toEqual(designOf(ledger, everyone).design.weights)
  })

  test('certain schools stand alone and leave the others of their stratum as they were', () => {
    const large = { ...frame[0], pupils: 5000 }
    const drawn = draw([large, ...frame.slice(1)], { ...plan, schoolsPerStratum: 3 }, 'f')
    const answered = sampledClasses(drawn).flatMap((room) => Array.from({ length: room.sampled }, () => room.id))
    const { design } = designOf(drawn, answered)
    expect(design.stages[0].strata).toBe(7)
    const row = answered.findIndex((id) => id.startsWith(`${large.code}/`))
    const unit = design.stages[0].unitOfRow[row]
    expect(design.stages[0].fraction[unit]).toBe(1)
    expect(design.stages[0].sampled[design.stages[0].stratumOfUnit[unit]]).toBe(1)
    const cluster = designOf(drawn, answered, { variance: 'ultimate_cluster' }).design
    expect(cluster.stages).toHaveLength(1)
    expect(cluster.stages[0].units).toBe(17 + 2)
  })

  test('a stratum left with one school joins the next of its level, and that is told', () => {
    const one = sampledClasses(ledger).find(({ stratum }) => stratum === 'TH|B')?.school.id
    const answered = everyone.filter((id) => !id.startsWith('TH-B') || id.startsWith(`${one}/`))
    const { design, merged } = designOf(ledger, answered)
    expect(merged).toEqual([{ stratum: 'TH|B', into: 'TH|C' }])
    expect(design.stages[0].strata).toBe(5)
    expect(Math.max(...design.stages[0].sampled)).toBe(4)
  })

  test('two strata with one school each are put together', () => {
    const alone = draw(frame, { ...plan, schoolsPerStratum: 1 }, 'f')
    const answered = sampledClasses(alone).flatMap((room) => Array.from({ length: room.sampled }, () => room.id))
    const { merged, design } = designOf(alone, answered)
    expect(merged.every(({ stratum, into }) => stratum.slice(0, 2) === into.slice(0, 2))).toBe(true)
    expect(Math.min(...design.stages[0].sampled)).toBeGreaterThan(1)
  })

  test('a school of which one class or one answer is left counts as drawn with replacement', () => {
    const [room] = classes
    const { design, withReplacement } = designOf(ledger, [room.id, ...everyone.filter((id) => id !== room.id)])
    expect(withReplacement).toEqual([room.school.id])
    expect(design.stages[0].fraction[design.stages[0].unitOfRow[0]]).toBe(0)
  })

  test('where every school is taken, one of which a class is silent still has a variance', () => {
    const whole = draw(frame, { ...plan, schoolsPerStratum: 8 }, 'f')
    const rooms = sampledClasses(whole)
    const silent = rooms.find(({ school, unit }) => school.certain && unit.population > 1)
    const answered = rooms.flatMap((room) =>
      room === silent ? [] : Array.from({ length: room.sampled }, () => room.id),
    )
    const { design, withReplacement } = designOf(whole, answered)
    expect(withReplacement).toEqual([silent?.school.id])
    const column = Float64Array.from(answered, (_, row) => row % 3)
    expect(meanOf(design, column).se).toBeGreaterThan(0)
  })

  test('takes adjusted weights, refuses weights that stand for another number of pupils', () => {
    const answered = everyone.filter((_, row) => row % 4 !== 0)
    const { weights } = weigh(ledger, answered)
    expect(designOf(ledger, answered, { weights }).design.weights).toEqual(weights)
    const halved = weights.map((weight) => weight / 2)
    expect(() => designOf(ledger, answered, { weights: halved })).toThrow(
      expect.objectContaining({ code: 'weights_contradict_population' }),
    )
    expect(() => designOf(ledger, answered, { weights: weights.slice(1) })).toThrow(
      expect.objectContaining({ code: 'design_invalid' }),
    )
    expect(() => designOf(ledger, [])).toThrow(expect.objectContaining({ code: 'design_invalid' }))
  })
})

import { expect, test } from 'vitest'
import { draw } from '../../../analysis/select/draw.ts'
import { expectedSample } from '../../../analysis/select/expected-sample.ts'
import type { DrawPlan } from '../../../analysis/select/ledger.ts'
import { smallFrame } from './small-frame.ts'

const frame = smallFrame(['mn', 'th'], ['A', 'B'], 7)
const plan: DrawPlan = {
  strata: ['level', 'area'],
  schoolsPerStratum: { 'mn|A': 3, 'mn|B': 9, 'th|A': 2, 'th|B': 1 },
  classesPerSchool: { 'mn|A': 3, 'mn|B': 2, 'th|A': 1, 'th|B': 4 },
  pupilsPerClass: 25,
  reserves: 1,
  seed: 'x',
}

/** Mean and standard error of classes and pupils over drawn samples, by stratum. */
function drawn(plan: DrawPlan, seeds: number) {
  const sums = new Map<string, { classes: number[]; pupils: number[] }>()
  for (let seed = 0; seed < seeds; seed++) {
    const { units, strata } = draw(frame, { ...plan, seed: `s${seed}` }, '')
    for (const { name } of strata) {
      const own = units.filter((unit) => unit.stratum === name && !unit.reserve)
      const at = sums.get(name) ?? { classes: [], pupils: [] }
      at.classes.push(own.filter(({ stage }) => stage === 2).length)
      at.pupils.push(own.filter(({ stage }) => stage === 3).length)
      sums.set(name, at)
    }
  }
  return sums
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const errorOf = (values: readonly number[]) => {
  const mean = meanOf(values)
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)) / values.length)
}

test.each([
  ['proportional to size', plan],
  ['with equal chances', { ...plan, selection: { method: 'simple' } } as DrawPlan],
])('the expected classes and pupils are the means of drawn samples, %s', (_, own) => {
  const seen = drawn(own, 400)
  for (const stratum of expectedSample(frame, own)) {
    const { classes, pupils } = seen.get(stratum.name) as { classes: number[]; pupils: number[] }
    expect(Math.abs(meanOf(classes) - stratum.classes), stratum.name).toBeLessThanOrEqual(5 * errorOf(classes) + 1e-9)
    expect(Math.abs(meanOf(pupils) - stratum.drawnPupils), stratum.name).toBeLessThanOrEqual(5 * errorOf(pupils) + 1e-9)
  }
})

test('the check sees a plan that takes chances for equal which follow size', () => {
  const seen = drawn(plan, 400)
  const wrong = expectedSample(frame, { ...plan, selection: { method: 'simple' } })
  const off = wrong.some(({ name, drawnPupils }) => {
    const { pupils } = seen.get(name) as { pupils: number[] }
    return Math.abs(meanOf(pupils) - drawnPupils) > 5 * errorOf(pupils) + 1e-9
  })
  expect(off).toBe(true)
})

test('a stratum with fewer schools than asked is taken whole, and small schools are counted', () => {
  const [, b] = expectedSample(frame, plan)
  expect(b).toMatchObject({ name: 'mn|B', population: 7, asked: 9, schools: 7, certain: 7 })
  const all = frame.filter(({ stratum }) => stratum.level === 'mn' && stratum.area === 'B')
  expect(b.classes).toBe(all.reduce((sum, { classes }) => sum + Math.min(2, classes.length), 0))
  expect(b.fewClasses).toBe(all.filter(({ classes }) => classes.length < 2).length)
  expect(b.smallClasses).toBe(all.filter(({ classes }) => classes.some(({ pupils }) => pupils < 25)).length)
})

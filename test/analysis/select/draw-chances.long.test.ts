import { expect, test } from 'vitest'
import { draw } from '../../../analysis/select/draw.ts'
import type { DrawPlan } from '../../../analysis/select/ledger.ts'
import { smallFrame } from './small-frame.ts'

const frame = smallFrame(['TH'], ['A'], 7)
const plan: DrawPlan = {
  strata: ['level', 'area'],
  schoolsPerStratum: 3,
  classesPerSchool: 1,
  pupilsPerClass: 1,
  reserves: 0,
  seed: '',
}
const SEEDS = 10_000

/** How often each unit came, by the unit it lies in: classes by school, places of the list by class. */
const times = { 2: new Map<string, Map<string, number>>(), 3: new Map<string, Map<string, number>>() }
for (let seed = 0; seed < SEEDS; seed++)
  for (const { stage, parent, label } of draw(frame, { ...plan, seed: `chances ${seed}` }, '').units) {
    if (stage === 1 || parent === null) continue
    const inside = times[stage].get(parent) ?? new Map<string, number>()
    times[stage].set(parent, inside.set(label, (inside.get(label) ?? 0) + 1))
  }

/** Given that its school or class was drawn, one of `units` comes with equal chances: Pearson's statistic and its degrees, added over all. */
function pearson(
  seen: ReadonlyMap<string, ReadonlyMap<string, number>>,
  labelsOf: (parent: string) => readonly string[],
) {
  let statistic = 0
  let df = 0
  for (const [parent, counts] of seen) {
    const labels = labelsOf(parent)
    const expected = [...counts.values()].reduce((sum, count) => sum + count, 0) / labels.length
    for (const label of labels) statistic += ((counts.get(label) ?? 0) - expected) ** 2 / expected
    df += labels.length - 1
  }
  return { statistic, df }
}

const classesOf = (school: string) => frame.find(({ code }) => code === school)?.classes ?? []
const placesOf = (room: string) => {
  const [school, name] = room.split('/')
  const { pupils } = classesOf(school).find((one) => one.name === name) ?? { pupils: 0 }
  return Array.from({ length: pupils }, (_, at) => String(at + 1))
}

/** Upper 99.99 % points: R 4.2.2, qchisq(0.9999, c(18, 605)). */
test('over 10,000 seeds every class of a drawn school comes equally often', () => {
  const { statistic, df } = pearson(times[2], (school) => classesOf(school).map(({ name }) => name))
  expect(df).toBe(18)
  expect(statistic).toBeLessThan(49.18939)
})

test('over 10,000 seeds every place in the list of a drawn class comes equally often', () => {
  const { statistic, df } = pearson(times[3], placesOf)
  expect(df).toBe(605)
  expect(statistic).toBeLessThan(742.9962)
})

test('the check sees a draw that takes one class of a school a fifth more often', () => {
  const tilted = new Map(
    [...times[2]].map(([school, counts]) => {
      const [first] = counts.keys()
      return [school, new Map([...counts].map(([name, count]) => [name, name === first ? count * 1.2 : count]))]
    }),
  )
  const { statistic } = pearson(tilted, (school) => classesOf(school).map(({ name }) => name))
  expect(statistic).toBeGreaterThan(49.18939)
})

import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../analysis/numeric/random.ts'
import { satisfaction } from '../../../analysis/satisfaction/satisfaction.ts'
import { designOf, type VarianceMethod } from '../../../analysis/select/design-of.ts'
import { draw } from '../../../analysis/select/draw.ts'
import { weigh } from '../../../analysis/weight/chain.ts'
import { smallFrame } from '../select/small-frame.ts'

/** A made-up population in which every pupil's parents have an opinion; schools and classes differ, one area is less satisfied. */
const frame = smallFrame(['MN', 'TH'], ['A', 'B'], 24)
const chance = randomFrom('population')
const opinions = new Map<string, Float64Array>()
for (const school of frame) {
  const base = 0.6 + 0.36 * chance.fork(school.code).uniform() - (school.stratum.area === 'B' ? 0.06 : 0)
  for (const room of school.classes) {
    const id = `${school.code}/${room.name}`
    const own = chance.fork(id)
    const mood = base + 0.24 * (own.uniform() - 0.5)
    opinions.set(
      id,
      Float64Array.from({ length: room.pupils }, () => (own.uniform() < mood ? 5 : 2)),
    )
  }
}
const share = (keep: (id: string) => boolean) => {
  const all = [...opinions].filter(([id]) => keep(id)).flatMap(([, own]) => [...own])
  return all.filter((answer) => answer === 5).length / all.length
}
const truth = { whole: share(() => true), B: share((id) => id.includes('-B-')) }

/** One round: draw, four in five answer, weights, estimate of the whole and of area B. */
function estimate(seed: string) {
  const plan = { strata: ['level', 'area'], schoolsPerStratum: 7, classesPerSchool: 2, pupilsPerClass: 8, reserves: 0 }
  const ledger = draw(frame, { ...plan, seed }, 'f')
  const silent = randomFrom(`silent ${seed}`)
  const rows = ledger.units.flatMap((unit) => {
    const answer = opinions.get(unit.parent ?? '')?.[Number(unit.label) - 1]
    return unit.stage !== 3 || answer === undefined || silent.uniform() < 0.2
      ? []
      : [{ unit: unit.parent ?? '', answer }]
  })
  const answered = rows.map(({ unit }) => unit)
  const { weights } = weigh(ledger, answered)
  const values = Float64Array.from(rows, ({ answer }) => answer)
  const form = { form: 'f', member: values.map(() => 1), blocks: [{ id: 'A', items: [{ id: 'A1', values }] }] }
  const groups = [values.map(() => 1), Float64Array.from(answered, (id) => (id.includes('-B-') ? 1 : 0))]
  return (variance: VarianceMethod) => {
    const { design } = designOf(ledger, answered, { weights, variance })
    const found = satisfaction(
      design,
      { forms: [form] },
      groups.map((mask) => ({ key: {}, mask })),
    ).groups
    return found.map(({ overallComputed: { rate } }) => {
      if (rate.kind !== 'measured') throw new Error(rate.reason)
      return rate
    })
  }
}

describe('over 300 rounds drawn from one population', () => {
  const draws = 300
  const samples = Array.from({ length: draws }, (_, seed) => estimate(`round ${seed}`))
  for (const variance of ['brewer_three_stage', 'ultimate_cluster'] as const) {
    const rounds = samples.map((sample) => sample(variance))
    for (const [at, domain] of (['whole', 'B'] as const).entries()) {
      const rates = rounds.map((round) => round[at])
      const values = rates.map(({ value }) => value)
      const mean = values.reduce((sum, value) => sum + value, 0) / draws
      const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1)
      const variances = rates.reduce((sum, { se }) => sum + se * se, 0) / draws
      const covered =
        rates.filter(({ interval: [low, high] }) => low <= truth[domain] && truth[domain] <= high).length / draws
      // Four Monte-Carlo standard errors: of the mean, of a share of 300, and of a ratio of variances (about 1 / sqrt(150)).
      test(`${variance}, ${domain}: right on average, and the intervals hold the truth as often as they say`, () => {
        console.info(
          `${variance}, ${domain}: coverage ${covered.toFixed(3)}, variance ${(variances / spread).toFixed(2)} of the true`,
        )
        expect(Math.abs(mean - truth[domain])).toBeLessThan(4 * Math.sqrt(spread / draws))
        expect(covered).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.95 * 0.05) / draws))
        expect(variances / spread).toBeGreaterThan(1 - 4 / Math.sqrt(150))
        // As if with replacement is too careful by theory where a quarter of the schools is drawn.
        if (variance === 'brewer_three_stage') expect(variances / spread).toBeLessThan(1 + 4 / Math.sqrt(150))
      })
      if (domain === 'whole')
        test(`${variance}: intervals that forget schools and classes hold it too seldom`, () => {
          const naive = rates.filter(({ value, n }) => {
            const half = 1.96 * Math.sqrt((value * (1 - value)) / n)
            return Math.abs(value - truth.whole) <= half
          })
          expect(naive.length / draws).toBeLessThan(0.95 - 2 * Math.sqrt((0.95 * 0.05) / draws))
        })
    }
  }
})

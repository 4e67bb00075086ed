import { describe, expect, test } from 'vitest'
import { makeDesign, type StageInput } from '../../../analysis/design.ts'
import { totalOf } from '../../../analysis/estimate/total.ts'
import { tQuantile } from '../../../analysis/numeric/distribution.ts'
import { randomFrom } from '../../../analysis/numeric/random.ts'
import { type ChosenSchools, chooseSchools } from '../../../analysis/select/choose-schools.ts'
import type { FrameSchool, SchoolSelection } from '../../../analysis/select/ledger.ts'

/** Two strata of forty schools, every pupil asked: what is seen is the first stage alone. The total follows size and the Khmer pupils, with noise. */
const chance = randomFrom('schools of two levels')
const strata = ['MN', 'TH'].map((name) => ({
  name,
  values: [name],
  schools: Array.from({ length: 40 }, (_, at): FrameSchool => {
    const pupils = 60 + chance.below(500)
    const share = chance.uniform()
    return {
      code: `${name}-${String(at).padStart(2, '0')}`,
      stratum: { level: name },
      pupils,
      classes: [{ name: '1', pupils }],
      measures: { khmer: Math.round(pupils * share), share },
    }
  }),
}))
/**
 * `spread`: how much schools differ beside what their Khmer pupils explain; drawn anew for each sample, because a list of forty
 * schools has so few systematic samples that one list alone says little.
 */
function totalsWith(spread: number, seed: number) {
  const own = randomFrom(`noise ${seed}`)
  return new Map(
    strata.flatMap(({ schools }) =>
      schools.map(({ code, pupils, measures }) => [
        code,
        pupils * (0.95 - 0.5 * (measures?.share ?? 0) + spread * (own.uniform() - 0.5)),
      ]),
    ),
  )
}
const plan = { strata: ['level'], schoolsPerStratum: 10, classesPerSchool: 1, pupilsPerClass: 1, reserves: 0, seed: '' }

type Sampled = Readonly<{ school: FrameSchool; stratum: string; order: number; probability: number }>
const sampled = (drawn: readonly ChosenSchools[]): Sampled[] =>
  drawn.flatMap(({ listed, chosen, probability }, at) =>
    chosen.map((place, order) => ({
      school: listed[place],
      stratum: strata[at].name,
      order,
      probability: probability[place],
    })),
  )

/** Columns of the first stage that make the variance follow the draw. */
const FOLLOWING: Readonly<Record<string, (of: readonly Sampled[]) => Partial<StageInput>>> = {
  mean: () => ({}),
  successive: (of) => ({ order: of.map(({ order }) => order) }),
  residual: (of) => ({ balance: [of.map(({ school, probability }) => (school.measures?.khmer ?? 0) / probability)] }),
}

function simulate(selection: SchoolSelection, form: string, samples: number, spread = 0.4) {
  let held = 0
  let variance = 0
  let squares = 0
  for (let seed = 0; seed < samples; seed++) {
    const totals = totalsWith(spread, seed)
    const truth = [...totals.values()].reduce((sum, one) => sum + one, 0)
    const of = sampled(chooseSchools(strata, { ...plan, selection }, randomFrom(`${seed}`)))
    const stage = {
      unit: of.map(({ school }) => school.code),
      stratum: of.map(({ stratum }) => stratum),
      probability: of.map(({ probability }) => probability),
      ...FOLLOWING[form](of),
    }
    const values = Float64Array.from(of, ({ school }) => totals.get(school.code) ?? 0)
    const { value, se, df } = totalOf(makeDesign({ stages: [stage] }), values)
    variance += se * se
    squares += (value - truth) ** 2
    if (Math.abs(value - truth) <= tQuantile(0.975, df) * se) held++
  }
  return { coverage: held / samples, ratio: variance / squares }
}

const SAMPLES = 250
const least = 0.95 - 4 * Math.sqrt((0.95 * 0.05) / SAMPLES)
/** Four Monte-Carlo errors of a mean square. */
const margin = 4 * Math.sqrt(2 / SAMPLES)

describe('over 250 samples of one population, the variance that follows the draw', () => {
  test.each<[string, SchoolSelection, string, number]>([
    ['simple random', { method: 'simple' }, 'mean', 1],
    ['greatest entropy', { method: 'brewer' }, 'mean', 1],
    ['balanced', { method: 'cube', chances: 'size', balance: ['khmer'] }, 'residual', 1],
    ['sorted', { method: 'pps_systematic_sorted', sort: ['share'] }, 'successive', 1.5],
  ])('%s: is the true one, and its intervals hold the truth', (_, selection, form, most) => {
    const { coverage, ratio } = simulate(selection, form, SAMPLES)
    expect(ratio).toBeGreaterThan(1 - margin)
    expect(ratio).toBeLessThan(most + margin)
    expect(coverage).toBeGreaterThan(least)
  })

  test('another one is far off: around the mean, the error of a balanced or sorted sample is much too large', () => {
    expect(simulate({ method: 'cube', chances: 'size', balance: ['khmer'] }, 'mean', 150).ratio).toBeGreaterThan(1.5)
    expect(simulate({ method: 'pps_systematic_sorted', sort: ['share'] }, 'mean', 150).ratio).toBeGreaterThan(1.5)
  })
  test('and claiming a balance that was not drawn gives intervals that are far too short', () => {
    const { coverage, ratio } = simulate({ method: 'brewer' }, 'residual', 250)
    expect(ratio).toBeLessThan(0.6)
    expect(coverage).toBeLessThan(0.9)
  })
  test('has its limit, as the README says, where sorting or balancing explains nearly everything', () => {
    const cube: SchoolSelection = { method: 'cube', chances: 'size', balance: ['khmer'] }
    expect(simulate(cube, 'residual', 150, 0.03).ratio).toBeLessThan(0.5)
    const sorted: SchoolSelection = { method: 'pps_systematic_sorted', sort: ['share'] }
    expect(simulate(sorted, 'successive', 150, 0.03).ratio).toBeLessThan(0.7)
  })
})

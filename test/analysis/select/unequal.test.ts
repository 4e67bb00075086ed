import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../analysis/numeric/random.ts'
import { conditionalPoisson } from '../../../analysis/select/conditional-poisson.ts'
import { jointInclusion } from '../../../analysis/select/joint-inclusion.ts'
import { drawBrewer, drawSampford } from '../../../analysis/select/unequal.ts'

const chances = [0.2, 0.7, 0.8, 0.5, 0.4, 0.4]
const sampled = 3

/** All samples of three units with their chance, from a weight of a sample. */
function samples(weight: (members: readonly number[]) => number): { members: number[]; chance: number }[] {
  const all: { members: number[]; chance: number }[] = []
  for (let a = 0; a < 6; a++)
    for (let b = a + 1; b < 6; b++)
      for (let c = b + 1; c < 6; c++) all.push({ members: [a, b, c], chance: weight([a, b, c]) })
  const total = all.reduce((sum, { chance }) => sum + chance, 0)
  return all.map(({ members, chance }) => ({ members, chance: chance / total }))
}
const odds = (unit: number) => chances[unit] / (1 - chances[unit])
const product = (members: readonly number[], of: (unit: number) => number) =>
  members.reduce((all, unit) => all * of(unit), 1)
const sampford = samples(
  (members) => product(members, odds) * members.reduce((sum, unit) => sum + 1 - chances[unit], 0),
)

/** Chi-square of drawn samples against their chances, 30,000 seeds. */
function chiSquare(expected: typeof sampford, draw: (seed: number) => number[]): number {
  const seen = new Map<string, number>()
  for (let seed = 0; seed < 30_000; seed++) {
    const key = draw(seed).join(' ')
    seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  return expected.reduce((sum, { members, chance }) => {
    const wanted = 30_000 * chance
    return sum + ((seen.get(members.join(' ')) ?? 0) - wanted) ** 2 / wanted
  }, 0)
}
const limit = 50.8 // 0.9999 quantile of chi-square with 19 df

describe('Rao-Sampford', () => {
  test('joint probabilities are those counted over all 20 samples, and rows add up to n pi', () => {
    const joint = jointInclusion(chances, 'sampford')
    for (let k = 0; k < 6; k++)
      for (let l = 0; l < 6; l++) {
        const counted = sampford.filter(({ members }) => members.includes(k) && members.includes(l))
        expect(joint[k][l]).toBeCloseTo(
          counted.reduce((sum, { chance }) => sum + chance, 0),
          12,
        )
      }
    for (const [k, row] of joint.entries())
      expect(row.reduce((sum, one) => sum + one, 0)).toBeCloseTo(sampled * chances[k], 12)
  })
  test('draws the samples as often as they should come', () => {
    expect(chiSquare(sampford, (seed) => drawSampford(chances, randomFrom(`s${seed}`)))).toBeLessThan(limit)
  })
  test('gives up with a reason when no attempt can succeed in time', () => {
    expect(() => drawSampford(chances, randomFrom('x'), 0)).toThrow(expect.objectContaining({ code: 'not_converged' }))
  })
})

describe('greatest entropy', () => {
  const design = conditionalPoisson(chances, sampled)
  const exact = samples((members) => product(members, (unit) => design.odds[unit]))
  test('reaches the probabilities and gives the pairs counted over all samples', () => {
    const joint = design.joint()
    for (let k = 0; k < 6; k++)
      for (let l = 0; l < 6; l++) {
        const counted = exact.filter(({ members }) => members.includes(k) && members.includes(l))
        expect(joint[k][l]).toBeCloseTo(
          counted.reduce((sum, { chance }) => sum + chance, 0),
          9,
        )
      }
  })
  test('draws the samples as often as they should come, and a tilted expectation is seen', () => {
    expect(chiSquare(exact, (seed) => design.draw(randomFrom(`e${seed}`)))).toBeLessThan(limit)
    const tilted = exact.map(({ members, chance }, at) => ({ members, chance: at < 10 ? chance * 1.1 : chance }))
    expect(chiSquare(tilted, (seed) => design.draw(randomFrom(`e${seed}`)))).toBeGreaterThan(limit)
  })
})

describe('Brewer', () => {
  test('every unit comes as often as its probability says', () => {
    const times = new Array<number>(6).fill(0)
    for (let seed = 0; seed < 20_000; seed++)
      for (const unit of drawBrewer(chances, randomFrom(`b${seed}`))) times[unit]++
    for (const [unit, chance] of chances.entries())
      expect((times[unit] - 20_000 * chance) ** 2 / (20_000 * chance * (1 - chance)), `unit ${unit}`).toBeLessThan(
        23.93,
      )
  })
  test('certain units always come, units without a chance never', () => {
    for (let seed = 0; seed < 200; seed++) {
      for (const draw of [drawBrewer, drawSampford]) {
        const chosen = draw([1, 0.25, 0, 0.75, 1, 0.5, 0.5], randomFrom(`${seed}`))
        expect(chosen).toHaveLength(4)
        expect(chosen).toContain(0)
        expect(chosen).toContain(4)
        expect(chosen).not.toContain(2)
      }
    }
  })
  test('probabilities that do not add up to a whole number are refused', () => {
    const refused = expect.objectContaining({ code: 'option_invalid' })
    expect(() => drawBrewer([0.5, 0.6], randomFrom('x'))).toThrow(refused)
    expect(() => drawSampford([1.5, 0.5], randomFrom('x'))).toThrow(refused)
    expect(() => jointInclusion([0.5, Number.NaN], 'tille')).toThrow(refused)
  })
})

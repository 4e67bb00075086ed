import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from '../../../analysis/plan/allocation.ts'
import {
  cheapestAllocation,
  type JointStratum,
  mostPreciseAllocation,
  type Requirement,
} from '../../../analysis/plan/joint-allocation.ts'

type Solved = { cost: number; n: number[]; slack: number[] }
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../golden/r/joint-allocation.json'), 'utf8'),
) as Record<'population' | 'costs' | 'level' | 'area', number[]> &
  Record<'loose' | 'tight' | 'capped', Solved> & { sd: number[][] }

const stratumOf = (bounds: Partial<JointStratum> = {}): JointStratum[] =>
  golden.population.map((population, at) => ({
    name: `${golden.level[at]}|${golden.area[at]}`,
    population,
    cost: golden.costs[at],
    ...bounds,
    ...(bounds.most ? { most: Math.min(population, bounds.most) } : {}),
  }))
const strata = stratumOf()

/** Domains: all, four levels, two areas; two items; standard errors by kind of domain, as in the R script. */
function requirementsOf(se: readonly (readonly number[])[]): Requirement[] {
  const domains = [
    { name: 'all', kind: 0, inside: () => true },
    ...[1, 2, 3, 4].map((level) => ({
      name: `level ${level}`,
      kind: 1,
      inside: (at: number) => golden.level[at] === level,
    })),
    ...[1, 2].map((area) => ({ name: `area ${area}`, kind: 2, inside: (at: number) => golden.area[at] === area })),
  ]
  return domains.flatMap(({ name, kind, inside }) =>
    golden.sd.map((sd, item) => ({
      name: `${name}, item ${item + 1}`,
      sd: Object.fromEntries(strata.flatMap((stratum, at) => (inside(at) ? [[stratum.name, sd[at]]] : []))),
      limit: { se: se[item][kind] },
    })),
  )
}
const loose = requirementsOf([
  [0.02, 0.05, 0.03],
  [0.06, 0.14, 0.09],
])
const tight = requirementsOf([
  [0.012, 0.02, 0.016],
  [0.05, 0.07, 0.06],
])

describe('the cheapest sample for several domains and items', () => {
  test.each([
    ['loose', strata, loose],
    ['tight', strata, tight],
    ['capped', stratumOf({ least: 10, most: 110 }), loose],
  ] as const)('is the one R finds from the other side: %s', (name, given, requirements) => {
    const found = cheapestAllocation(given, requirements)
    const expected = golden[name]
    expect(found.realCost / expected.cost).toBeCloseTo(1, 8)
    for (const [at, size] of found.real.entries()) expect(size / expected.n[at]).toBeCloseTo(1, 5)
    const binding = found.requirements.flatMap(({ binding: binds }, at) => (binds ? [at] : []))
    expect(binding).toEqual(expected.slack.flatMap((slack, at) => (Math.abs(slack) < 1e-9 ? [at] : [])))
    expect(found.worst).toBeLessThanOrEqual(1 + 1e-9)
    expect(found.cost).toBeGreaterThanOrEqual(found.realCost - 1e-6)
    expect(found.cost).toBeLessThan(found.realCost + 3)
  })

  test('says what one percent more error would save, as doing so shows', () => {
    const found = cheapestAllocation(strata, tight)
    for (const [at, { savedByOnePercent, binding }] of found.requirements.entries()) {
      if (!binding) continue
      const { limit } = tight[at]
      const wider = tight.map((one, place) =>
        place === at && 'se' in limit ? { ...one, limit: { se: limit.se * 1.0001 } } : one,
      )
      const saved = (found.realCost - cheapestAllocation(strata, wider).realCost) * 100
      expect(savedByOnePercent / saved).toBeCloseTo(1, 2)
    }
  })

  test('for one item in one domain is the optimal allocation by cost', () => {
    const sd = Object.fromEntries(strata.map(({ name }, at) => [name, golden.sd[0][at]]))
    const { real } = cheapestAllocation(strata, [{ name: 'one', sd, limit: { margin: 0.04 } }])
    const plain = strata.map((stratum) => ({ ...stratum, sd: sd[stratum.name] }))
    const sum = real.reduce((total, size) => total + size, 0)
    const optimal = allocate(plain, sum, { rule: 'optimal' }).real
    for (const [at, size] of real.entries()) expect(size / optimal[at]).toBeCloseTo(1, 6)
  })

  test('in whole numbers costs at most one unit more than the best of all samples', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const small = [0, 1, 2].map((at) => ({
        name: `s${at}`,
        population: 12 + ((seed * (at + 5)) % 9),
        cost: 1 + ((seed + at) % 3) * 0.7,
      }))
      const requirement = (name: string, factor: number, inside: number[]): Requirement => ({
        name,
        sd: Object.fromEntries(inside.map((at) => [`s${at}`, 0.3 + ((seed * (at + 2) * factor) % 5) / 10])),
        limit: { se: 0.11 },
      })
      const requirements = [
        requirement('all', 1, [0, 1, 2]),
        requirement('pair', 2, [0, 1]),
        requirement('one', 3, [2]),
      ]
      const found = cheapestAllocation(small, requirements)
      let best = Number.POSITIVE_INFINITY
      for (let a = 2; a <= small[0].population; a++)
        for (let b = 2; b <= small[1].population; b++)
          for (let c = 2; c <= small[2].population; c++) {
            const cost = a * small[0].cost + b * small[1].cost + c * small[2].cost
            if (cost < best && brokenBy(small, requirements, [a, b, c]) <= 1) best = cost
          }
      expect(found.worst).toBeLessThanOrEqual(1 + 1e-9)
      expect(found.cost).toBeGreaterThanOrEqual(best - 1e-9)
      expect(found.cost).toBeLessThanOrEqual(best + Math.max(...small.map(({ cost }) => cost)) + 1e-9)
    }
  })
})

/** Largest error over its limit, written out plainly. */
function brokenBy(
  given: readonly JointStratum[],
  requirements: readonly Requirement[],
  sizes: readonly number[],
): number {
  return Math.max(
    ...requirements.map(({ sd, limit, designEffect = 1 }) => {
      const own = given.map((stratum, at) => ({ ...stratum, n: sizes[at] })).filter(({ name }) => name in sd)
      const whole = own.reduce((sum, { population }) => sum + population, 0)
      const variance = own.reduce(
        (sum, { name, population, n, responseRate = 1 }) =>
          sum + (population / whole) ** 2 * sd[name] ** 2 * designEffect * (1 / (n * responseRate) - 1 / population),
        0,
      )
      return 'se' in limit ? Math.sqrt(variance) / limit.se : Number.NaN
    }),
  )
}

describe('the most exact sample for a budget', () => {
  test('of what the cheapest one costs has just the errors that were asked', () => {
    const { realCost, real } = cheapestAllocation(strata, loose)
    const found = mostPreciseAllocation(strata, loose, realCost)
    for (const [at, size] of found.real.entries()) expect(size / real[at]).toBeCloseTo(1, 4)
    expect(found.cost).toBeLessThanOrEqual(realCost + 1e-9)
    expect(found.worst).toBeLessThan(1.03)
    expect(found.worst).toBeGreaterThan(1 - 1e-6)
  })

  test('a larger budget never makes it worse, and bounds are kept', () => {
    const small = strata.slice(0, 4)
    const requirements = loose
      .map(({ sd, ...rest }) => ({
        ...rest,
        sd: Object.fromEntries(Object.entries(sd).filter(([name]) => small.some((own) => own.name === name))),
      }))
      .filter(({ sd }) => Object.keys(sd).length > 0)
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 900 }), fc.integer({ min: 1, max: 300 }), (budget, more) => {
        const less = mostPreciseAllocation(small, requirements, budget)
        const greater = mostPreciseAllocation(small, requirements, budget + more)
        const worstOf = (sizes: readonly number[]) => brokenBy(small, requirements, sizes)
        expect(worstOf(greater.real)).toBeLessThanOrEqual(worstOf(less.real) * (1 + 1e-6))
        for (const { sizes, cost } of [less, greater]) {
          expect(cost).toBeLessThanOrEqual(budget + more + 1e-9)
          for (const [at, size] of sizes.entries()) {
            expect(Number.isInteger(size)).toBe(true)
            expect(size).toBeGreaterThanOrEqual(2)
            expect(size).toBeLessThanOrEqual(small[at].population)
          }
        }
        expect(less.cost).toBeLessThanOrEqual(budget + 1e-9)
      }),
      { numRuns: 4 },
    )
  })

  test('money for all takes all', () => {
    const found = mostPreciseAllocation(strata, loose, 1e6)
    expect(found.sizes).toEqual(golden.population)
    expect(found.worst).toBeLessThan(1e-6)
  })
})

describe('what cannot be planned', () => {
  const refused = (code: string, detail: object) =>
    expect.objectContaining({ code, detail: expect.objectContaining(detail) })
  test('names the requirement that is out of reach, how near one can come, and the strata in the way', () => {
    const capped = stratumOf({ most: 20 })
    expect(() => cheapestAllocation(capped, tight)).toThrow(
      refused('allocation_infeasible', { requirement: 'level 2, item 1', largest: 0.02, strata: ['2|1', '2|2'] }),
    )
    expect(() => mostPreciseAllocation(strata, loose, 5)).toThrow(refused('allocation_infeasible', { budget: 5 }))
    const silent = strata.map((stratum) => ({ ...stratum, responseRate: 0.5 }))
    const strict = [{ ...loose[0], limit: { se: 1e-5 } }]
    expect(() => cheapestAllocation(silent, strict)).toThrow(
      refused('allocation_infeasible', { requirement: 'all, item 1' }),
    )
  })
  test('names the stratum or requirement whose number is wrong', () => {
    const sd = { '1|1': 0.3 }
    const wrong: [JointStratum[], Requirement[], object][] = [
      [[{ name: 'a', population: 0 }], loose, { stratum: 'a', option: 'population' }],
      [[{ ...strata[0], cost: Number.NaN }], loose, { stratum: '1|1', option: 'cost' }],
      [[{ ...strata[0], responseRate: 2 }], loose, { stratum: '1|1', option: 'responseRate' }],
      [strata, [{ name: 'x', sd: { nowhere: 1 }, limit: { se: 1 } }], { requirement: 'x', stratum: 'nowhere' }],
      [strata, [{ name: 'x', sd: { '1|1': -1 }, limit: { se: 1 } }], { requirement: 'x', option: 'sd' }],
      [strata, [{ name: 'x', sd, limit: { margin: 0 } }], { requirement: 'x', option: 'margin' }],
      [strata, [{ name: 'x', sd, limit: { cv: 0.1, mean: 0 } }], { requirement: 'x', option: 'mean' }],
      [strata, [], { option: 'requirements' }],
    ]
    for (const [given, requirements, detail] of wrong)
      expect(() => cheapestAllocation(given, requirements)).toThrow(refused('option_invalid', detail))
  })
})

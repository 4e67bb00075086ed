import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Case, runCase } from '../../analysis/cases.ts'
import { hadamard } from '../../analysis/numeric/hadamard.ts'
import { differences, goldenTable } from './read-golden.ts'

/** What R computes of half-samples, profile intervals, ratios and units alone in a domain: `r/half-samples.R`. */
const file = join(import.meta.dirname, 'r', 'half-samples.json')
const { matrices, cases } = JSON.parse(readFileSync(file, 'utf8')) as {
  matrices: readonly (readonly [strata: number, order: number, sum: number])[]
  cases: (Case & { expected: unknown })[]
}

test('the half-samples of 1 to 120 strata are those R draws', () => {
  const wrong = matrices.filter(([strata, order, sum]) => {
    const made = hadamard(strata)
    let found = 0
    let place = 0
    for (let column = 0; column < made.length; column++)
      for (const row of made) {
        place++
        if (row[column] === 1) found += place % 9973
      }
    return made.length !== order || found !== sum
  })
  expect(wrong).toEqual([])
})

test('two strata never use the same half, and each takes its first unit in half of the replicates', () => {
  for (const strata of [3, 15, 27, 35, 44, 51]) {
    const made = hadamard(strata)
    for (let a = 0; a <= strata; a++)
      for (let b = 0; b < a; b++) expect(made[a]?.reduce((sum, sign, r) => sum + sign * (made[b]?.[r] ?? 0), 0)).toBe(0)
  }
})

test(`${cases.length} cases of half-samples, profiles, ratios and lonely units agree with R`, () => {
  const wrong = cases.flatMap((golden) => {
    const found = runCase(golden, goldenTable)
    if ('error' in found) return [`${golden.id} ${JSON.stringify(found.error)}`]
    const { adjust } = golden.design
    const tolerance = adjust ? 1e-6 : ['ciProp', 'ranktest', 'chisq', 'ttest'].includes(golden.call.fn) ? 1e-8 : 1e-9
    return differences(golden.expected, found, tolerance).map((line) => `${golden.id} ${line}`)
  })
  expect(wrong).toEqual([])
})

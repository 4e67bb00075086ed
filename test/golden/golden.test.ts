import { describe, expect, test } from 'vitest'
import { runCase } from '../../analysis/cases.ts'
import { differences, type GoldenCase, goldenCases, goldenTable, lostNumbers } from './read-golden.ts'

function misses(golden: GoldenCase): string[] {
  const found = runCase(golden, goldenTable)
  if ('error' in found) return [JSON.stringify(found.error)]
  const lost = lostNumbers(found)
  if (lost.length > 0) return lost
  const now = differences(golden.expected, found, golden.tolRel)
  if (now.length === 0 || !golden.expectedOlder) return now
  const older = differences(golden.expectedOlder.expected, found, golden.tolRel)
  return older.length === 0 ? [] : now
}

/** Every number of an expected answer moved by a thousandth, one at a time. */
function* moved(value: unknown): Generator<unknown> {
  if (typeof value === 'number') yield value === 0 ? 1e-3 : value * 1.001
  else if (Array.isArray(value))
    for (const [i, each] of value.entries()) for (const one of moved(each)) yield value.with(i, one)
  else if (value && typeof value === 'object')
    for (const [key, each] of Object.entries(value)) for (const one of moved(each)) yield { ...value, [key]: one }
}

const groups = [...new Set(goldenCases.map(({ group }) => group))].map(
  (group) => [group, goldenCases.filter((golden) => golden.group === group)] as const,
)
for (const [group, cases] of groups)
  describe(`golden ${group}`, () => {
    for (const golden of cases) {
      test(golden.id, () => {
        expect(misses(golden)).toEqual([])
      })
    }
  })

describe('the comparison itself', () => {
  test('all 172 public cases are here', () => {
    expect(goldenCases).toHaveLength(172)
  })
  test('a number that is none is seen wherever it stands', () => {
    expect(lostNumbers({ rows: [{ se: 1 }, { se: Number.NaN }] })).toEqual(['/rows/1/se: NaN'])
  })
  test('any number moved by a thousandth is seen', () => {
    const golden = goldenCases.find(({ id }) => id === 'clus1-mean') as GoldenCase
    let seen = 0
    for (const expected of moved(golden.expected)) {
      expect(misses({ ...golden, expected })).not.toEqual([])
      seen++
    }
    expect(seen).toBeGreaterThan(10)
  })
})

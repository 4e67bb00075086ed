import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Case, runCase } from '../../analysis/cases.ts'
import { differences, goldenTable } from './read-golden.ts'

/** Designs, adjustments, domains and statistics crossed on the public data sets, as R computes them: `r/cross.R`. */
type Crossed = Case & { expected: unknown }
const file = join(import.meta.dirname, 'r', 'cross.json')
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Crossed[] }

/** A sum that is 0 but for rounding has any sign and size below 1e-7. */
function withoutRounding(expected: unknown, found: unknown): unknown {
  if (typeof expected === 'number' && typeof found === 'number')
    return Math.abs(expected) < 1e-7 && Math.abs(found) < 1e-7 ? expected : found
  if (Array.isArray(expected) && Array.isArray(found)) return found.map((each, i) => withoutRounding(expected[i], each))
  if (!expected || typeof expected !== 'object' || !found || typeof found !== 'object') return found
  const known = expected as Record<string, unknown>
  return Object.fromEntries(Object.entries(found).map(([key, each]) => [key, withoutRounding(known[key], each)]))
}

function toleranceOf({ call, design }: Crossed): number {
  if (call.statistic === 'saddlepoint' || call.statistic === 'lincom') return 1e-5
  if (design.adjust?.length) return 1e-6
  return ['chisq', 'ciProp', 'ranktest'].includes(call.fn) ? 1e-8 : 1e-9
}

const names = [...new Set(cases.map(({ call }) => call.fn))]
for (const fn of names) {
  const list = cases.filter(({ call }) => call.fn === fn)
  test(`${fn}: ${list.length} crossed cases agree with R`, () => {
    const wrong = list.flatMap((golden) => {
      const found = runCase(golden, goldenTable)
      if ('error' in found) return [`${golden.id} ${JSON.stringify(found.error)}`]
      const lines = differences(golden.expected, withoutRounding(golden.expected, found), toleranceOf(golden))
      return lines.map((line) => `${golden.id} ${line}`)
    })
    expect(wrong).toEqual([])
  })
}

test('numbers moved by one in ten thousand are seen in every case', () => {
  const moved = (value: unknown): unknown =>
    typeof value === 'number'
      ? value * (1 + 1e-4) + 1e-6
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, moved(each)]))
        : value
  for (const golden of cases)
    expect(differences(moved(golden.expected), golden.expected, toleranceOf(golden))).not.toEqual([])
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Case, parseTable, runCase, type Table } from '../../analysis/cases.ts'
import { differences } from './read-golden.ts'

/** Designs, adjustments, domains and statistics crossed, as R computes them: `r/vn.R`. */
const folder = join(import.meta.dirname, 'r')
type Crossed = Case & { expected: Readonly<Record<string, unknown>> }
const { cases } = JSON.parse(readFileSync(join(folder, 'vn.json'), 'utf8')) as { cases: Crossed[] }
const tables = new Map<string, Table>()
function tableOf(name: string): Table {
  const known = tables.get(name) ?? parseTable(name, readFileSync(join(folder, `${name}.csv`), 'utf8'))
  tables.set(name, known)
  return known
}

/** What R does here and this program does not, each with its reason; everything else has to agree. */
const OTHERWISE: readonly Readonly<{ why: string; is: (golden: Crossed) => boolean }>[] = [
  {
    why: 'a share that is one of the raked margins has no variance: its interval is rounding error',
    is: ({ call, id }) => call.fn === 'ciProp' && call.var === 'mode' && /RK/.test(id),
  },
  {
    why: 'a mean that is one of the calibrated totals has no variance: its test is rounding error',
    is: ({ call, id }) => call.fn === 'ttest' && call.y === 'nps' && !('group' in call) && /CL|CG/.test(id),
  },
]

/** Iterated methods stop at their own tolerances; R's fit of a model stops earlier than ours. */
function toleranceOf({ call }: Crossed): number {
  if (call.fn === 'chisq') return call.statistic === 'saddlepoint' || call.statistic === 'lincom' ? 1e-4 : 1e-7
  return { glm: 2e-5, regTermTest: 1e-4, ciProp: 1e-6 }[call.fn as string] ?? 1e-7
}

/** R gives a pair of degrees of freedom or the second alone, a 1 x 1 matrix or its number, a number smaller than rounding where the truth is 0, or none. */
function comparable(expected: unknown, found: unknown): unknown {
  if (expected === null) return null
  if (typeof expected === 'number' && typeof found === 'number')
    return Math.abs(expected) < 1e-9 && Math.abs(found) < 1e-9 ? expected : found
  if (typeof expected === 'number' && Array.isArray(found)) return found.flat().at(-1)
  if (Array.isArray(expected) && Array.isArray(found)) return found.map((each, i) => comparable(expected[i], each))
  if (expected !== null && typeof expected === 'object' && found !== null && typeof found === 'object')
    return Object.fromEntries(
      Object.entries(found).map(([key, each]) => [key, comparable((expected as Record<string, unknown>)[key], each)]),
    )
  return found
}

const kept = cases.filter((golden) => !OTHERWISE.some(({ is }) => is(golden)))
const groups = new Map<string, Crossed[]>()
for (const golden of kept) {
  const fn = String(golden.call.fn)
  groups.set(fn, [...(groups.get(fn) ?? []), golden])
}

describe('designs, adjustments, domains and statistics crossed', () => {
  for (const [fn, list] of groups)
    test(`${fn}: ${list.length} cases`, () => {
      const wrong = list.flatMap((golden) => {
        const found = runCase(golden, tableOf)
        if ('error' in found) return [`${golden.id} ${JSON.stringify(found.error)}`]
        const lines = differences(golden.expected, comparable(golden.expected, found), toleranceOf(golden))
        return lines.map((line) => `${golden.id} ${line}`)
      })
      expect(wrong).toEqual([])
    })

  test('what is left out is little, and each reason is met', () => {
    expect(kept.length).toBeGreaterThan(0.9 * cases.length)
    for (const { why, is } of OTHERWISE) expect(cases.filter(is).length, why).toBeGreaterThan(0)
  })
})

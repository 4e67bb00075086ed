import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Case, runCase } from '../../analysis/cases.ts'
import { differences, goldenTable } from './read-golden.ts'

/** Weights cut strictly between two bounds, as R does it: `r/strict-trim.R`. */
const file = join(import.meta.dirname, 'r', 'strict-trim.json')
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: (Case & { expected: unknown })[] }

test.each(cases.map((golden) => [golden.id, golden] as const))('%s agrees with R', (_, golden) => {
  const found = runCase(golden, goldenTable)
  if ('error' in found) throw new Error(JSON.stringify(found.error))
  expect(differences(golden.expected, found, 1e-9)).toEqual([])
})

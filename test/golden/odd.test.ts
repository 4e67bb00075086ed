import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Case, parseTable, runCase } from '../../analysis/cases.ts'
import { differences, lostNumbers } from './read-golden.ts'

/** Designs at their edges, as R computes them: `r/odd.R`. */
const folder = join(import.meta.dirname, 'r')
const { cases } = JSON.parse(readFileSync(join(folder, 'odd.json'), 'utf8')) as {
  cases: (Case & { expected: unknown })[]
}
const table = (name: string) => parseTable(name, readFileSync(join(folder, `${name}.csv`), 'utf8'))

test.each(cases.map((golden) => [golden.id, golden] as const))('%s agrees with R', (_, golden) => {
  const found = runCase(golden, table)
  if ('error' in found) throw new Error(JSON.stringify(found.error))
  expect(differences(golden.expected, found, 1e-8)).toEqual([])
})

const design = { dataset: 'odd', kind: 'linearised', ids: ['psu'], strata: ['h'], weights: 'w', lonelyPsu: 'certainty' }
const solo = { ...design, subset: [{ var: 'g', op: '==', value: 'solo' }] }

test.each([
  [
    'one school, and the design says refuse',
    { ...design, lonelyPsu: 'fail' },
    { fn: 'mean', vars: ['y'], naRm: true },
    'lonely_psu',
  ],
  [
    'the interval of one respondent',
    solo,
    { fn: 'ciProp', var: 'sat', equals: '1', method: 'logit', level: 0.95 },
    'too_few_units',
  ],
  [
    'the interval of a share of one',
    design,
    { fn: 'ciProp', var: 'z', equals: '4', method: 'logit', level: 0.95 },
    'too_few_units',
  ],
  ['a test of what is all equal', design, { fn: 'ttest', y: 'z', group: 'g' }, 'too_few_units'],
  ['agreement where nothing differs', design, { fn: 'kappa', vars: ['z', 'z'] }, 'too_few_units'],
  ['a mean of nothing', design, { fn: 'mean', vars: ['m'], naRm: true }, 'all_missing'],
  ['a total of nothing', design, { fn: 'total', vars: ['m'], naRm: true }, 'all_missing'],
  ['a ratio of nothing', design, { fn: 'ratio', num: ['m'], den: ['y'], naRm: true }, 'all_missing'],
  ['a model of nothing', design, { fn: 'glm', formula: 'm ~ y', family: 'gaussian' }, 'all_missing'],
] as const)('%s says why and what to do', (_, of, call, code) => {
  const found = runCase({ id: 'x', design: of, call } as unknown as Case, table)
  expect(found).toMatchObject({ id: 'x', error: { code, message: expect.stringMatching(/: .+: .+/) } })
  expect(lostNumbers(found)).toEqual([])
})

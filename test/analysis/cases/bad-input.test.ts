import { describe, expect, test } from 'vitest'
import { type Case, parseTable, runCase, type Table } from '../../../analysis/cases.ts'
import { AnalysisError } from '../../../analysis/failure.ts'
import { lostNumbers } from '../../golden/read-golden.ts'

/** Forty people in four strata of two schools, with a column for each fault. */
const people = parseTable(
  'people',
  [
    'st,psu,w,y,g,f,none,one,neg,inf,txt',
    ...Array.from(
      { length: 40 },
      (_, i) =>
        `s${i % 4},${i % 8},2,${(i * 7) % 11},${i % 2 ? 'a' : 'b'},${'xyz'[i % 3]},,1,${i === 3 ? -1 : 2},${i === 5 ? '1e999' : 2},t${i}`,
    ),
  ].join('\n'),
)
function tables(name: string): Table {
  if (name === 'people') return people
  throw new AnalysisError('data_missing', { file: name })
}
const drawn = { dataset: 'people', kind: 'linearised', ids: ['psu'], strata: ['st'], weights: 'w', nest: true }
const mean = { fn: 'mean', vars: ['y'] }
const margin = (variable: string, cells: string[], freq: number[]) => ({
  by: variable,
  population: { cells: { [variable]: cells }, freq },
})
const rake = (...margins: unknown[]) => ({ ...drawn, adjust: [{ step: 'rake', margins }] })
const within = (variable: string, value: unknown) => ({ ...drawn, subset: [{ var: variable, op: '==', value }] })

function run(design: unknown, call: unknown, from = tables) {
  return runCase({ id: 'c7', design, call } as Case, from) as {
    id: string
    error?: { code: string; message: string; detail: Record<string, unknown> }
  }
}

const faults: readonly (readonly [string, unknown, unknown, string, string?])[] = [
  ['a negative weight', { ...drawn, weights: 'neg' }, mean, 'weight_invalid', 'neg'],
  ['an infinite weight', { ...drawn, weights: 'inf' }, mean, 'weight_invalid', 'inf'],
  ['a missing weight', { ...drawn, weights: 'none' }, mean, 'weight_invalid', 'none'],
  ['weights of text', { ...drawn, weights: 'txt' }, mean, 'column_not_numeric', 'txt'],
  ['an infinite answer', drawn, { fn: 'mean', vars: ['inf'] }, 'too_few_units', 'inf'],
  ['an empty domain', within('y', 99), mean, 'domain_empty', 'y'],
  ['one school in a stratum', { ...drawn, strata: ['psu'] }, mean, 'lonely_psu', 'psu'],
  ['no answer at all', drawn, { fn: 'mean', vars: ['y', 'none'] }, 'all_missing', 'none'],
  ['no answer at all, by group', drawn, { fn: 'meanBy', vars: ['none'], by: ['g'] }, 'all_missing', 'none, g'],
  ['a population of 0', { ...drawn, fpc: ['y'] }, mean, 'population_invalid', 'y'],
  ['a variable that is not there', drawn, { fn: 'mean', vars: ['nope'] }, 'column_missing', 'nope'],
  [
    'text where a number is needed',
    drawn,
    { fn: 'quantile', var: 'txt', quantiles: [0.5] },
    'column_not_numeric',
    'txt',
  ],
  ['an unknown call', drawn, { fn: 'constructor' }, 'option_invalid'],
  ['an unknown kind of design', { ...drawn, kind: 'zz' }, mean, 'option_invalid'],
  ['an unknown method', drawn, { fn: 'ciProp', var: 'g', equals: 'a', method: 'zz' }, 'option_invalid'],
  ['a level beyond 1', drawn, { fn: 'ciProp', var: 'g', equals: 'a', level: 3 }, 'option_invalid'],
  ['no group to divide by', drawn, { fn: 'meanBy', vars: ['y'] }, 'option_invalid'],
  ['a test of what does not vary', drawn, { fn: 'ttest', y: 'one' }, 'too_few_units', 'one'],
  ['ranks of what does not vary', drawn, { fn: 'ranktest', y: 'one', group: 'g' }, 'too_few_units', 'one, g'],
  ['a data file that is not there', { ...drawn, dataset: 'gone' }, mean, 'data_missing'],
  ['a case without a design', null, mean, 'design_invalid'],
  ['a case without a call', drawn, null, 'option_invalid'],
  ['a step that is none', { ...drawn, adjust: [null] }, mean, 'option_invalid'],
  ['a domain that is no list', { ...drawn, subset: 'y > 3' }, mean, 'option_invalid'],
  ['a margin that lacks a level', rake(margin('f', ['x', 'y'], [40, 40])), mean, 'cell_unknown'],
  ['a margin with a level nobody has', rake(margin('f', ['x', 'y', 'z', 'u'], [30, 30, 10, 10])), mean, 'cell_empty'],
  [
    'margins that contradict',
    rake(margin('g', ['a', 'b'], [40, 40]), margin('f', ['x', 'y', 'z'], [40, 40, 40])),
    mean,
    'calibration_contradictory',
  ],
  ['a rake without margins', { ...drawn, adjust: [{ step: 'rake' }] }, mean, 'option_invalid'],
  ['a calibration without totals', { ...drawn, adjust: [{ step: 'calibrate', terms: ['y'] }] }, mean, 'option_invalid'],
  [
    'a calibration of an unknown kind',
    { ...drawn, adjust: [{ step: 'calibrate', terms: ['y'], totals: { y: 1 }, calfun: 'zz' }] },
    mean,
    'option_invalid',
  ],
  ['a bound that is text', { ...drawn, adjust: [{ step: 'trim', upper: 'x' }] }, mean, 'option_invalid'],
]

describe('a case that cannot be computed says why and what to do', () => {
  test.each([...faults])('%s', (_, design, call, code, variable) => {
    const found = run(design, call)
    expect(found.id).toBe('c7')
    expect(found.error?.code).toBe(code)
    expect(found.error?.message.length).toBeGreaterThan(40)
    if (variable) expect(found.error?.detail.variable).toBe(variable)
    expect(lostNumbers(found)).toEqual([])
  })
})

describe('a variable with a level for every person', () => {
  const rows = 60_000
  const crowd = parseTable(
    'crowd',
    ['name,psu,y', ...Array.from({ length: rows }, (_, i) => `P${i},${i % 50},${i % 9}`)].join('\n'),
  )
  const plain = { dataset: 'crowd', kind: 'linearised', ids: ['psu'] }
  const calls = [
    { fn: 'mean', vars: ['name'] },
    { fn: 'meanBy', vars: ['y'], by: ['name'] },
    { fn: 'chisq', rows: 'name', cols: 'name' },
    { fn: 'table', rows: 'name', cols: 'psu' },
    { fn: 'glm', formula: 'y ~ name' },
    { fn: 'ttest', y: 'y', group: 'name' },
    { fn: 'ordinalLogit', formula: 'name ~ y' },
  ]
  test.each(calls)('is refused by $fn without filling the memory', (call) => {
    const { error } = run(plain, call, () => crowd)
    expect(error?.code).toBe('too_many_levels')
    expect(error?.detail).toMatchObject({ variable: 'name', levels: rows })
  })
  test('is refused as a replicate for each row', () => {
    const { error } = run({ dataset: 'crowd', kind: 'replicate', repType: 'JK1' }, mean, () => crowd)
    expect(error?.code).toBe('not_supported')
  })
})

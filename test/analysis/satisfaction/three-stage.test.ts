import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Figure } from '../../../analysis/satisfaction/figure.ts'
import { type GroupResult, satisfaction } from '../../../analysis/satisfaction/satisfaction.ts'
import { formItems, threeStageCsv, threeStageRound } from '../../golden/r/three-stage-rows.ts'
import { differences } from '../../golden/read-golden.ts'

const folder = join(import.meta.dirname, '..', '..', 'golden', 'r')
type Expected = Record<string, unknown> & {
  df: number
  items: Record<string, unknown>
  blocks: Record<string, unknown>
}
const golden = JSON.parse(readFileSync(join(folder, 'three-stage.json'), 'utf8')) as {
  groups: Record<'all' | 'MN' | 'TH' | 'A' | 'B', Expected>
}
const { sheets, sample } = threeStageRound()
const column = (name: string) => Float64Array.from(sheets, ({ answers }) => answers[name] ?? Number.NaN)
const answers = {
  forms: (['MN', 'TH'] as const).map((form) => ({
    form,
    member: sheets.map(({ level }) => (level === form ? 1 : 0)),
    blocks: Object.entries(formItems[form]).map(([id, items]) => ({
      id,
      items: items.map((item) => ({ id: item, values: column(item) })),
    })),
  })),
  overall: column('F1'),
  expectation: column('F2'),
}
const masks = { all: () => 1, MN: 'MN', TH: 'TH', A: 'A', B: 'B' } as const
const groups = Object.entries(masks).map(([name, wanted]) => ({
  key: { name },
  mask: sheets.map(({ level, area }) => (typeof wanted === 'function' || level === wanted || area === wanted ? 1 : 0)),
}))
const byItems = satisfaction(sample.design, answers, groups).groups
const pooled = satisfaction(sample.design, answers, groups, { blockRate: 'pooled' }).groups

/** What R gives for a figure: no design effect for composites. */
function asGolden(figure: Figure): object {
  if (figure.kind !== 'measured') return figure
  return { value: figure.value, se: figure.se, deff: figure.designEffect, n: figure.n }
}
const pair = ({ rate, mean }: { rate: Figure; mean: Figure }) => ({ rate: asGolden(rate), mean: asGolden(mean) })

function found(group: GroupResult, otherRule: GroupResult) {
  const items = group.blocks.flatMap((block) => block.items).filter(({ rate }) => rate.kind === 'measured')
  return {
    sheets: group.sheets,
    population: group.population,
    items: Object.fromEntries(items.map((item) => [`${item.form}.${item.id}`, pair(item)])),
    blocks: Object.fromEntries(
      group.blocks.map((block, at) => [block.id, { ...pair(block), pooled: asGolden(otherRule.blocks[at].rate) }]),
    ),
    overallComputed: { ...pair(group.overallComputed), pooled: asGolden(otherRule.overallComputed.rate) },
    overallAsked: pair(group.overallAsked),
    expectation: {
      mean: asGolden(group.expectation.mean),
      atLeast80: asGolden(group.expectation.atLeast80),
    },
    satisfiedInAll: asGolden(group.satisfiedInAll),
  }
}

describe('the index from frame to figure equals R survey 4.1.1', () => {
  test('the table R read is what the chain gives', () => {
    expect(readFileSync(join(folder, 'three-stage.csv'), 'utf8')).toBe(threeStageCsv())
  })
  for (const [at, name] of (['all', 'MN', 'TH', 'A', 'B'] as const).entries()) {
    const { df, ...expected } = golden.groups[name]
    test(`every number of group ${name}, both rules, to 1e-9`, () => {
      expect(differences(expected, found(byItems[at], pooled[at]), 1e-9)).toEqual([])
    })
    test(`degrees of freedom of group ${name}`, () => {
      const figure = byItems[at].overallComputed.rate
      // R counts the certain school of TH in area B as one unit in a stratum of its own (0 df); here its two classes give 1.
      const certain = name === 'all' || name === 'TH' || name === 'B' ? 1 : 0
      expect(figure).toMatchObject({ kind: 'measured', df: df + certain })
    })
  }
  test('a number moved by a millionth is seen', () => {
    const moved = found(byItems[0], pooled[0])
    const { df: _, ...expected } = golden.groups.all
    expect(differences(expected, { ...moved, population: moved.population * 1.000001 }, 1e-9)).toHaveLength(1)
  })
  test('mean of items and pooled are different numbers on these data', () => {
    const difference = byItems.map(
      (group, at) => JSON.stringify(group.overallComputed.rate) !== JSON.stringify(pooled[at].overallComputed.rate),
    )
    expect(difference).toEqual([true, true, true, true, true])
  })
})

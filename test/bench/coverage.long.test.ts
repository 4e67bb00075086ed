import { expect, test } from 'vitest'
import { satisfaction } from '../../analysis/satisfaction/satisfaction.ts'
import { designOf } from '../../analysis/select/design-of.ts'
import { draw } from '../../analysis/select/draw.ts'
import type { SchoolSelection } from '../../analysis/select/ledger.ts'
import { weigh } from '../../analysis/weight/chain.ts'
import type { CoverageRow } from '../../server/bench/coverage.ts'
import { figuresOf } from '../../server/bench/coverage-figures.ts'
import { makeCoverageWorld } from '../../server/bench/coverage-world.ts'
import { bench } from '../../server/command/bench.ts'
import { readConfig } from '../../server/config.ts'

const plan = { strata: ['level', 'area'], schoolsPerStratum: 3, classesPerSchool: 2, pupilsPerClass: 10, reserves: 0 }

const SELECTIONS: SchoolSelection[] = [
  { method: 'pps_systematic' },
  { method: 'pps_systematic_sorted', sort: ['khmerShare'] },
  { method: 'cube', chances: 'size', balance: ['khmer'] },
]

test('what is counted are the figures of the index, against the truth of the whole province', () => {
  const world = makeCoverageWorld('1', 40)
  for (const selection of SELECTIONS) {
    const ledger = draw(world.frame, { ...plan, seed: 'same', selection }, 'f')
    const { classes, answers, masks: all } = world.answer(ledger, 'same')
    // The province, a level, an area, a level in an area.
    const masks = ['province', 'level', 'area', 'level x area'].map(
      (kind) => all[world.domains.findIndex((domain) => domain.kind === kind)],
    )
    const { design } = designOf(ledger, classes, { weights: weigh(ledger, classes).weights })
    const index = satisfaction(
      design,
      answers,
      masks.map((mask) => ({ key: {}, mask })),
    ).groups
    const found = figuresOf(design, answers, masks)
    for (const [at, { overallComputed, overallAsked, expectation }] of index.entries()) {
      expect(found[at].computed).toMatchObject({ kind: overallComputed.rate.kind })
      for (const [mine, own] of [
        [found[at].computed, overallComputed.rate],
        [found[at].asked, overallAsked.rate],
        [found[at].expectation, expectation.mean],
      ])
        if (mine.kind === 'measured' && own.kind === 'measured') {
          expect(mine.value).toBeCloseTo(own.value, 12)
          expect(mine.se).toBeCloseTo(own.se, 12)
          expect(mine.interval[0]).toBeCloseTo(own.interval[0], 12)
          expect(mine.df).toBe(own.df)
        }
    }
  }
  const { truth } = world.domains[0]
  expect(truth.computed).toBeGreaterThan(0.5)
  expect(truth.computed).toBeLessThan(1)
})

test('the command prints coverage by draw, variance, figure and domain, with its Monte-Carlo error', async () => {
  const lines: string[] = []
  const io = { out: (text: string) => lines.push(text), err: () => {}, config: readConfig({}), terminal: false }
  const args = ['coverage', '--samples', '4', '--schools', '40', '--plan', '3x2x6', '--seed', 'test']
  await bench.run([...args, '--draws', 'pps,simple'], io)
  const { samples, rows } = JSON.parse(lines.join('\n')) as { samples: number; rows: CoverageRow[] }
  expect(samples).toBe(4)
  expect([...new Set(rows.map(({ draw: name, variance }) => `${name} ${variance}`))]).toEqual([
    'pps brewer_three_stage',
    'pps ultimate_cluster',
    'simple simple_three_stage',
  ])
  for (const row of rows) {
    expect(row.intervals + row.withoutError).toBe(4 * row.domains)
    expect(row.coverage + row.below + row.above).toBeCloseTo(1, 12)
    expect(row.coverage).toBeGreaterThan(0.5)
    expect(row.monteCarlo).toBeLessThan(0.5)
  }
  await expect(async () => bench.run(['coverage', '--draws', 'lottery'], io)).rejects.toThrow('--draws knows pps')
  await expect(async () => bench.run(['coverage', '--plan', '4x2'], io)).rejects.toThrow('SCHOOLSxCLASSESxPUPILS')
})

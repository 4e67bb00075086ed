import { expect, test } from 'vitest'
import { makeDesign } from '../../../analysis/design.ts'
import {
  type DomainEstimates,
  meansBy,
  meansByMask,
  totalsBy,
  totalsByMask,
} from '../../../analysis/estimate/by-domain.ts'
import { meansOf } from '../../../analysis/estimate/mean.ts'
import { AnalysisError } from '../../../analysis/failure.ts'
import { randomFrom } from '../../../analysis/numeric/random.ts'
import { withReplicates } from '../../../analysis/variance/make-replicates.ts'

const ROWS = 600
const CELLS = 7
const random = randomFrom('domains')
const draw = (make: (row: number) => number) => Float64Array.from({ length: ROWS }, (_, row) => make(row))
const stratum = draw((row) => Math.floor(row / 100))
const school = draw((row) => Math.floor(row / 20))
const room = draw((row) => Math.floor(row / 5))
const weights = draw(() => (random.below(12) === 0 ? 0 : 1 + random.uniform()))
const holed = draw(() => (random.below(9) === 0 ? Number.NaN : random.below(5)))
const whole = draw(() => random.below(5))
const cellOfRow = Int32Array.from({ length: ROWS }, () => random.below(CELLS + 1) - 1)
const designs = {
  'one stage': makeDesign({ weights, stages: [{ unit: school, stratum }] }),
  'two stages': makeDesign({
    weights,
    stages: [
      { unit: school, stratum, population: draw(() => 40) },
      { unit: room, population: draw(() => 12) },
    ],
  }),
}

function expectEqual(fast: readonly DomainEstimates[], plain: readonly DomainEstimates[]): void {
  expect(fast.map(({ cell, n, df }) => [cell, n, df])).toEqual(plain.map(({ cell, n, df }) => [cell, n, df]))
  for (const [place, one] of fast.entries()) {
    const other = plain[place]
    for (const [j, estimate] of one.estimates.entries()) {
      expect(Math.abs(estimate.value / other.estimates[j].value - 1)).toBeLessThan(1e-12)
      expect(Math.abs(estimate.se / other.estimates[j].se - 1)).toBeLessThan(1e-11)
    }
    for (const [at, value] of one.covariance.data.entries())
      expect(Math.abs(value - other.covariance.data[at])).toBeLessThan(1e-12 * Math.abs(one.covariance.data[0]) + 1e-14)
  }
}

for (const [name, design] of Object.entries(designs))
  test(`all domains from one pass are the domains one by one: ${name}`, () => {
    for (const columns of [[whole], [whole, holed]])
      for (const domain of [undefined, Uint8Array.from(whole, (value) => (value > 0 ? 1 : 0))]) {
        expectEqual(
          meansBy(design, columns, cellOfRow, CELLS, { domain }),
          meansByMask(design, columns, cellOfRow, CELLS, { domain }),
        )
        expectEqual(
          totalsBy(design, columns, cellOfRow, CELLS, { domain }),
          totalsByMask(design, columns, cellOfRow, CELLS, { domain }),
        )
      }
  })

test('a cell in which everything is missing, and one whose stratum has one unit, are named', () => {
  const [design] = Object.values(designs)
  const empty = holed.map((value, row) => (cellOfRow[row] === 3 ? Number.NaN : value))
  const codeOf = (act: () => unknown) => {
    try {
      act()
    } catch (error) {
      if (error instanceof AnalysisError) return [error.code, error.detail.cell]
    }
    return undefined
  }
  expect(codeOf(() => meansBy(design, [empty], cellOfRow, CELLS))).toEqual(['all_missing', 3])
  const alone = makeDesign({ weights, stages: [{ unit: school, stratum: draw((row) => (row < 20 ? 9 : 1)) }] })
  const first = Int32Array.from({ length: ROWS }, (_, row) => (row < 20 ? 1 : 0))
  expect(codeOf(() => meansBy(alone, [whole], first, 2))).toEqual(['lonely_psu', 1])
  expect(codeOf(() => meansBy(alone, [whole], new Int32Array(ROWS).fill(-1), 2))).toEqual(['domain_empty', undefined])
})

test('the rescaled bootstrap is right on average: its variance of a total is the Taylor one', () => {
  const design = makeDesign({ weights, stages: [{ unit: school, stratum, population: draw(() => 12) }] })
  const replicated = withReplicates(design, { method: 'RaoWu', count: 4000, random: randomFrom('bootstrap') })
  const [exact] = meansOf(design, [whole]).estimates
  const [found] = meansOf(replicated, [whole]).estimates
  // The relative error of a variance from 4000 replicates is about the root of 2/4000, 2.2 %; of its root half of that.
  expect(Math.abs(found.se / exact.se - 1)).toBeLessThan(0.05)
  expect(found.value).toBe(exact.value)
  const { factors, count } = replicated.replicates ?? { factors: undefined, count: 0 }
  const mean = (factors ?? new Float64Array()).reduce((a, b) => a + b, 0) / (count * design.stages[0].units)
  // Each replicate keeps the number of units of a stratum.
  expect(Math.abs(mean - 1)).toBeLessThan(1e-10)
})

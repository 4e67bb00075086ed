import { type Design, makeDesign } from '../../analysis/design.ts'
import { meansBy } from '../../analysis/estimate/by-domain.ts'
import { meanOf, meansOf } from '../../analysis/estimate/mean.ts'
import { randomFrom } from '../../analysis/numeric/random.ts'
import { withReplicates } from '../../analysis/variance/make-replicates.ts'
import { adjust, rakingOf } from '../../analysis/weight/adjust.ts'
import type { Margin } from '../../analysis/weight/post-stratify.ts'
import { rake } from '../../analysis/weight/rake.ts'
import { type Measured, measure } from './measure.ts'
import type { Kind, NumericColumn, NumericColumns } from './numeric-csv.ts'

export const ITEMS = Array.from({ length: 30 }, (_, item) => `q${String(item + 1).padStart(2, '0')}`)
const MARGINS = ['sex', 'age', 'district', 'level'] as const
export const COLUMNS: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(['stratum', 'psu', ...MARGINS].map((name) => [name, 'whole' as const])),
  w: 'exact',
  ...Object.fromEntries(ITEMS.map((name) => [name, 'small' as const])),
}

/** By how much each margin of the population differs from the sample's; the whole is scaled to one total afterwards. */
const MOVED: Readonly<Record<(typeof MARGINS)[number], (cell: number) => number>> = {
  sex: (cell) => [0.97, 1.05][cell] ?? 1,
  age: (cell) => [1.1, 0.95, 1.02, 0.9][cell] ?? 1,
  district: (cell) => 1 + ((((cell + 1) * 7) % 11) - 5) / 50,
  level: (cell) => [1.04, 0.98, 0.93, 1.1][cell] ?? 1,
}

export type Check = Readonly<Record<string, number>>

type Columns = NumericColumns['columns']
type Data = Readonly<{
  columns: Columns
  items: NumericColumn[]
  design: Design
  margins: Margin[]
}>

const columnOf = (columns: Columns, name: string) => columns.get(name) as NumericColumn

export function prepare({ columns }: NumericColumns): Data {
  const weights = columnOf(columns, 'w') as Float64Array
  const design = makeDesign({
    weights,
    stages: [{ unit: columnOf(columns, 'psu'), stratum: columnOf(columns, 'stratum') }],
  })
  return { columns, items: ITEMS.map((name) => columnOf(columns, name)), design, margins: marginsOf(columns, weights) }
}

/** The weighted margins of the sample, moved by fixed factors and scaled to the rounded sum of the weights. */
function marginsOf(columns: Columns, weights: Float64Array): Margin[] {
  const total = Math.round(weights.reduce((sum, weight) => sum + weight, 0))
  return MARGINS.map((name) => {
    const column = columnOf(columns, name)
    const levels = [...new Set(column)].sort((a, b) => a - b)
    const place = new Map(levels.map((level, cell) => [level, cell]))
    const cellOfRow = Int32Array.from(column, (value) => place.get(value) as number)
    const sums = new Float64Array(levels.length)
    for (let row = 0; row < column.length; row++) sums[cellOfRow[row]] = sums[cellOfRow[row]] + weights[row]
    const moved = sums.map((sum, cell) => sum * MOVED[name](cell))
    const whole = moved.reduce((a, b) => a + b, 0)
    return { name, cellOfRow, labels: levels.map(String), population: moved.map((sum) => (sum / whole) * total) }
  })
}

const rangeOf = (weights: Float64Array) =>
  weights.reduce(([low, high], weight) => [Math.min(low, weight), Math.max(high, weight)] as [number, number], [
    Number.POSITIVE_INFINITY,
    0,
  ] as [number, number])

const meanCheck = (design: Design, item: NumericColumn): Check => {
  const { value, se } = meanOf(design, item)
  const [least, greatest] = rangeOf(design.weights)
  return { mean: value, se, least, greatest }
}

/** R's stopping rule of that benchmark: no crossed cell moves by more than this share of the whole. */
const MOVEMENT = 1e-7

function raked({ design, margins }: Data): Design {
  const made = rake(design.weights, margins, { movement: MOVEMENT, limit: 50 })
  return { ...design, weights: made.weights, calibrations: [rakingOf(design.weights, made, margins)] }
}

/** Population size and all cells of the margins but the first of each, as in R's `~ factor + factor`. */
function calibrated({ design, margins }: Data): Design {
  const rows = design.rows
  const names = ['1']
  const columns: Uint8Array[] = [new Uint8Array(rows).fill(1)]
  const totals = [margins[0]?.population.reduce((a, b) => a + b, 0) ?? 0]
  for (const { name, cellOfRow, labels, population } of margins)
    for (let cell = 1; cell < population.length; cell++) {
      names.push(`${name}${labels[cell]}`)
      columns.push(indicator(cellOfRow, cell))
      totals.push(population[cell])
    }
  const targets = { names, columns, totals: Float64Array.from(totals), distance: 'raking' as const }
  return adjust(design, { step: 'calibrate', targets })
}

const indicator = (cellOfRow: Int32Array, cell: number): Uint8Array => {
  const made = new Uint8Array(cellOfRow.length)
  for (let row = 0; row < made.length; row++) if (cellOfRow[row] === cell) made[row] = 1
  return made
}

type Task = Readonly<{
  what: string
  /** Tables of more rows are left out. */
  most?: number
  run: (data: Data, runs: number, seed: string) => Measured<unknown> & { check: Check }
}>

export const TASKS: Readonly<Record<string, Task>> = {
  a: {
    what: '30 means with their errors',
    run: ({ design, items }, runs) => {
      const measured = measure(runs, () => meansOf(design, items).estimates)
      const [first, second] = measured.result
      return { ...measured, check: { mean1: first.value, se1: first.se, mean2: second.value, se2: second.se } }
    },
  },
  b: {
    what: '30 means in each stratum',
    run: ({ design, items, columns }, runs) => {
      const strata = columnOf(columns, 'stratum')
      const levels = [...new Set(strata)].sort((a, b) => a - b)
      const place = new Map(levels.map((level, cell) => [level, cell]))
      const cellOfRow = Int32Array.from(strata, (level) => place.get(level) as number)
      const measured = measure(runs, () => meansBy(design, items, cellOfRow, levels.length))
      const [first] = (measured.result[0] as (typeof measured.result)[0]).estimates
      return { ...measured, check: { mean: first.value, se: first.se } }
    },
  },
  c: {
    what: 'raking on 4 margins',
    run: (data, runs) => {
      const measured = measure(runs, () => raked(data))
      return { ...measured, check: meanCheck(measured.result, data.items[0] as NumericColumn) }
    },
  },
  c2: {
    what: 'calibration with the raking distance on the same margins',
    run: (data, runs) => {
      const measured = measure(runs, () => calibrated(data))
      return { ...measured, check: meanCheck(measured.result, data.items[0] as NumericColumn) }
    },
  },
  c3: {
    what: '30 means with their errors on the raked design',
    most: 200_000,
    run: (data, runs) => {
      const design = raked(data)
      const measured = measure(runs, () => meansOf(design, data.items).estimates)
      const [first] = measured.result
      return { ...measured, check: { mean: first.value, se: first.se } }
    },
  },
  d: {
    what: '500 bootstrap replicates made, and 30 means with their errors over them',
    run: ({ design, items }, runs, seed) => {
      const measured = measure(runs, () => {
        const random = randomFrom(seed)
        return meansOf(withReplicates(design, { method: 'RaoWu', count: 500, random }), items).estimates
      })
      const [first] = measured.result
      return { ...measured, check: { mean: first.value, se: first.se } }
    },
  },
}

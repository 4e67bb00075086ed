import { makeDesign } from '../../analysis/design.ts'
import type { Figure } from '../../analysis/satisfaction/figure.ts'
import { type Answers, satisfaction } from '../../analysis/satisfaction/satisfaction.ts'
import type { DatasetTable } from '../dataset/table.ts'
import { maskOf } from './answer-columns.ts'

export type Unweighted = Readonly<{
  level: string | null
  n: number
  blocks: Readonly<Record<string, number | null>>
  computed: number | null
  asked: number | null
}>

const LEAST = 10
const valueIn = (figure: Figure): number | null => (figure.kind === 'nothing' || figure.n < LEAST ? null : figure.value)

/** The raw shares, every sheet counting one: for the annex only, beside the weighted figures they may differ from. */
export function unweightedRows(table: DatasetTable, answers: Answers): Unweighted[] {
  const design = makeDesign({
    weights: new Float64Array(table.rows).fill(1),
    stages: [{ unit: Int32Array.from({ length: table.rows }, (_, row) => row) }],
  })
  const levels = [...new Set(table.column('level'))].sort((a, b) => (a < b ? -1 : 1))
  const groups = [
    { key: {}, mask: new Uint8Array(table.rows).fill(1), items: false },
    ...levels.map((level) => ({ key: { level }, mask: maskOf(table.column('level'), level), items: false })),
  ]
  return satisfaction(design, answers, groups).groups.map((group) => ({
    level: group.key.level ?? null,
    n: group.sheets,
    blocks: Object.fromEntries(group.blocks.map(({ id, rate }) => [id, valueIn(rate)])),
    computed: valueIn(group.overallComputed.rate),
    asked: valueIn(group.overallAsked.rate),
  }))
}

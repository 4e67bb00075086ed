import type { IntervalChart, IntervalRow } from '../../client/charts/interval-chart.ts'
import { percentText } from '../../client/words/numbers.ts'
import { results as words } from '../../client/words/results.ts'
import type { Result } from '../report/report-input.ts'
import type { EstimateResult } from './compute.ts'

function row(label: string, { rate, verdict }: Result): IntervalRow {
  if (!('value' in rate)) return { label, value: null, low: null, high: null, verdict: null }
  return { label, value: rate.value * 100, low: rate.low * 100, high: rate.high * 100, verdict }
}

/** What a chart of the results shows: the blocks of the province, those of one level, or the areas. */
export function chartRows({ results, target }: EstimateResult, of: string): IntervalChart | undefined {
  const rows = rowsOf(results, of)
  if (rows.length === 0) return undefined
  const percent = (value: number) => percentText(value / 100, Number.isInteger(value) ? 0 : 1)
  return {
    rows,
    target: target * 100,
    targetLabel: words.targetMark(percentText(target, 0)),
    hidden: words.hidden,
    legend: words.verdict,
    format: percent,
  }
}

function rowsOf(results: EstimateResult['results'], of: string): IntervalRow[] {
  if (of === 'areas')
    return results.domains.flatMap((domain) =>
      domain.level === null && domain.area !== null ? [row(domain.area, domain.computed)] : [],
    )
  const level = of === 'blocks' ? null : of
  const domain = results.domains.find((one) => one.level === level && one.area === null)
  if (!domain) return []
  return results.blocks.flatMap(({ id, title }) => {
    const result = domain.blocks[id]
    return result ? [row(`${id}. ${title}`, result)] : []
  })
}

const MOST_KEPT = 64

/** A picture costs a fifth of a second; the figures of an estimate never change, so it is drawn once. */
export function makeChartCache() {
  const made = new Map<string, Uint8Array>()
  return async (key: string, chart: IntervalChart): Promise<Uint8Array> => {
    const known = made.get(key)
    if (known) return known
    const { intervalPicture } = await import('../document/chart.ts')
    const { png } = intervalPicture(chart)
    if (made.size >= MOST_KEPT) made.clear()
    made.set(key, png)
    return png
  }
}

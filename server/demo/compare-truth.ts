import type { EstimateResult } from '../estimates/compute.ts'
import { isFigure } from '../report/cells.ts'
import type { Cell } from '../report/report-input.ts'
import { LEVEL_NAMES } from '../slips/packets.ts'
import { findTrueDomain, type Truth } from './truth.ts'

export type Comparison = Readonly<{
  name: string
  estimate: number
  low: number
  high: number
  truth: number
  covered: boolean
}>

/** Each published rate of the round beside the true value, which only a simulated province has. */
export function compareTruth({ results }: EstimateResult, truth: Truth): Comparison[] {
  return results.domains.flatMap((domain) => {
    const known = findTrueDomain(truth, domain.level as never, domain.area)
    if (!known) return []
    const place = [domain.level === null ? 'Toàn tỉnh' : LEVEL_NAMES[domain.level], domain.area]
      .filter(Boolean)
      .join(', ')
    const rows: [string, Cell, number][] = [
      ...results.blocks.map(({ id, title }): [string, Cell, number] => [
        `${place}: ${id} ${title}`,
        domain.blocks[id].rate,
        known.blocks[id].rate,
      ]),
      [`${place}: chung (tính)`, domain.computed.rate, known.computed.rate],
      [`${place}: chung (hỏi)`, domain.asked.rate, known.asked.rate],
    ]
    return rows.flatMap(([name, cell, value]) =>
      isFigure(cell)
        ? [
            {
              name,
              estimate: cell.value,
              low: cell.low,
              high: cell.high,
              truth: value,
              covered: cell.low <= value && value <= cell.high,
            },
          ]
        : [],
    )
  })
}

const percent = (share: number): string => (share * 100).toFixed(2).padStart(6)

/** The comparison as lines for a terminal. */
export function comparisonLines(rows: readonly Comparison[]): string[] {
  const covered = rows.filter((row) => row.covered).length
  return [
    'estimate %   95 % interval      true %   covers',
    ...rows.map(
      (row) =>
        `${percent(row.estimate)}   [${percent(row.low)}, ${percent(row.high)}]   ${percent(row.truth)}   ${row.covered ? 'yes' : 'NO '}  ${row.name}`,
    ),
    `${covered} of ${rows.length} intervals cover the true value (${((100 * covered) / rows.length).toFixed(1)} %)`,
  ]
}

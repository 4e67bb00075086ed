import { usualGate } from '../../analysis/publish/gate.ts'
import { cellId } from '../../analysis/publish/linked-tables.ts'
import type { Cell, ReportResults, Result } from '../report/report-input.ts'
import { personId, placeId } from './cell-ground.ts'
import type { Protection } from './protect.ts'

const GONE: Cell = Object.freeze({ suppressed: 'secondary' })
const hide = (cell: Cell): Cell => ('suppressed' in cell && cell.suppressed === 'not_asked' ? cell : GONE)
/** A figure that does not stand in any document. */
export const hideResult = ({ rate, mean }: Result): Result => ({ rate: hide(rate), mean: hide(mean), verdict: null })

/** The result with every hidden cell emptied: what may stand in a document or on a page. */
export function protectedResults(results: ReportResults, { hidden }: Pick<Protection, 'hidden'>): ReportResults {
  const gone = new Set(hidden)
  return {
    ...results,
    domains: results.domains.map((domain) =>
      gone.has(placeId(domain))
        ? {
            ...domain,
            blocks: Object.fromEntries(Object.entries(domain.blocks).map(([id, one]) => [id, hideResult(one)])),
            computed: hideResult(domain.computed),
            asked: hideResult(domain.asked),
            expectation: hide(domain.expectation),
          }
        : domain,
    ),
    items: protectedItems(results.items, gone),
    groups: results.groups.map(({ title, rows }) => ({
      title,
      rows: rows.map((row) =>
        gone.has(personId(title, row.name))
          ? { ...row, computed: hideResult(row.computed), asked: hideResult(row.asked) }
          : row,
      ),
    })),
  }
}

/** A block is the mean of its items: one empty item could be computed back from the others, so the one with fewest answers joins it. */
function protectedItems(items: ReportResults['items'], gone: ReadonlySet<string>): ReportResults['items'] {
  const answers = ({ rate }: Result) => ('suppressed' in rate ? 0 : rate.n)
  const hidden = new Set<number>()
  const blocks = new Map<string, number[]>()
  items.forEach((item, place) => {
    const key = `${item.level}/${item.block}`
    blocks.set(key, [...(blocks.get(key) ?? []), place])
    if (gone.has(cellId({ level: item.level })) || answers(item.result) < usualGate.minAnswers) hidden.add(place)
  })
  for (const places of blocks.values()) {
    if (places.filter((place) => hidden.has(place)).length !== 1) continue
    const [next] = places
      .filter((place) => !hidden.has(place))
      .sort((a, b) => answers(items[a].result) - answers(items[b].result))
    if (next !== undefined) hidden.add(next)
  }
  return items.map((item, place) => (hidden.has(place) ? { ...item, result: hideResult(item.result) } : item))
}

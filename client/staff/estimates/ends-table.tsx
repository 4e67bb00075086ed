import { results } from '../../words/results.ts'
import { beside as words } from '../../words/results-beside.ts'
import { levelName } from '../level-name.ts'
import type { EndsRow } from '../shapes.ts'
import { FigureCell, type Shown } from './figure-cell.tsx'
import { type Blocks, ofName } from './of-name.ts'
import { PlainTable } from './plain-table.tsx'

/** Share of 5, share of 1 and 2, net score; and the people satisfied in every block. */
export function EndsTable(props: { rows: readonly EndsRow[]; blocks: Blocks; onOpen: (shown: Shown) => void }) {
  const place = (level: string | null) => (level === null ? results.whole : levelName(level))
  const rows = () =>
    props.rows.flatMap((row) => {
      const name = `${place(row.level)}, ${ofName(row.of, props.blocks)}`
      const all = `${place(row.level)}, ${words.allBlocks}`
      const line = [
        place(row.level),
        ofName(row.of, props.blocks),
        <FigureCell cell={row.top} scale="rate" name={name} onOpen={props.onOpen} />,
        <FigureCell cell={row.bottom} scale="rate" name={name} onOpen={props.onOpen} />,
        <FigureCell cell={row.net} scale="points" name={name} method={words.methodNet} onOpen={props.onOpen} />,
      ]
      return row.satisfiedInAll === null
        ? [line]
        : [
            line,
            [
              place(row.level),
              words.allBlocks,
              <FigureCell cell={row.satisfiedInAll} scale="rate" name={all} onOpen={props.onOpen} />,
              '',
              '',
            ],
          ]
    })
  return (
    <details class="card" data-beside="ends">
      <summary>{words.ends}</summary>
      <p class="small soft">{words.endsNote}</p>
      <PlainTable title={words.ends} columns={words.endsColumns} texts={2} rows={rows()} />
    </details>
  )
}

import { countText, decimalText } from '../../words/numbers.ts'
import { results } from '../../words/results.ts'
import { beside as words } from '../../words/results-beside.ts'
import { levelName } from '../level-name.ts'
import type { ChangeRow, Extras, Figure } from '../shapes.ts'
import { FigureCell, pointsText, type Shown } from './figure-cell.tsx'
import { type Blocks, ofName } from './of-name.ts'
import { PlainTable } from './plain-table.tsx'

/** Change since the earlier round, item for item the same questions. */
export function ChangeTable(props: {
  change: NonNullable<Extras['change']>
  blocks: Blocks
  onOpen: (shown: Shown) => void
}) {
  const title = () => words.change(String(props.change.before.year), props.change.before.name)
  const sum = (of: 'same' | 'of') => countText(props.change.items.reduce((all, item) => all + item[of], 0))
  const place = (level: string | null) => (level === null ? results.whole : levelName(level))
  const rows = () =>
    props.change.rows.map((row) => {
      const name = `${place(row.level)}, ${ofName(row.of, props.blocks)}`
      const figure = figureOf(row)
      return [
        place(row.level),
        ofName(row.of, props.blocks),
        <FigureCell cell={row.before} scale="rate" name={name} onOpen={props.onOpen} />,
        <FigureCell cell={row.after} scale="rate" name={name} onOpen={props.onOpen} />,
        figure ? (
          <FigureCell cell={figure} scale="points" name={name} method={methodOf(row)} onOpen={props.onOpen} />
        ) : (
          results.hidden
        ),
        figure ? `${pointsText(figure.low)} – ${pointsText(figure.high)}` : results.hidden,
        figure ? words.changed[figure.low > 0 ? 'up' : figure.high < 0 ? 'down' : 'same'] : results.hidden,
      ]
    })
  return (
    <section class="card" data-beside="change">
      <h4>{title()}</h4>
      <p class="small soft">{words.changeNote(sum('same'), sum('of'))}</p>
      <PlainTable title={title()} columns={words.changeColumns} texts={2} rows={rows()} />
    </section>
  )
}

function figureOf({ change, after }: ChangeRow): Figure | null {
  if (!change || !('value' in after)) return null
  const { value, se, low, high, df } = change
  return { value, se, low, high, df, n: after.n, deff: null }
}

const methodOf = ({ change }: ChangeRow): string =>
  change ? words.methodChange(countText(change.matched), decimalText(change.correlation, 2)) : ''

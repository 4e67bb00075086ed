import { Show } from 'solid-js'
import { countText } from '../../words/numbers.ts'
import { results } from '../../words/results.ts'
import { beside as words } from '../../words/results-beside.ts'
import type { AreaRanks } from '../shapes.ts'
import { FigureCell, type Shown } from './figure-cell.tsx'
import { PlainTable } from './plain-table.tsx'

const WIDTH = 150

/** Areas from the highest estimate down, each with the ranks it may have in truth. */
export function AreaRanking(props: { ranks: AreaRanks; onOpen: (shown: Shown) => void }) {
  const count = () => props.ranks.areas.filter(({ rank }) => rank !== null).length
  const sorted = () => [...props.ranks.areas].sort((a, b) => (a.rank ?? 999) - (b.rank ?? 999))
  const names = (list: readonly string[]) => (list.length > 0 ? list.join(', ') : words.nobody)
  const rows = () =>
    sorted().map(({ area, rate, rank, best, worst, higher, lower }) => [
      area,
      <FigureCell cell={rate} scale="rate" name={area} method={words.methodRank} onOpen={props.onOpen} />,
      rank === null ? results.hidden : countText(rank),
      <Show when={best !== null && worst !== null} fallback={results.hidden}>
        <Span area={area} best={best ?? 1} worst={worst ?? 1} of={count()} rank={rank ?? 1} />
      </Show>,
      <span class="small">{rank === null ? results.hidden : names(lower)}</span>,
      <span class="small">{rank === null ? results.hidden : names(higher)}</span>,
    ])
  return (
    <section class="card" data-beside="ranks">
      <h4>{words.ranks}</h4>
      <p class="small soft">{words.ranksNote}</p>
      <PlainTable title={words.ranks} columns={words.ranksColumns} texts={1} rows={rows()} />
    </section>
  )
}

/** The ranks as words and as a line on a scale from 1 to the number of areas; drawn without styles, which the policy refuses. */
function Span(props: { area: string; rank: number; best: number; worst: number; of: number }) {
  const x = (rank: number) => 8 + ((rank - 1) / Math.max(1, props.of - 1)) * (WIDTH - 16)
  const text = () => words.rankSpan(countText(props.best), countText(props.worst))
  return (
    <>
      {text()}{' '}
      <svg
        width={WIDTH}
        height="16"
        viewBox={`0 0 ${WIDTH} 16`}
        role="img"
        aria-label={words.rankBar(props.area, countText(props.best), countText(props.worst), countText(props.of))}
      >
        <line x1={x(1)} x2={x(props.of)} y1="8" y2="8" stroke="#cccccc" stroke-width="1" />
        <line x1={x(props.best)} x2={x(props.worst)} y1="8" y2="8" stroke="#0b57a4" stroke-width="3" />
        <circle cx={x(props.rank)} cy="8" r="4.5" fill="#0b57a4" />
      </svg>
    </>
  )
}

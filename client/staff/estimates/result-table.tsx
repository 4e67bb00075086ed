import { For, Show } from 'solid-js'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { countText } from '../../words/numbers.ts'
import { results as words } from '../../words/results.ts'
import type { Result } from '../shapes.ts'
import { FigureCell, intervalText, type Shown } from './figure-cell.tsx'

export type ResultRow = Readonly<{ name: string; result: Result; strong?: boolean }>

/** Rate, interval, mean, answers and verdict, a row each; every number can be pressed. */
export function ResultTable(props: {
  title: string
  head: string
  rows: readonly ResultRow[]
  onOpen: (shown: Shown) => void
}) {
  return (
    <TableBox label={props.title}>
      <table class="table">
        <caption>{props.title}</caption>
        <thead>
          <tr>
            <th scope="col">{props.head}</th>
            <th scope="col" class="number">
              {words.columns.rate}
            </th>
            <th scope="col" class="number">
              {words.columns.interval}
            </th>
            <th scope="col" class="number">
              {words.columns.mean}
            </th>
            <th scope="col" class="number">
              {words.columns.n}
            </th>
            <th scope="col">{words.columns.verdict}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr classList={{ strong: row.strong ?? false }}>
                <th scope="row">{row.name}</th>
                <td class="number">
                  <FigureCell cell={row.result.rate} scale="rate" name={row.name} onOpen={props.onOpen} />
                </td>
                <td class="number">{intervalText(row.result.rate, 'rate')}</td>
                <td class="number">
                  <FigureCell cell={row.result.mean} scale="mean" name={row.name} onOpen={props.onOpen} />
                </td>
                <td class="number">{'value' in row.result.rate ? countText(row.result.rate.n) : words.hidden}</td>
                <td>
                  <Verdict verdict={row.result.verdict} />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}

export function Verdict(props: { verdict: Result['verdict'] }) {
  return (
    <Show when={props.verdict} fallback={<span class="soft">{words.hidden}</span>}>
      {(verdict) => <Chip tone={words.verdictTone[verdict()] as Tone}>{words.verdict[verdict()]}</Chip>}
    </Show>
  )
}

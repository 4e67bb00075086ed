import { For } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { levelName } from '../level-name.ts'
import type { FrameTrial } from '../shapes.ts'

type Row = FrameTrial['totals'][number]
const KINDS = ['schools', 'classes', 'pupils'] as const

/** Schools, classes and pupils: the sums first, of all and of each level, then every level and area. */
export function Totals(props: { totals: readonly Row[] }) {
  const sum = (kind: (typeof KINDS)[number], level?: string) =>
    props.totals.reduce((total, row) => total + (level === undefined || row.level === level ? row[kind] : 0), 0)
  const levels = () => [...new Set(props.totals.map(({ level }) => level))]
  return (
    <TableBox label={words.frame.totals}>
      <table class="table frame-totals">
        <caption>{words.frame.totals}</caption>
        <thead>
          <tr>
            <th scope="col">{words.frame.level}</th>
            <th scope="col">{words.frame.area}</th>
            <For each={KINDS}>
              {(kind) => (
                <th scope="col" class="number">
                  {words.frame[kind]}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <Sum name={words.frame.sum} of={(kind) => sum(kind)} />
          <For each={levels()}>
            {(level) => <Sum name={words.frame.sumOf(levelName(level))} of={(kind) => sum(kind, level)} />}
          </For>
        </tbody>
        <tbody>
          <For each={props.totals}>
            {(row) => (
              <tr>
                <th scope="row">{levelName(row.level)}</th>
                <td>{row.area}</td>
                <For each={KINDS}>{(kind) => <td class="number">{countText(row[kind])}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}

function Sum(props: { name: string; of: (kind: (typeof KINDS)[number]) => number }) {
  return (
    <tr class="strong">
      <th scope="row" colspan={2}>
        {props.name}
      </th>
      <For each={KINDS}>{(kind) => <td class="number">{countText(props.of(kind))}</td>}</For>
    </tr>
  )
}

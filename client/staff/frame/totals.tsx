import { For } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { levelName } from '../level-name.ts'
import type { FrameTrial } from '../shapes.ts'

type Row = FrameTrial['totals'][number]
const KINDS = ['schools', 'classes', 'pupils'] as const

/** Schools, classes and pupils per level and area, with their sum. */
export function Totals(props: { totals: readonly Row[] }) {
  const sum = (kind: (typeof KINDS)[number]) => props.totals.reduce((total, row) => total + row[kind], 0)
  return (
    <TableBox label={words.frame.totals} tall>
      <table class="table">
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
        <tfoot>
          <tr>
            <th scope="row" colspan={2}>
              {words.frame.sum}
            </th>
            <For each={KINDS}>{(kind) => <td class="number">{countText(sum(kind))}</td>}</For>
          </tr>
        </tfoot>
      </table>
    </TableBox>
  )
}

import { For } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { levelName } from '../level-name.ts'
import type { Draw } from '../shapes.ts'

const KINDS = ['schools', 'pupils', 'sampled', 'reserves'] as const

export function Strata(props: { draw: Draw }) {
  const sum = (kind: (typeof KINDS)[number]) => props.draw.strata.reduce((total, row) => total + row[kind], 0)
  return (
    <TableBox label={words.sample.strata} tall>
      <table class="table">
        <caption>{words.sample.strata}</caption>
        <thead>
          <tr>
            <th scope="col">{words.frame.level}</th>
            <th scope="col">{words.frame.area}</th>
            <For each={KINDS}>
              {(kind) => (
                <th scope="col" class="number">
                  {words.sample[kind]}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.draw.strata}>
            {(row) => (
              <tr>
                <th scope="row">{levelName(row.level)}</th>
                <td>{row.area ?? words.all}</td>
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

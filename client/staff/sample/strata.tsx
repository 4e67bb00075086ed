import { For, Show } from 'solid-js'
import { CardTable } from '../../ui/card-table.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { design } from '../../words/design.ts'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import type { Draw } from '../shapes.ts'
import { stratumText } from './figure-texts.ts'

const KINDS = ['schools', 'pupils', 'sampled', 'reserves'] as const

export function Strata(props: { draw: Draw }) {
  const sum = (kind: (typeof KINDS)[number]) => props.draw.strata.reduce((total, row) => total + row[kind], 0)
  return (
    <TableBox label={words.sample.strata}>
      <CardTable>
        <caption>{words.sample.strata}</caption>
        <thead>
          <tr>
            <th scope="col">{design.stratum}</th>
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
                <th scope="row">
                  {stratumText(props.draw.columns, row.values)}{' '}
                  <Show when={row.takeAll}>
                    <Chip tone="accent">{design.takeAllMark}</Chip>
                  </Show>
                </th>
                <For each={KINDS}>
                  {(kind) => (
                    <td class="number" data-head={words.sample[kind]}>
                      {countText(row[kind])}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.frame.sum}</th>
            <For each={KINDS}>
              {(kind) => (
                <td class="number" data-head={words.sample[kind]}>
                  {countText(sum(kind))}
                </td>
              )}
            </For>
          </tr>
        </tfoot>
      </CardTable>
    </TableBox>
  )
}

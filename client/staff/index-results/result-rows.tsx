import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { CardTable } from '../../ui/card-table.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { indexResults as words } from '../../words/index-results.ts'
import { signedText } from '../../words/needed-text.ts'
import type { Figure, Table } from './api.ts'
import { MOST_COMPARED } from './compare-units.tsx'
import { FigureButton, type Shown } from './figure.tsx'
import { type LOOKS, latest } from './looks.ts'

const difference = (later: Figure | null, earlier: Figure | null): string =>
  later && earlier ? signedText(Math.round((later.index - earlier.index) * 100) / 100) : words.none

/** The units by rank, every index to be pressed. */
export function ResultRows(props: {
  table: Table
  chosen: readonly string[]
  onChoose: (id: string, on: boolean) => void
  onOpen: (shown: Shown) => void
}) {
  const bandName = (id: string | undefined) => props.table.card.bands.find((band) => band.id === id)?.name
  return (
    <TableBox label={words.title}>
      <CardTable class="units-table">
        <thead>
          <tr>
            <th scope="col">{words.rank}</th>
            <th scope="col">{words.unit}</th>
            <th scope="col" class="number">
              {words.second}
            </th>
            <th scope="col">{words.band}</th>
            <th scope="col" class="number">
              {words.self}
            </th>
            <th scope="col" class="number">
              {words.first}
            </th>
            <th scope="col" class="number">
              {words.firstMinusSelf}
            </th>
            <th scope="col" class="number">
              {words.secondMinusFirst}
            </th>
            <th scope="col">{words.state}</th>
            <Show when={props.table.rows.length > 1}>
              <th scope="col">{words.compare}</th>
            </Show>
          </tr>
        </thead>
        <tbody>
          <For each={props.table.rows}>
            {(row) => {
              const figure = (look: (typeof LOOKS)[number]) => (
                <td class="number" data-head={words[look]}>
                  <FigureButton name={`${row.unit.name}, ${words[look]}`} figure={row[look]} onOpen={props.onOpen} />
                </td>
              )
              return (
                <tr>
                  <td class="rank paired" data-head={words.rank}>
                    <Show when={row.rank !== null} fallback={<span class="soft small">{words.noRankYet}</span>}>
                      {words.rankText(row.rank ?? 0, row.best ?? 0, row.worst ?? 0)}
                      <Show when={row.tied}>
                        <span class="soft small"> {words.tied}</span>
                      </Show>
                    </Show>
                  </td>
                  <th scope="row">
                    <A href={`/index-results/${row.id}`}>{row.unit.name}</A>
                  </th>
                  {figure('second')}
                  <td class="paired" data-head={words.band}>
                    {row.state === 'scoring' ? words.none : (bandName(latest(row)?.band) ?? words.none)}
                  </td>
                  {figure('self')}
                  {figure('first')}
                  <td class="number" data-head={words.firstMinusSelf}>
                    {difference(row.first, row.self)}
                  </td>
                  <td class="number" data-head={words.secondMinusFirst}>
                    {difference(row.second, row.first)}
                  </td>
                  <td class="paired" data-head={words.state}>
                    <Chip tone={row.state === 'published' ? 'green' : 'plain'}>{words.states[row.state]}</Chip>
                  </td>
                  <Show when={props.table.rows.length > 1}>
                    <td class="paired" data-head={words.compare}>
                      <label class="choice">
                        <input
                          type="checkbox"
                          aria-label={words.compareUnit(row.unit.name)}
                          checked={props.chosen.includes(row.id)}
                          disabled={!props.chosen.includes(row.id) && props.chosen.length >= MOST_COMPARED}
                          onChange={(event) => props.onChoose(row.id, event.currentTarget.checked)}
                        />
                      </label>
                    </td>
                  </Show>
                </tr>
              )
            }}
          </For>
        </tbody>
      </CardTable>
    </TableBox>
  )
}

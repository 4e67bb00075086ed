import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { momentText } from '../../words/days.ts'
import { staff } from '../../words/staff.ts'
import { Guarded } from '../guarded.tsx'
import { readCardHistory } from './api.ts'

/** Who did what with a card; read when somebody wants to know. */
export function CardHistory(props: { id: string }) {
  const [open, setOpen] = createSignal(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.history}</summary>
      <Show when={open()}>
        <Guarded>
          <Entries id={props.id} />
        </Guarded>
      </Show>
    </details>
  )
}

function Entries(props: { id: string }) {
  const history = createAsync(() => readCardHistory(props.id))
  return (
    <TableBox label={words.history}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{staff.round.historyWhen}</th>
            <th scope="col">{staff.round.historyWho}</th>
            <th scope="col">{staff.round.historyWhat}</th>
          </tr>
        </thead>
        <tbody>
          <For each={history()}>
            {(entry) => (
              <tr>
                <td>{momentText(entry.at)}</td>
                <td>{entry.name ?? staff.round.actorCommand}</td>
                <td>{words.actions[entry.action] ?? entry.action}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}

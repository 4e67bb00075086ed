import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { momentText } from '../../words/days.ts'
import { instruments as words } from '../../words/instruments.ts'
import { staff } from '../../words/staff.ts'
import { Guarded } from '../guarded.tsx'
import { readHistory } from './api.ts'

/** Who did what with this version; read when somebody wants to know. */
export function History(props: { id: string }) {
  const [open, setOpen] = createSignal(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.history.title}</summary>
      <Show when={open()}>
        <Guarded>
          <Entries id={props.id} />
        </Guarded>
      </Show>
    </details>
  )
}

function Entries(props: { id: string }) {
  const history = createAsync(() => readHistory(props.id))
  return (
    <TableBox label={words.history.title}>
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
                <td>{words.history.actions[entry.action] ?? entry.action}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}

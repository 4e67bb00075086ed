import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { CardTable } from '../../ui/card-table.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { momentText } from '../../words/days.ts'
import { staff } from '../../words/staff.ts'
import { Guarded } from '../guarded.tsx'

type Kept = Readonly<{
  id: string
  title: string
  /** what each action of the trail is called */
  actions: Readonly<Record<string, string>>
  read: (id: string) => Promise<readonly Readonly<{ at: string; action: string; name: string | null }>[]>
}>

/** Who did what with a form or a card; read when somebody wants to know. */
export function DraftHistory(props: Kept) {
  const [open, setOpen] = createSignal(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{props.title}</summary>
      <Show when={open()}>
        <Guarded>
          <Entries {...props} />
        </Guarded>
      </Show>
    </details>
  )
}

function Entries(props: Kept) {
  const history = createAsync(() => props.read(props.id))
  return (
    <TableBox label={props.title}>
      <CardTable>
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
                <td data-head={staff.round.historyWhen}>{momentText(entry.at)}</td>
                <td data-head={staff.round.historyWho}>{entry.name ?? staff.round.actorCommand}</td>
                <td data-head={staff.round.historyWhat}>{props.actions[entry.action] ?? entry.action}</td>
              </tr>
            )}
          </For>
        </tbody>
      </CardTable>
    </TableBox>
  )
}

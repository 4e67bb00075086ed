import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { CardTable } from '../../ui/card-table.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { momentText } from '../../words/days.ts'
import { numberText } from '../../words/read-number.ts'
import { staff } from '../../words/staff.ts'
import { Guarded } from '../guarded.tsx'
import { readYearHistory } from './api.ts'

/** Who did what in the year; read when somebody wants to know. */
export function YearHistory(props: { id: string }) {
  const [open, setOpen] = createSignal(false)
  return (
    <details class="history" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
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
  const history = createAsync(() => readYearHistory(props.id))
  return (
    <TableBox label={words.history.title} tall>
      <CardTable>
        <thead>
          <tr>
            <th scope="col">{words.history.when}</th>
            <th scope="col">{words.history.what}</th>
            <th scope="col">{words.history.about}</th>
            <th scope="col">{words.history.who}</th>
          </tr>
        </thead>
        <tbody>
          <For each={history()?.toReversed()}>
            {(entry) => (
              <tr>
                <td data-head={words.history.when}>{momentText(entry.at)}</td>
                <td data-head={words.history.what}>{words.history.actions[entry.action] ?? entry.action}</td>
                <td data-head={words.history.about}>{aboutText(entry.detail)}</td>
                <td data-head={words.history.who}>{entry.name ?? staff.round.actorCommand}</td>
              </tr>
            )}
          </For>
        </tbody>
      </CardTable>
    </TableBox>
  )
}

type Detail = Readonly<Record<string, string | number | boolean | null>>

function aboutText({ component, item, points, asked, decision, index }: Detail): string {
  const parts = [
    component ?? item ?? '',
    typeof points === 'number'
      ? words.history.points(numberText(points))
      : item && points === null
        ? words.history.taken
        : '',
    asked === true ? words.history.asked : '',
    decision ?? '',
    typeof index === 'number' ? `${words.year.index} ${numberText(index)}` : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

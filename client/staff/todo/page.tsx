import { A, createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { assessment } from '../../words/assessment.ts'
import { staff } from '../../words/staff.ts'
import { readTodo, type Todo } from '../assessment/api.ts'
import { dueText, dueTone } from '../assessment/due-text.ts'
import { readDuties } from '../reminders/api.ts'
import { Duties } from '../reminders/duties.tsx'
import { HowReminded } from '../reminders/how.tsx'
import { createTitle } from '../title.ts'

const words = assessment.todo
const address = ({ kind, object }: Todo): string =>
  kind === 'publish_card' ? `/criteria/${object}` : `/assessment/${object}`

/** What waits for whoever is signed in, by due day. */
export default function TodoPage() {
  createTitle(() => words.title)
  const todo = createAsync(() => readTodo())
  const duties = createAsync(() => readDuties())
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
      </header>
      <Duties />
      <Show when={todo()}>
        {(lines) => (
          <Show
            when={lines().length > 0}
            fallback={
              <Show when={duties()?.length === 0}>
                <Empty title={words.emptyTitle} text={words.emptyText} />
              </Show>
            }
          >
            <TableBox label={words.title}>
              <table class="table todo">
                <thead>
                  <tr>
                    <th scope="col">{words.what}</th>
                    <th scope="col">{words.unit}</th>
                    <th scope="col">{words.due}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={lines()}>
                    {(line) => (
                      <tr data-todo={line.kind}>
                        <th scope="row">
                          <A href={address(line)}>{words.kinds[line.kind]?.(line.count, line.name) ?? line.kind}</A>
                        </th>
                        <td>
                          {line.unit} · {line.year}
                        </td>
                        <td>
                          <Show when={line.due} fallback={staff.none}>
                            {(due) => <Chip tone={dueTone(due())}>{dueText(due())}</Chip>}
                          </Show>
                        </td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </TableBox>
          </Show>
        )}
      </Show>
      <HowReminded />
    </div>
  )
}

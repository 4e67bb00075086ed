import { A, createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { CardTable } from '../../ui/card-table.tsx'
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

/** As many units as stand one by one: years that wait for nothing but to be published together are one line from there on. */
const ONE_BY_ONE = 3

function together(lines: readonly Todo[]): readonly (Todo & { many: number })[] {
  const ofYear = (year: number) => lines.filter((one) => one.kind === 'publish' && one.year === year)
  return lines.flatMap((line) => {
    const alike = line.kind === 'publish' ? ofYear(line.year) : [line]
    if (alike.length <= ONE_BY_ONE) return [{ ...line, many: 1 }]
    return alike[0] === line ? [{ ...line, many: alike.length }] : []
  })
}

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
            <section class="page">
              <h2>{words.ofAssessment}</h2>
              <TableBox label={words.ofAssessment}>
                <CardTable class="todo">
                  <thead>
                    <tr>
                      <th scope="col">{words.what}</th>
                      <th scope="col">{words.unit}</th>
                      <th scope="col">{words.due}</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={together(lines())}>
                      {(line) => (
                        <tr data-todo={line.kind}>
                          <th scope="row">
                            <A href={line.many > 1 ? `/assessment?state=settled&year=${line.year}` : address(line)}>
                              {words.kinds[line.kind]?.(line.count, line.name) ?? line.kind}
                            </A>
                          </th>
                          <td data-head={words.unit}>
                            {line.many > 1 ? words.units(line.many) : line.unit} · {line.year}
                          </td>
                          <td data-head={words.due}>
                            <Show when={line.due} fallback={staff.none}>
                              {(due) => <Chip tone={dueTone(due())}>{dueText(due())}</Chip>}
                            </Show>
                          </td>
                        </tr>
                      )}
                    </For>
                  </tbody>
                </CardTable>
              </TableBox>
            </section>
          </Show>
        )}
      </Show>
      <HowReminded />
    </div>
  )
}

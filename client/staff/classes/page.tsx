import { createAsync } from '@solidjs/router'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { countText } from '../../words/numbers.ts'
import { classes as words } from '../../words/own.ts'
import { readClasses } from '../field-api.ts'
import { useRound } from '../round/round-context.ts'
import { finds } from '../search.ts'
import { createTitle } from '../title.ts'

/** Sheets of each class, late and from five up. */
export default function ClassesPage() {
  const round = useRound()
  createTitle(() => `${words.title} · ${round().name}`)
  const all = createAsync(() => readClasses(round().id))
  const [wanted, setWanted] = createSignal('')
  const shown = createMemo(() =>
    (all() ?? []).filter(({ school, code, className }) => finds(wanted(), school, code, className)),
  )
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h2 tabindex="-1">{words.title}</h2>
          <p class="soft">{words.lead}</p>
        </div>
      </header>
      <Show when={all()}>
        {(list) => (
          <Show when={list().length > 0} fallback={<Empty title={words.emptyTitle} text={words.emptyText} />}>
            <section class="card">
              <Field label={words.find} value={wanted()} onInput={setWanted} />
              <p class="soft small" aria-live="polite">
                {words.sum(
                  countText(shown().length),
                  countText(shown().reduce((sum, { received }) => sum + received, 0)),
                )}
              </p>
              <TableBox label={words.title} tall>
                <table class="table">
                  <thead>
                    <tr>
                      <th scope="col">{words.school}</th>
                      <th scope="col">{words.className}</th>
                      <th scope="col" class="number">
                        {words.received}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={shown()}>
                      {(one) => (
                        <tr>
                          <th scope="row">
                            {one.school} <span class="soft small">{one.code}</span>
                          </th>
                          <td>{one.className}</td>
                          <td class="number">{countText(one.received)}</td>
                        </tr>
                      )}
                    </For>
                  </tbody>
                </table>
              </TableBox>
            </section>
          </Show>
        )}
      </Show>
    </div>
  )
}

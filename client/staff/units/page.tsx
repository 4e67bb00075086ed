import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { dayOf, dayText } from '../../words/days.ts'
import { countText } from '../../words/numbers.ts'
import { units as words } from '../../words/units.ts'
import { holds, loadShippedUnits, readUnits } from '../api.ts'
import { Refused } from '../refused.tsx'
import { finds } from '../search.ts'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { UnitHistory } from './history.tsx'
import { ImportUnits } from './import.tsx'
import { type Role, treeOf } from './tree.ts'
import { TreeList, UnitButton } from './tree-list.tsx'

const EDITORS = ['admin', 'designer']
const ROLES: readonly Role[] = ['administrative', 'professional', 'area']

export default function UnitsPage() {
  createTitle(() => words.title)
  const [day, setDay] = createSignal(dayOf(new Date()))
  const [role, setRole] = createSignal<Role>('administrative')
  const [wanted, setWanted] = createSignal('')
  const [open, setOpen] = createSignal<string | null>(null)
  const view = createAsync(() => readUnits(day()))
  const shipping = createActionTask(loadShippedUnits)
  const mayEdit = () => holds(EDITORS)
  const found = () => view()?.units.filter(({ name, code }) => finds(wanted(), name, code)) ?? []
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
      </header>
      <Refused refusal={shipping.refusal()} />
      <Show when={view()}>
        {(all) => (
          <>
            <Show when={all().known === 0}>
              <Empty title={words.emptyTitle} text={words.emptyText}>
                <Show when={mayEdit()}>
                  <Button tone="main" busy={shipping.busy()} onClick={() => shipping.run()} data-action="load-shipped">
                    {words.shipped}
                  </Button>
                </Show>
              </Empty>
            </Show>
            <Show when={all().known > 0}>
              <div class="fields">
                <Field
                  label={words.day}
                  name="day"
                  type="date"
                  value={day()}
                  onInput={(value) => value && setDay(value)}
                />
                <div class="field">
                  <label for="unit-role">{words.role}</label>
                  <select id="unit-role" class="input" onChange={(event) => setRole(event.currentTarget.value as Role)}>
                    <For each={ROLES}>
                      {(one) => (
                        <option value={one} selected={one === role()}>
                          {words.roles[one]}
                        </option>
                      )}
                    </For>
                  </select>
                </div>
                <Field label={words.find} name="find-unit" value={wanted()} onInput={setWanted} />
              </div>
              <p class="soft actions">
                <span>{words.changeDays}:</span>
                <For each={all().days}>
                  {(one) => (
                    <Button tone="quiet" little aria-pressed={one === day()} onClick={() => setDay(one)}>
                      {dayText(one)}
                    </Button>
                  )}
                </For>
              </p>
              <div class="side-by-side">
                <section class="card" aria-label={words.title}>
                  <p class="soft" role="status">
                    {wanted()
                      ? words.found(countText(found().length), countText(all().units.length))
                      : words.count(countText(all().units.length), dayText(day()))}
                  </p>
                  <Show when={all().units.length > 0} fallback={<p>{words.nobody}</p>}>
                    <Show
                      when={wanted()}
                      fallback={
                        <TreeList
                          branches={treeOf(all().units, role())}
                          kinds={all().kinds}
                          open={open()}
                          onOpen={setOpen}
                        />
                      }
                    >
                      <ul class="unit-tree">
                        <For each={found().slice(0, 200)}>
                          {(unit) => (
                            <li>
                              <UnitButton branch={{ unit }} kinds={all().kinds} open={open()} onOpen={setOpen} />
                            </li>
                          )}
                        </For>
                      </ul>
                    </Show>
                  </Show>
                </section>
                <Show when={open()}>{(id) => <UnitHistory id={id()} day={day()} onOpen={setOpen} />}</Show>
              </div>
            </Show>
            <Show when={mayEdit()}>
              <ImportUnits />
            </Show>
          </>
        )}
      </Show>
    </div>
  )
}

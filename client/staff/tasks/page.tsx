import { A, createAsync, useSearchParams } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { staff } from '../../words/staff.ts'
import { tasks as words } from '../../words/tasks.ts'
import { holds } from '../api.ts'
import { listCards } from '../criteria/api.ts'
import '../periods/periods.css'
import { YEAR_KEEPERS } from '../periods/standing.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { beginTasks, readTasks, type Task } from './api.ts'
import { Board } from './board.tsx'
import { fits, leadOf, papersThere, standingTone } from './task-list.ts'

type Asked = { year?: string; view?: string; lead?: string; state?: string; due?: string }

/** The tasks of the year's plan as a board or a list, narrowed by lead, state and due day; the address keeps what was chosen. */
export default function TasksPage() {
  createTitle(() => words.title)
  const [asked, setAsked] = useSearchParams<Asked>()
  const [find, setFind] = createSignal('')
  const found = createAsync(() => readTasks(asked.year))
  const shown = () => {
    const filter = { lead: asked.lead ?? '', state: asked.state ?? '', due: asked.due ?? '', find: find() }
    return found()?.tasks.filter((task) => fits(task, filter, found()?.today ?? '')) ?? []
  }
  const address = (task: Task) => `/tasks/${task.number}?year=${found()?.year}`
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
        <Show when={(found()?.tasks.length ?? 0) > 0}>
          <fieldset class="actions">
            <legend class="for-readers">{words.viewLabel}</legend>
            <For each={['board', 'table'] as const}>
              {(view) => (
                <Button
                  class={(asked.view ?? 'board') === view ? 'pressed' : ''}
                  aria-pressed={(asked.view ?? 'board') === view}
                  data-view={view}
                  onClick={() => setAsked({ view })}
                >
                  {words.views[view]}
                </Button>
              )}
            </For>
          </fieldset>
        </Show>
      </header>
      <Show when={found()}>
        {(now) => (
          <Show when={now().tasks.length > 0} fallback={<Begin year={now().year} years={now().years} />}>
            <Filters
              years={now().years}
              year={now().year}
              tasks={now().tasks}
              asked={asked}
              set={setAsked}
              find={find()}
              setFind={setFind}
            />
            <p class="small soft" role="status">
              {words.shown(shown().length, now().tasks.length)}
            </p>
            <Show when={shown().length > 0} fallback={<p>{words.none}</p>}>
              <Show when={(asked.view ?? 'board') === 'table'} fallback={<Board tasks={shown()} address={address} />}>
                <List tasks={shown()} address={address} />
              </Show>
            </Show>
          </Show>
        )}
      </Show>
    </div>
  )
}

function Filters(props: {
  years: readonly number[]
  year: number
  tasks: readonly Task[]
  asked: Partial<Asked>
  set: (asked: Asked) => void
  find: string
  setFind: (text: string) => void
}) {
  const leads = () => [...new Set(props.tasks.map(leadOf))].sort((a, b) => a.localeCompare(b, 'vi'))
  return (
    <section class="fields" aria-label={words.filters}>
      <ChoiceField
        label={words.year}
        name="year"
        value={String(props.year)}
        options={props.years.map((one) => [String(one), String(one)])}
        onChange={(year) => props.set({ year })}
      />
      <ChoiceField
        label={words.leadUnit}
        name="lead"
        value={props.asked.lead ?? ''}
        options={[['', words.all], ...leads().map((one): [string, string] => [one, one])]}
        onChange={(lead) => props.set({ lead })}
      />
      <ChoiceField
        label={words.state}
        name="state"
        value={props.asked.state ?? ''}
        options={[['', words.all], ...Object.entries(words.standings)]}
        onChange={(state) => props.set({ state })}
      />
      <ChoiceField
        label={words.due}
        name="due"
        value={props.asked.due ?? ''}
        options={[['', words.all], ...Object.entries(words.dues)]}
        onChange={(due) => props.set({ due })}
      />
      <Field label={words.find} name="find" value={props.find} onInput={props.setFind} />
    </section>
  )
}

function List(props: { tasks: readonly Task[]; address: (task: Task) => string }) {
  return (
    <TableBox label={words.title}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col" class="number">
              {words.number}
            </th>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.leadUnit}</th>
            <th scope="col">{words.due}</th>
            <th scope="col">{words.state}</th>
            <th scope="col" class="number">
              {words.progress}
            </th>
            <th scope="col" class="number">
              {words.papers}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.tasks}>
            {(task) => (
              <tr data-task={task.number}>
                <td class="number">{task.number}</td>
                <th scope="row">
                  <A href={props.address(task)}>{task.name}</A>
                </th>
                <td>{leadOf(task)}</td>
                <td>{task.dueOn === null ? staff.none : dayText(task.dueOn)}</td>
                <td>
                  <Chip tone={standingTone(task.standing)}>{words.standings[task.standing]}</Chip>
                </td>
                <td class="number">{words.percent(task.percent)}</td>
                <td class="number">{words.papersShort(papersThere(task), task.products.length)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}

/** No list yet: where it comes from. */
function Begin(props: { year: number; years: readonly number[] }) {
  const cards = createAsync(() => listCards())
  const all = () => [
    ...(cards()?.cards.filter(({ state }) => state === 'published') ?? []),
    ...(cards()?.shipped ?? []),
  ]
  const [card, setCard] = createSignal('so-gddt@2021.1')
  const task = createActionTask(beginTasks)
  const keeps = () => holds(YEAR_KEEPERS)
  return (
    <Empty title={words.emptyTitle} text={keeps() ? words.emptyText : words.emptyOwn}>
      <Show when={keeps()}>
        <Show when={props.years.includes(props.year)} fallback={<A href="/periods">{words.toPeriods}</A>}>
          <ChoiceField
            label={words.card}
            value={card()}
            options={(all() ?? []).map((one) => [one.id, one.title] as const)}
            onChange={setCard}
          />
          <Refused refusal={task.refusal()} />
          <Button tone="main" busy={task.busy()} data-action="begin-tasks" onClick={() => task.run(props.year, card())}>
            {words.begin}
          </Button>
        </Show>
      </Show>
    </Empty>
  )
}

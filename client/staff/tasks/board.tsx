import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import type { TaskState } from '../../../surveys/tasks/reform-task.ts'
import { Button } from '../../ui/button.tsx'
import { dayText } from '../../words/days.ts'
import { tasks as words } from '../../words/tasks.ts'
import { createActionTask } from '../task.ts'
import { setProgress, type Task } from './api.ts'
import { MoveTask } from './move-task.tsx'
import { leadOf, mayWork, movedTo, papersThere } from './task-list.ts'

const COLUMNS = ['todo', 'doing', 'overdue', 'proof_lost', 'done', 'not_arisen'] as const
/** Columns a card can be put into; the others follow from the calendar and the papers. */
const STATES: readonly string[] = ['todo', 'doing', 'done', 'not_arisen'] satisfies TaskState[]
/** Shown while there is nothing in them, too, as somewhere to put a card. */
const ALWAYS: readonly string[] = ['todo', 'doing', 'done']

/**
 * The tasks as cards in columns. A card is moved with the mouse, or by its button with anything else; what cannot be done at once (a
 * paper is missing, a reason is wanted, somebody was faster) is asked in the same dialog that the button opens.
 */
export function Board(props: { tasks: readonly Task[]; address: (task: Task) => string }) {
  const [held, setHeld] = createSignal<string>()
  const [over, setOver] = createSignal<string>()
  const [asking, setAsking] = createSignal<Readonly<{ id: string; to: TaskState }>>()
  const [said, setSaid] = createSignal('')
  const moving = createActionTask(setProgress)
  const of = (standing: string) => props.tasks.filter((task) => task.standing === standing)
  const find = (id: string | undefined) => props.tasks.find((task) => task.id === id)
  const columns = () =>
    COLUMNS.filter(
      (one) => ALWAYS.includes(one) || of(one).length > 0 || (held() !== undefined && one === 'not_arisen'),
    )
  const takes = (column: string) => held() !== undefined && STATES.includes(column) && find(held())?.state !== column
  const done = (task: Task, to: TaskState) => {
    setSaid(words.moved(task.number, words.states[to] ?? to))
    setAsking(undefined)
    // The card is another element now, perhaps in another column; who moved it goes on from there.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-move="${task.number}"]`)?.focus())
  }
  const move = async (task: Task, to: TaskState, note = task.note) => {
    moving.forget()
    if ((await moving.run(task, movedTo(task, to, note))) !== undefined) done(task, to)
    else setAsking({ id: task.id, to })
  }
  const drop = (column: string) => {
    const task = find(held())
    const taken = takes(column)
    setHeld(undefined)
    setOver(undefined)
    if (task && taken) move(task, column as TaskState)
  }
  return (
    <>
      <p class="for-readers" role="status">
        {said()}
      </p>
      <div class="board">
        <For each={columns()}>
          {(standing) => (
            <section
              class="column"
              classList={{ takes: takes(standing), over: over() === standing && takes(standing) }}
              data-column={standing}
              aria-label={words.standings[standing]}
              onDragOver={(event) => {
                if (!takes(standing)) return
                event.preventDefault()
                setOver(standing)
              }}
              onDragLeave={(event) => {
                if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(undefined)
              }}
              onDrop={(event) => {
                event.preventDefault()
                drop(standing)
              }}
            >
              <h2>
                <span>{words.standings[standing]}</span>
                <span class="soft">{of(standing).length}</span>
              </h2>
              <ul>
                <For each={of(standing)} fallback={<li class="soft small">{words.noneInColumn}</li>}>
                  {(task) => (
                    <Card
                      task={task}
                      address={props.address(task)}
                      held={held() === task.id}
                      onHold={(on) => setHeld(on ? task.id : undefined)}
                      onMove={() => {
                        moving.forget()
                        setAsking({ id: task.id, to: task.state })
                      }}
                    />
                  )}
                </For>
              </ul>
            </section>
          )}
        </For>
      </div>
      <Show when={find(asking()?.id)}>
        {(task) => (
          <MoveTask
            task={task()}
            to={asking()?.to ?? task().state}
            address={props.address(task())}
            busy={moving.busy()}
            refusal={moving.refusal()}
            onMove={(to, note) => move(task(), to, note)}
            onClose={() => setAsking(undefined)}
          />
        )}
      </Show>
    </>
  )
}

function Card(props: {
  task: Task
  address: string
  held: boolean
  onHold: (on: boolean) => void
  onMove: () => void
}) {
  return (
    <li
      class="task-card"
      classList={{ held: props.held, movable: mayWork(props.task) }}
      draggable={mayWork(props.task)}
      data-task={props.task.number}
      onDragStart={(event) => {
        event.dataTransfer?.setData('text/plain', String(props.task.number))
        props.onHold(true)
      }}
      onDragEnd={() => props.onHold(false)}
    >
      <A class="clamped" href={props.address} draggable={false}>
        <b>{props.task.number}.</b> {props.task.name}
      </A>
      <span class="meta">
        <span>{leadOf(props.task)}</span>
        <Show when={props.task.dueOn}>{(day) => <span>{words.dueOn(dayText(day()))}</span>}</Show>
        <Show when={props.task.standing !== props.task.state || props.task.state === 'doing'}>
          <span>{words.stateOf(words.states[props.task.state] ?? '', props.task.percent)}</span>
        </Show>
        <span>{words.papersOf(papersThere(props.task), props.task.products.length)}</span>
      </span>
      <Show when={mayWork(props.task)}>
        <span>
          <Button
            little
            data-move={props.task.number}
            aria-label={words.moveLabel(props.task.number)}
            onClick={() => props.onMove()}
          >
            {words.move}
          </Button>
        </span>
      </Show>
    </li>
  )
}

import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { TASK_STATES, type TaskState } from '../../../surveys/tasks/reform-task.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { periods } from '../../words/periods.ts'
import { tasks as words } from '../../words/tasks.ts'
import type { Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import type { Task } from './api.ts'

/** Where a task goes, with the reason some states want; why it could not go is said here, and what to do about it. */
export function MoveTask(props: {
  task: Task
  to: TaskState
  address: string
  busy: boolean
  refusal: Refusal | null
  onMove: (to: TaskState, note: string) => void
  onClose: () => void
}) {
  const [to, setTo] = createSignal<TaskState>(props.to)
  const [note, setNote] = createSignal(props.task.note)
  const wants = (code: string) => props.refusal?.errors.some((error) => error.code === code) ?? false
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    props.onMove(to(), note())
  }
  return (
    <Dialog open title={words.moveLabel(props.task.number)} onClose={props.onClose}>
      <form onSubmit={submit}>
        <p>{props.task.name}</p>
        <fieldset>
          <legend>{words.moveTo}</legend>
          <For each={TASK_STATES}>
            {(state) => (
              <label class="choice">
                <input type="radio" name="to" value={state} checked={state === to()} onChange={() => setTo(state)} />
                {words.states[state]}
                <Show when={state === props.task.state}>
                  <span class="soft"> ({words.now})</span>
                </Show>
              </label>
            )}
          </For>
        </fieldset>
        <Show when={to() === 'not_arisen' || to() === 'done'}>
          <Field
            label={words.note}
            lines={2}
            name="note"
            value={note()}
            onInput={setNote}
            {...(wants('note_needed') ? { error: words.noteWanted } : {})}
          />
        </Show>
        <Refused refusal={props.refusal} beside={wants('note_needed') ? ['/state'] : []} />
        <Show when={wants('evidence_missing')}>
          <p>
            <A href={props.address}>{words.toPapers}</A>
          </p>
        </Show>
        <div class="actions">
          <Button
            type="submit"
            tone="main"
            busy={props.busy}
            disabled={to() === props.task.state}
            data-action="move-task"
          >
            {words.move}
          </Button>
          <Button onClick={props.onClose}>{periods.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}

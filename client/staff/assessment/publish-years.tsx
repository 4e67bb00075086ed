import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { staff } from '../../words/staff.ts'
import { holds } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { publishYears, type YearRow } from './api.ts'

/** The results of all units in sight that wait for it, published under one decision. */
export function PublishYears(props: { years: readonly YearRow[] }) {
  const [open, setOpen] = createSignal(false)
  const [decision, setDecision] = createSignal('')
  const [done, setDone] = createSignal<number>()
  const task = createActionTask(publishYears)
  const waiting = () => props.years.filter(({ state }) => state === 'settled')
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const chosen = waiting().map(({ id, lockVersion }) => ({ id, lockVersion }))
    const count = await task.run(chosen, decision().trim())
    if (typeof count !== 'number') return
    setDone(count)
    setOpen(false)
  }
  return (
    <>
      <Show when={holds(['director']) && waiting().length > 0}>
        <Button little data-action="publish-all" onClick={() => setOpen(true)}>
          {words.publishAll.act(waiting().length)}
        </Button>
      </Show>
      <Show when={done()}>{(count) => <span role="status">{words.publishAll.done(count())}</span>}</Show>
      <Dialog open={open()} title={words.act.publish} onClose={() => setOpen(false)}>
        <form onSubmit={submit}>
          <p>{words.publishAll.lead(waiting().length)}</p>
          <ul class="consequences">
            <For each={words.act.consequences.publish}>{(line) => <li>{line}</li>}</For>
          </ul>
          <Field
            label={words.act.decision}
            hint={words.act.decisionHint}
            name="decision"
            value={decision()}
            onInput={setDecision}
            error={errorAt(task.refusal(), '/decision')}
            required
          />
          <Refused refusal={task.refusal()} beside={['/decision']} />
          <div class="actions">
            <Button type="submit" tone="main" busy={task.busy()} data-confirm="publish-all">
              {words.publishAll.act(waiting().length)}
            </Button>
            <Button tone="quiet" onClick={() => setOpen(false)}>
              {staff.cancel}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

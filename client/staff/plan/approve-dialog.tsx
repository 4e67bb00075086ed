import { createSignal, For } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { dayOf } from '../../words/days.ts'
import { staff as words } from '../../words/staff.ts'
import { approve } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import { createActionTask } from '../task.ts'

export function ApproveDialog(props: { open: boolean; onClose: () => void }) {
  const round = useRound()
  const [decisionNumber, setNumber] = createSignal('')
  const [decisionDate, setDate] = createSignal('')
  const task = createActionTask(approve)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await task.run(round(), { decisionNumber: decisionNumber().trim(), decisionDate: decisionDate() }))
      props.onClose()
  }
  return (
    <Dialog open={props.open} title={words.plan.approveTitle} onClose={props.onClose}>
      <form onSubmit={submit}>
        <p>{words.plan.approveLead}</p>
        <ul class="consequences">
          <For each={words.plan.approveConsequences}>{(line) => <li>{line}</li>}</For>
        </ul>
        <Field
          label={words.plan.decisionNumber}
          hint={words.plan.decisionNumberHint}
          name="decisionNumber"
          value={decisionNumber()}
          onInput={setNumber}
          error={errorAt(task.refusal(), '/decisionNumber')}
          required
        />
        <Field
          label={words.plan.decisionDate}
          type="date"
          name="decisionDate"
          max={dayOf(new Date())}
          value={decisionDate()}
          onInput={setDate}
          error={errorAt(task.refusal(), '/decisionDate')}
          required
        />
        <Refused refusal={task.refusal()} beside={['/decisionNumber', '/decisionDate']} />
        <div class="actions">
          <Button type="submit" tone="main" busy={task.busy()} data-confirm="approve">
            {words.plan.approveAct}
          </Button>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

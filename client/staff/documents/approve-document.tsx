import { createSignal, For } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { dayOf } from '../../words/days.ts'
import { countText } from '../../words/numbers.ts'
import { official as words } from '../../words/official.ts'
import { staff } from '../../words/staff.ts'
import { approveDocument } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import type { Document } from '../shapes.ts'
import { createActionTask } from '../task.ts'

/** Which paper was signed, and under which number: the plan carries the province's decision, which the round knows already. */
export function ApproveDocument(props: { document: Document; onClose: () => void }) {
  const round = useRound()
  const known = () => props.document.kind === 'plan' && round().decisionNumber !== null
  const [decisionNumber, setNumber] = createSignal(known() ? (round().decisionNumber ?? '') : '')
  const [decisionDate, setDate] = createSignal(known() ? (round().decisionDate ?? '') : '')
  const task = createActionTask(approveDocument)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const decision = { decisionNumber: decisionNumber().trim(), decisionDate: decisionDate() }
    if (await task.run(props.document.id, decision)) props.onClose()
  }
  return (
    <Dialog open title={words.approveTitle} onClose={() => props.onClose()}>
      <form onSubmit={submit}>
        <p>{words.approveLead(words.kinds[props.document.kind] ?? '', countText(props.document.version))}</p>
        <ul class="consequences">
          <For each={words.approveConsequences}>{(line) => <li>{line}</li>}</For>
        </ul>
        <Field
          label={words.decisionNumber}
          name="decisionNumber"
          value={decisionNumber()}
          onInput={setNumber}
          error={errorAt(task.refusal(), '/decisionNumber')}
          required
        />
        <Field
          label={words.decisionDate}
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
          <Button type="submit" tone="main" busy={task.busy()} data-confirm="approve-document">
            {words.approve}
          </Button>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {staff.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

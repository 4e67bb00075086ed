import { createSignal, For } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { dayOf } from '../../words/days.ts'
import { publication } from '../../words/publication.ts'
import { staff } from '../../words/staff.ts'
import { errorAt, type Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'

const words = publication.staff

/** An official step: what becomes impossible afterwards, and the document by which it is published. */
export function PublishDialog(props: {
  open: boolean
  busy: boolean
  refusal: Refusal | null
  onClose: () => void
  onConfirm: (decision: { decisionNumber: string; decisionDate: string }) => void
}) {
  const [decisionNumber, setNumber] = createSignal('')
  const [decisionDate, setDate] = createSignal('')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    props.onConfirm({ decisionNumber: decisionNumber().trim(), decisionDate: decisionDate() })
  }
  return (
    <Dialog open={props.open} title={words.actTitle} onClose={props.onClose}>
      <form onSubmit={submit}>
        <p>{words.actLead}</p>
        <ul class="consequences">
          <For each={words.consequences}>{(line) => <li>{line}</li>}</For>
        </ul>
        <Field
          label={words.number}
          name="decisionNumber"
          value={decisionNumber()}
          onInput={setNumber}
          error={errorAt(props.refusal, '/decisionNumber')}
          required
        />
        <Field
          label={words.date}
          type="date"
          name="decisionDate"
          max={dayOf(new Date())}
          value={decisionDate()}
          onInput={setDate}
          error={errorAt(props.refusal, '/decisionDate')}
          required
        />
        <Refused refusal={props.refusal} beside={['/decisionNumber', '/decisionDate']} />
        <div class="actions">
          <Button type="submit" tone="main" busy={props.busy} data-confirm="publish">
            {words.act}
          </Button>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {staff.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

import { useNavigate } from '@solidjs/router'
import { createSignal, For } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { staff } from '../../words/staff.ts'
import { errorAt, type Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { publishDraft, type VersionView, withdrawVersion } from './api.ts'

/** A step that says what becomes impossible after it. */
export function AskDialog(props: {
  open: boolean
  title: string
  lead: string
  consequences: readonly string[]
  act: string
  name: string
  busy: boolean
  refusal: Refusal | null
  onAct: () => void
  onClose: () => void
}) {
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      <p>{props.lead}</p>
      <Consequences lines={props.consequences} />
      <Refused refusal={props.refusal} />
      <div class="actions">
        <Button tone="main" busy={props.busy} data-confirm={props.name} onClick={() => props.onAct()}>
          {props.act}
        </Button>
        <Button tone="quiet" onClick={() => props.onClose()}>
          {staff.cancel}
        </Button>
      </div>
    </Dialog>
  )
}

export function PublishDialog(props: { open: boolean; view: VersionView; onClose: () => void }) {
  const [decision, setDecision] = createSignal('')
  const task = createActionTask(publishDraft)
  const navigate = useNavigate()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const id = await task.run(props.view.id, props.view.lockVersion, decision().trim())
    if (typeof id !== 'string') return
    props.onClose()
    navigate(`/instruments/${id}`)
  }
  return (
    <Dialog open={props.open} title={words.steps.publishTitle} onClose={props.onClose}>
      <form onSubmit={submit}>
        <p>{words.steps.publishLead}</p>
        <Consequences lines={words.steps.publishConsequences} />
        <Field
          label={words.steps.decision}
          hint={words.steps.decisionHint}
          name="decision"
          value={decision()}
          onInput={setDecision}
          error={errorAt(task.refusal(), '/decision')}
          required
        />
        <Refused refusal={task.refusal()} beside={['/decision']} />
        <div class="actions">
          <Button type="submit" tone="main" busy={task.busy()} data-confirm="publish">
            {words.steps.publishAct}
          </Button>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {staff.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function WithdrawDialog(props: { open: boolean; view: VersionView; onClose: () => void }) {
  const [reason, setReason] = createSignal('')
  const task = createActionTask(withdrawVersion)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await task.run(props.view.id, reason().trim())) props.onClose()
  }
  return (
    <Dialog open={props.open} title={words.steps.withdrawTitle} onClose={props.onClose}>
      <form onSubmit={submit}>
        <p>{words.steps.withdrawLead}</p>
        <Consequences lines={words.steps.withdrawConsequences} />
        <Field label={words.steps.reason} name="reason" value={reason()} onInput={setReason} required />
        <Refused refusal={task.refusal()} />
        <div class="actions">
          <Button type="submit" tone="danger" busy={task.busy()} data-confirm="withdraw">
            {words.steps.withdrawAct}
          </Button>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {staff.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Consequences(props: { lines: readonly string[] }) {
  return (
    <ul class="consequences">
      <For each={props.lines}>{(line) => <li>{line}</li>}</For>
    </ul>
  )
}

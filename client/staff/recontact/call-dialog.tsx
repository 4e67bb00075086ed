import { createEffect, createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { field } from '../../words/field.ts'
import { recontact as words } from '../../words/recontact.ts'
import { staff } from '../../words/staff.ts'
import { type Call, openNumber, recordCall, type WaitingCall } from '../field-api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask, createTask } from '../task.ts'

type Answer = 'yes' | 'no' | 'unsure'

/** One call: the number when it is wanted, the questions in the order they are asked, and what came of it. */
export function CallDialog(props: { round: string; contact: WaitingCall | null; onClose: () => void }) {
  const [phone, setPhone] = createSignal<string | null>(null)
  const [outcome, setOutcome] = createSignal<Call['outcome']>('talked')
  const [self, setSelf] = createSignal<Answer | ''>('')
  const [suggested, setSuggested] = createSignal<Answer | ''>('')
  const [handedBy, setHandedBy] = createSignal('')
  const [overall, setOverall] = createSignal('')
  const showing = createTask(async () => setPhone((await openNumber(props.round, props.contact?.id ?? '')).phone))
  const recording = createActionTask(recordCall)
  createEffect(() => {
    if (!props.contact) return
    setPhone(null)
    setOutcome('talked')
    setSelf('')
    setSuggested('')
    setHandedBy('')
    setOverall('')
    showing.forget()
    recording.forget()
  })
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!props.contact) return
    const said = outcome()
    const [own, told] = [self(), suggested()]
    // Nothing is chosen beforehand: what the caller did not hear must not look like an answer.
    if (said === 'talked' && (own === '' || told === '')) return
    const call =
      said === 'talked' && own !== '' && told !== ''
        ? {
            outcome: said,
            self: own,
            suggested: told,
            handedBy: handedBy() as 'unknown',
            overall: overall() === '' ? null : Number(overall()),
          }
        : { outcome: said as 'not_reached' }
    if ((await recording.run(props.round, props.contact.id, call)) !== undefined) props.onClose()
  }
  return (
    <Dialog open={props.contact !== null} title={props.contact?.name ?? ''} onClose={props.onClose}>
      <form onSubmit={submit}>
        <Show
          when={phone()}
          fallback={
            <Button busy={showing.busy()} data-action="show-number" onClick={() => showing.run()}>
              {words.show}
            </Button>
          }
        >
          {(number) => (
            <p class="figure-large">
              <a href={`tel:${number()}`}>{number()}</a>
            </p>
          )}
        </Show>
        <p class="soft small">{words.showWhy}</p>
        <Refused refusal={showing.refusal()} />
        <Select
          label={words.outcome}
          options={words.outcomes}
          value={outcome()}
          onChange={(value) => setOutcome(value as Call['outcome'])}
        />
        <Show when={outcome() === 'talked'}>
          <Select label={words.self} options={words.answers} value={self()} onChange={(v) => setSelf(v as Answer)} />
          <Select
            label={words.suggested}
            options={words.answers}
            value={suggested()}
            onChange={(v) => setSuggested(v as Answer)}
          />
          <Select label={words.handedBy} options={field.handed} value={handedBy()} onChange={setHandedBy} />
          <Field label={words.overall} type="number" min={1} max={5} step={1} value={overall()} onInput={setOverall} />
        </Show>
        <Refused refusal={recording.refusal()} />
        <div class="actions">
          <Button type="submit" tone="main" busy={recording.busy()} data-confirm="record-call">
            {words.record}
          </Button>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {staff.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Select(props: {
  label: string
  options: Readonly<Record<string, string>>
  value: string
  onChange: (value: string) => void
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select class="input" required onChange={(event) => props.onChange(event.currentTarget.value)}>
        <Show when={props.value === ''}>
          <option value="">{words.choose}</option>
        </Show>
        <For each={Object.entries(props.options)}>
          {([value, text]) => (
            <option value={value} selected={value === props.value}>
              {text}
            </option>
          )}
        </For>
      </select>
    </label>
  )
}

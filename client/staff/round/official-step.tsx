import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { staff as words } from '../../words/staff.ts'
import type { Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { useRound } from './round-context.ts'

const plain = (text: string): string => text.replace(/\s+/g, '').toUpperCase()

/** An official step says what becomes impossible, and asks for the number of the decision it rests on. */
export function OfficialStep(props: {
  name: string
  open: boolean
  title: string
  lead: string
  consequences: readonly string[]
  act: string
  askNumber: boolean
  busy: boolean
  refusal: Refusal | null
  onClose: () => void
  onConfirm: () => void
}) {
  const round = useRound()
  const [number, setNumber] = createSignal('')
  const [wrong, setWrong] = createSignal(false)
  const expected = () => round().decisionNumber ?? ''
  const confirm = (event: SubmitEvent) => {
    event.preventDefault()
    const differs = props.askNumber && plain(number()) !== plain(expected())
    setWrong(differs)
    if (!differs) props.onConfirm()
  }
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      <form onSubmit={confirm}>
        <p>{props.lead}</p>
        <ul class="consequences">
          <For each={props.consequences}>{(line) => <li>{line}</li>}</For>
        </ul>
        <Show when={props.askNumber}>
          <Field
            label={words.official.number}
            hint={words.official.numberHint(expected())}
            name="decision-number"
            value={number()}
            onInput={setNumber}
            error={wrong() ? words.official.numberWrong : undefined}
            required
          />
        </Show>
        <Refused refusal={props.refusal} />
        <div class="actions">
          <Button type="submit" tone="main" busy={props.busy} data-confirm={props.name}>
            {props.act}
          </Button>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

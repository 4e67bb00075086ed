import { createSignal, For } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { periods as words } from '../../words/periods.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { type Calendar, changeIssuing } from './api.ts'

type Issuing = NonNullable<Calendar['issuing']>

/** Who issues the documents of a year: what stands at their head. */
export function IssuingDialog(props: { year: number; issuing: Issuing; onClose: () => void }) {
  const { lockVersion: _, ...before } = props.issuing
  const [said, setSaid] = createSignal(before)
  const task = createActionTask(changeIssuing)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if ((await task.run(props.year, props.issuing.lockVersion, said())) !== undefined) props.onClose()
  }
  return (
    <Dialog open title={words.department} onClose={props.onClose}>
      <form onSubmit={save}>
        <p class="soft">{words.issuingText}</p>
        <For each={['department', 'parentBody', 'place', 'symbol'] as const}>
          {(name) => (
            <Field
              label={words[name]}
              name={name}
              value={said()[name]}
              onInput={(value) => setSaid({ ...said(), [name]: value })}
              required
            />
          )}
        </For>
        <Refused refusal={task.refusal()} />
        <div class="actions">
          <Button type="submit" tone="main" busy={task.busy()} data-action="save-issuing">
            {words.save}
          </Button>
          <Button onClick={props.onClose}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}

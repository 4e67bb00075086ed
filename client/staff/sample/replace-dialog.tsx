import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { design as words } from '../../words/design.ts'
import { staff } from '../../words/staff.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import type { DrawnSchool } from '../shapes.ts'
import { createActionTask } from '../task.ts'
import { replaceSchool } from './api.ts'

/** Puts the next reserve in the place of a school; nobody picks which. */
export function ReplaceDialog(props: {
  school: DrawnSchool | null
  schools: readonly DrawnSchool[]
  onClose: () => void
}) {
  const round = useRound()
  const [reason, setReason] = createSignal('')
  const task = createActionTask(replaceSchool)
  const next = () => props.schools.find((one) => one.next && one.stratum === props.school?.stratum)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const school = props.school
    if (school && (await task.run(round(), school.id, reason().trim()))) {
      setReason('')
      props.onClose()
    }
  }
  return (
    <Dialog
      open={props.school !== null}
      title={words.replaceTitle(props.school?.name ?? '')}
      onClose={() => {
        task.forget()
        props.onClose()
      }}
    >
      <Show when={next()} fallback={<p class="note amber">{words.noReserve}</p>}>
        {(reserve) => (
          <form onSubmit={submit}>
            <p>{words.replaceLead(`${reserve().name} (${reserve().code})`)}</p>
            <ul class="consequences">
              <For each={words.replaceConsequences}>{(line) => <li>{line}</li>}</For>
            </ul>
            <Field
              label={words.reason}
              name="replaceReason"
              value={reason()}
              onInput={setReason}
              error={errorAt(task.refusal(), '/reason')}
              lines={3}
            />
            <Refused refusal={task.refusal()} beside={['/reason']} />
            <div class="actions">
              <Button
                type="submit"
                tone="danger"
                busy={task.busy()}
                disabled={reason().trim().length < 3}
                data-confirm="replace"
              >
                {words.replaceAct}
              </Button>
              <Button tone="quiet" onClick={() => props.onClose()}>
                {staff.cancel}
              </Button>
            </div>
          </form>
        )}
      </Show>
    </Dialog>
  )
}

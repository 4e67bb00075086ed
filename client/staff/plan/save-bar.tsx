import { For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { staff as words } from '../../words/staff.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import { createTask } from '../task.ts'
import type { PlanPart } from './plan-part.ts'

/** In sight as long as something is not saved: what it is, and one button for all of it. */
export function SaveBar(props: { parts: readonly PlanPart[] }) {
  const round = useRound()
  const open = () => props.parts.filter(({ unsaved }) => unsaved())
  const waits = () => open().flatMap(({ waits }) => waits() ?? [])
  // Each part is a request of its own; what one refuses stays typed, what was taken before it stays saved.
  const saving = createTask(async () => {
    let { id, version } = round()
    for (const part of open()) {
      const taken = await part.save({ id, version })
      if (!taken) return false
      version = taken.version
    }
    return true
  })
  const forget = () => {
    for (const part of open()) part.forget()
  }
  return (
    <>
      <For each={props.parts}>{(part) => <Refused refusal={part.refusal()} beside={part.beside()} />}</For>
      <Show when={open().length > 0}>
        <div class="save-bar" role="status">
          <p>
            {words.plan.notSaved}{' '}
            <b>
              {open()
                .map(({ title }) => title)
                .join(', ')}
            </b>
            <Show when={waits()[0]}>{(why) => <span class="soft"> {why()}</span>}</Show>
          </p>
          <div class="actions">
            <Button tone="quiet" data-action="forget-plan" onClick={forget}>
              {words.plan.forget}
            </Button>
            <Button
              tone="main"
              type="submit"
              busy={saving.busy()}
              disabled={waits().length > 0}
              data-action="save-plan"
              onClick={(event) => {
                // The fields of a part say themselves what is missing in them.
                const form = event.currentTarget.form
                event.preventDefault()
                if (!form || form.reportValidity()) void saving.run()
              }}
            >
              {words.plan.save}
            </Button>
          </div>
        </div>
      </Show>
    </>
  )
}

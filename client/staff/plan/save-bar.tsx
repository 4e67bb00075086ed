import { Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { staff as words } from '../../words/staff.ts'
import type { Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import type { PartsChange } from '../shapes.ts'
import type { PlanPart } from './plan-part.ts'

type Saving = Readonly<{
  busy: () => boolean
  refusal: () => Refusal | null
  forget: () => void
  run: (round: Readonly<{ id: string; version: number }>, parts: PartsChange) => Promise<unknown>
}>

/** In sight as long as something is not saved: what it is, and one button for all of it. */
export function SaveBar(props: { parts: readonly PlanPart[]; saving: Saving }) {
  const round = useRound()
  const open = () => props.parts.filter(({ unsaved }) => unsaved())
  const waits = () => open().flatMap(({ waits }) => waits() ?? [])
  const titles = () => open().map(({ title }) => title)
  const save = async () => {
    const sent = open()
    const taken = await props.saving.run(
      round(),
      Object.assign({}, ...sent.map(({ change }) => change())) satisfies PartsChange,
    )
    // What was typed while the server wrote differs from what it has now, and stays.
    if (taken) for (const part of sent) if (!part.unsaved()) part.forget()
  }
  const forget = () => {
    for (const part of open()) part.forget()
    props.saving.forget()
  }
  return (
    <>
      <Refused
        refusal={props.saving.refusal()}
        beside={props.parts.flatMap(({ beside }) => beside())}
        onLatest={props.saving.forget}
      />
      <Show when={props.saving.refusal()}>
        <p class="note">{words.plan.nothingSaved(titles().join(', '))}</p>
      </Show>
      <Show when={open().length > 0}>
        <div class="save-bar" role="status">
          <p>
            {words.plan.notSaved} <b>{titles().join(', ')}</b>
            <Show when={waits()[0]}>{(why) => <span class="soft"> {why()}</span>}</Show>
          </p>
          <div class="actions">
            <Button tone="quiet" data-action="forget-plan" onClick={forget}>
              {words.plan.forget}
            </Button>
            <Button
              tone="main"
              type="submit"
              busy={props.saving.busy()}
              disabled={waits().length > 0}
              data-action="save-plan"
              onClick={(event) => {
                // The fields of a part say themselves what is missing in them.
                const form = event.currentTarget.form
                event.preventDefault()
                if (!form || form.reportValidity()) void save()
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

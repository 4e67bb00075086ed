import { createSignal, For, Show } from 'solid-js'
import type { Choice } from '../../../surveys/merge-forms.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { typedNumber } from '../../words/read-number.ts'
import type { Meeting } from './drafter.ts'

/** Two people wrote over the same text: both stand side by side, and one of them is chosen for each place. */
export function ConflictDialog(props: {
  meeting: Meeting<unknown> | undefined
  /** what a place is called */
  placeName: (key: string) => string
  /** a value of that place as people read it */
  said?: ((key: string, value: unknown) => string | undefined) | undefined
  onDecide: (choices: ReadonlyMap<string, Choice>) => void
}) {
  return (
    <Show when={props.meeting}>
      {(meeting) => (
        <Choose meeting={meeting()} placeName={props.placeName} said={props.said} onDecide={props.onDecide} />
      )}
    </Show>
  )
}

function Choose(props: {
  meeting: Meeting<unknown>
  placeName: (key: string) => string
  said: ((key: string, value: unknown) => string | undefined) | undefined
  onDecide: (choices: ReadonlyMap<string, Choice>) => void
}) {
  const shown = (key: string, value: unknown): string => {
    if (value === undefined || value === null || value === '') return words.conflict.empty
    return (
      props.said?.(key, value) ??
      (typeof value === 'number'
        ? typedNumber(value)
        : typeof value === 'object'
          ? JSON.stringify(value, null, 1)
          : String(value))
    )
  }
  const [choices, setChoices] = createSignal<ReadonlyMap<string, Choice>>(new Map())
  const complete = () => props.meeting.conflicts.every(({ key }) => choices().has(key))
  const choose = (key: string, choice: Choice) => setChoices((before) => new Map([...before, [key, choice]]))
  return (
    <Dialog open firm title={words.conflict.title} onClose={() => {}}>
      <p>{words.conflict.lead(props.meeting.who)}</p>
      <For each={props.meeting.conflicts}>
        {(conflict, number) => (
          <fieldset class="conflict">
            <legend>{props.placeName(conflict.key)}</legend>
            <p class="small soft">
              {words.conflict.before}: {shown(conflict.key, conflict.base)}
            </p>
            <div class="side-by-side" data-columns="2">
              <For each={['mine', 'theirs'] as const}>
                {(side) => (
                  <label class="choice-card">
                    <span>
                      <input
                        type="radio"
                        name={`conflict-${number()}`}
                        checked={choices().get(conflict.key) === side}
                        onChange={() => choose(conflict.key, side)}
                      />
                      <b>{side === 'mine' ? words.conflict.mine : words.conflict.theirs(props.meeting.who)}</b>
                    </span>
                    <span class="said">{shown(conflict.key, conflict[side])}</span>
                  </label>
                )}
              </For>
            </div>
          </fieldset>
        )}
      </For>
      <div class="actions">
        <Button tone="main" data-action="decide" disabled={!complete()} onClick={() => props.onDecide(choices())}>
          {words.conflict.act}
        </Button>
      </div>
    </Dialog>
  )
}

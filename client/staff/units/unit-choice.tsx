import { createAsync } from '@solidjs/router'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { Field } from '../../ui/field.tsx'
import { dayOf } from '../../words/days.ts'
import { unitChoice as words } from '../../words/units.ts'
import { readUnits } from '../api.ts'
import { finds } from '../search.ts'
import './unit-choice.css'

/** Enter in its fields looks for a unit and does not send the form around it. */
const stay = (event: KeyboardEvent) => {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}

/** Units of today, found by name or kind and ticked; those chosen that are not shown stay chosen. */
export function UnitChoice(props: {
  label: string
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}) {
  const units = createAsync(() => readUnits(dayOf(new Date())))
  const [kind, setKind] = createSignal('')
  const [wanted, setWanted] = createSignal('')
  const kinds = createMemo(() => {
    const there = new Set(units()?.units.map((one) => one.kind))
    return units()?.kinds.filter(({ code }) => there.has(code)) ?? []
  })
  const byName = createMemo(() => (units()?.units ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'vi')))
  const shown = () =>
    byName().filter(
      (one) => (kind() === '' || one.kind === kind()) && (wanted() === '' || finds(wanted(), one.name, one.code)),
    )
  const toggle = (unit: string, on: boolean) => {
    const next = new Set(props.chosen)
    if (on) next.add(unit)
    else next.delete(unit)
    props.onChoose(next)
  }
  return (
    <fieldset class="unit-choice" onKeyDown={stay}>
      <legend>{props.label}</legend>
      <div class="fields">
        <ChoiceField
          label={words.kind}
          name="unit-kind"
          none={words.all}
          value={kind()}
          options={(kinds() ?? []).map((one) => [one.code, one.name] as const)}
          onChange={setKind}
        />
        <Field label={words.find} name="unit-find" value={wanted()} onInput={setWanted} />
      </div>
      <div class="actions">
        <Button
          little
          data-action="choose-shown"
          disabled={shown().length === 0}
          onClick={() => props.onChoose(new Set([...props.chosen, ...shown().map((one) => one.id)]))}
        >
          {words.chooseShown(shown().length)}
        </Button>
        <Button
          little
          tone="quiet"
          disabled={props.chosen.size === 0}
          onClick={() => props.onChoose(new Set<string>())}
        >
          {words.clear}
        </Button>
        <span class="small" role="status">
          {words.chosen(props.chosen.size)}
        </span>
      </div>
      <div class="unit-list">
        <For each={shown()}>
          {(one) => (
            <label class="choice">
              <input
                type="checkbox"
                value={one.id}
                checked={props.chosen.has(one.id)}
                onChange={({ currentTarget }) => toggle(one.id, currentTarget.checked)}
              />
              {one.name}
            </label>
          )}
        </For>
        <Show when={units() !== undefined && shown().length === 0}>
          <p class="soft">{words.noneFound}</p>
        </Show>
      </div>
    </fieldset>
  )
}

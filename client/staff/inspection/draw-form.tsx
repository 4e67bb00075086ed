import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { Field } from '../../ui/field.tsx'
import { inspection as words } from '../../words/inspection.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { drawUnits, type Inspections } from './api.ts'

type Group = Inspections['groups'][number]

/** Draws a share of the units of a group: how many, by which seed, and when each was inspected before this program. */
export function DrawForm(props: { groups: readonly Group[]; year: number }) {
  const [groupId, setGroupId] = createSignal(props.groups[0]?.id ?? '')
  const [percent, setPercent] = createSignal('20')
  const [seed, setSeed] = createSignal('')
  const [earlier, setEarlier] = createSignal<Readonly<Record<string, string>>>({})
  const task = createActionTask(drawUnits)
  const group = () => props.groups.find((one) => one.id === groupId()) ?? props.groups[0]
  const count = () => Math.ceil(((Number(percent()) || 0) * (group()?.units.length ?? 0)) / 100)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    await task.run({
      groupId: group()?.id ?? '',
      percent: Number(percent()),
      ...(seed().trim() === '' ? {} : { seed: seed().trim() }),
      earlier: Object.entries(earlier()).flatMap(([unitId, year]) =>
        year === '' ? [] : [{ unitId, year: Number(year) }],
      ),
    })
  }
  return (
    <form class="card" onSubmit={submit}>
      <h2>{words.draw}</h2>
      <div class="fields">
        <ChoiceField
          label={words.group}
          value={group()?.id}
          options={props.groups.map((one) => [one.id, one.name] as const)}
          onChange={setGroupId}
        />
        <Field label={words.percent} type="number" min={1} max={100} value={percent()} onInput={setPercent} required />
        <Field label={words.seed} hint={words.seedHint} value={seed()} onInput={setSeed} name="seed" />
      </div>
      <details>
        <summary>{words.earlier}</summary>
        <p class="soft small">{words.earlierHint}</p>
        <div class="fields">
          <For each={group()?.units}>
            {(unit) => (
              <Field
                label={unit.name}
                type="number"
                min={1990}
                max={props.year - 1}
                value={earlier()[unit.id] ?? unit.lastYear ?? ''}
                disabled={unit.lastYear !== null}
                onInput={(year) => setEarlier({ ...earlier(), [unit.id]: year })}
              />
            )}
          </For>
        </div>
      </details>
      <p role="status">
        <b>{words.willDraw(count(), group()?.units.length ?? 0)}</b>
      </p>
      <p class="soft small">{words.fixed}</p>
      <Show when={errorAt(task.refusal(), '/groupId')}>{(text) => <p class="note amber">{text()}</p>}</Show>
      <Refused refusal={task.refusal()} beside={['/groupId']} />
      <div class="actions">
        <Button type="submit" tone="main" busy={task.busy()} disabled={count() === 0} data-action="draw-units">
          {words.submit}
        </Button>
      </div>
    </form>
  )
}

import { createAsync, useNavigate } from '@solidjs/router'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { dayOf } from '../../words/days.ts'
import { staff as words } from '../../words/staff.ts'
import { createRound, readRound, readUnits, session } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import type { RoundSummary, RoundView } from '../shapes.ts'
import { createActionTask } from '../task.ts'
import { unitLabel, unitOf } from '../units/unit-label.ts'

const SAID = ['year', 'name', 'target', 'opensOn', 'closesOn'] as const
/** What stays the same from year to year. */
const OFFICE = ['province', 'department', 'parentBody', 'place', 'hotline'] as const
type Draft = Record<(typeof SAID)[number] | (typeof OFFICE)[number], string>
const BESIDE = [...SAID, ...OFFICE, 'unitId'].map((name) => `/${name}`)
const MAKERS: readonly string[] = ['designer', 'admin']

/** A new round: from nothing, or from an earlier one, whose plan it takes over. */
export function NewRoundForm(props: { rounds: readonly RoundSummary[]; onCancel: () => void }) {
  const today = dayOf(new Date())
  const year = Number(today.slice(0, 4))
  const [from, setFrom] = createSignal(props.rounds[0]?.id ?? '')
  const [draft, setDraft] = createStore<Draft>({
    year: String(year),
    name: words.rounds.firstName(year),
    province: '',
    department: '',
    parentBody: '',
    place: '',
    hotline: '',
    target: '90',
    opensOn: '',
    closesOn: '',
  })
  const earlier = createAsync(async () => (from() ? readRound(from()) : undefined))
  createEffect(
    on(earlier, (round) => {
      if (!round) return
      const known = Object.fromEntries(OFFICE.map((name) => [name, round[name]]))
      setDraft({ ...known, target: String(Math.round(round.target * 1000) / 10) })
    }),
  )
  const units = createAsync(() => readUnits(today))
  const held = () => (session()?.grants ?? []).filter(({ role }) => MAKERS.includes(role)).map(({ unitId }) => unitId)
  const everywhere = () => held().includes(null)
  const [typedUnit, setUnit] = createSignal<string>()
  const own = () => {
    const unit = units()?.units.find(({ id }) => id === (everywhere() ? earlier()?.unitId : held()[0]))
    return unit ? unitLabel(unit.name, unit.code) : ''
  }
  const unit = () => typedUnit() ?? own()
  const unitId = () => unitOf(units()?.units, unit())
  const unitUnknown = () => unit().trim() !== '' && unitId() === undefined
  const task = createActionTask(createRound)
  const navigate = useNavigate()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (unitUnknown()) return
    const made = await task.run({
      ...draft,
      year: Number(draft.year),
      target: Number(draft.target) / 100,
      opensOn: draft.opensOn || null,
      closesOn: draft.closesOn || null,
      ...(unitId() ? { unitId: unitId() } : {}),
      ...(from() ? { from: from() } : {}),
    })
    if (made) navigate(`/rounds/${(made as RoundView).id}/plan`)
  }
  /** The name follows the year as long as nobody wrote another. */
  const setYear = (typed: string) =>
    setDraft({
      year: typed,
      ...(draft.name === words.rounds.firstName(Number(draft.year)) && { name: words.rounds.firstName(Number(typed)) }),
    })
  const text = (name: keyof Draft) => ({
    label: words.rounds[name],
    value: draft[name],
    name,
    onInput: (value: string) => setDraft(name, value),
    error: errorAt(task.refusal(), `/${name}`),
  })
  return (
    <form class="card" onSubmit={submit}>
      <h2>{words.rounds.createTitle}</h2>
      <div class="fields">
        <Show when={props.rounds.length > 0}>
          <div class="field wide">
            <label for="round-from">{words.rounds.from}</label>
            <span class="hint" id="round-from-hint">
              {words.rounds.fromHint}
            </span>
            <select
              id="round-from"
              class="input"
              name="from"
              aria-describedby="round-from-hint"
              onChange={({ currentTarget }) => setFrom(currentTarget.value)}
            >
              <For each={props.rounds}>
                {(round) => (
                  <option value={round.id} selected={round.id === from()}>
                    {round.name} ({round.year})
                  </option>
                )}
              </For>
              <option value="" selected={from() === ''}>
                {words.rounds.fromNothing}
              </option>
            </select>
          </div>
        </Show>
        <Field {...text('name')} class="wide" required />
        <Field {...text('year')} onInput={setYear} type="number" min={2014} max={2100} required />
        <Field {...text('opensOn')} type="date" />
        <Field {...text('closesOn')} type="date" min={draft.opensOn} />
        <Field {...text('target')} type="number" min={1} max={99} step={0.1} unit="%" required />
        <For each={OFFICE}>{(name) => <Field {...text(name)} required />}</For>
        <Show when={(units()?.units.length ?? 0) > 0}>
          <Field
            label={words.rounds.unit}
            hint={everywhere() ? words.rounds.unitHint : undefined}
            name="unit"
            list="round-units"
            value={unit()}
            onInput={setUnit}
            required={!everywhere()}
            error={unitUnknown() ? words.rounds.unitUnknown : errorAt(task.refusal(), '/unitId')}
          />
          <datalist id="round-units">
            <For each={units()?.units}>{({ name, code }) => <option value={unitLabel(name, code)} />}</For>
          </datalist>
        </Show>
      </div>
      <Show when={task.refusal()}>
        <Refused refusal={task.refusal()} beside={BESIDE} />
      </Show>
      <div class="actions">
        <Button type="submit" tone="main" busy={task.busy()} disabled={unitUnknown()} data-action="create-round">
          {words.rounds.createAct}
        </Button>
        <Button tone="quiet" onClick={() => props.onCancel()}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}

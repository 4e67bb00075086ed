import { For, Show } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { Field } from '../../ui/field.tsx'
import { dayText } from '../../words/days.ts'
import { percentText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { errorAt } from '../refusal.ts'
import { useRound } from '../round/round-context.ts'
import type { RoundView } from '../shapes.ts'
import { changeOf, draftOf, type PlanDraft, POINTERS } from './plan-draft.ts'
import type { PlanPart, PlanRefusal } from './plan-part.ts'

/**
 * Only what was typed is kept here, over what the server has: when somebody else changes the plan meanwhile, the
 * fields nobody touched follow, and the typed ones stay.
 */
export function createGeneralPart(round: () => RoundView, refusal: PlanRefusal) {
  const [typed, setTyped] = createStore<Partial<PlanDraft>>({})
  const stored = () => draftOf(round())
  const draft = (): PlanDraft => ({ ...stored(), ...typed })
  const changed = (name: keyof PlanDraft) => typed[name] !== undefined && typed[name] !== stored()[name]
  const part: PlanPart = {
    title: words.plan.general,
    unsaved: () => (Object.keys(typed) as (keyof PlanDraft)[]).some(changed),
    waits: () => undefined,
    change: () => ({ general: changeOf(draft(), round()) }),
    forget: () => setTyped(reconcile({})),
    beside: () => Object.values(POINTERS),
  }
  const text = (name: keyof PlanDraft, label: string) => ({
    label,
    name,
    value: draft()[name],
    onInput: (value: string) => setTyped(name, value),
    error:
      errorAt(refusal(), POINTERS[name] ?? '') ??
      (refusal()?.code === 'stale' && changed(name) ? words.plan.serverHas(stored()[name]) : undefined),
  })
  return { part, draft, text }
}
type General = ReturnType<typeof createGeneralPart>

const OFFICE = ['department', 'parentBody', 'province', 'place'] as const

/** What the round is called, its target, when it is in the field, who organises it. */
export function GeneralPart(props: { of: General; editable: boolean }) {
  return (
    <section class="card">
      <h3>{words.plan.general}</h3>
      <Show when={props.editable} fallback={<GeneralFacts />}>
        <div class="fields">
          <Field {...props.of.text('name', words.rounds.name)} class="wide" required />
          <Field
            {...props.of.text('target', words.rounds.target)}
            type="number"
            min={1}
            max={99}
            step={0.1}
            unit="%"
            required
          />
          <Field {...props.of.text('opensOn', words.rounds.opensOn)} type="date" />
          <Field {...props.of.text('closesOn', words.rounds.closesOn)} type="date" min={props.of.draft().opensOn} />
          <Field {...props.of.text('hotline', words.rounds.hotline)} required />
          <For each={OFFICE}>{(name) => <Field {...props.of.text(name, words.rounds[name])} required />}</For>
        </div>
      </Show>
    </section>
  )
}

function GeneralFacts() {
  const round = useRound()
  const day = (on: string | null) => (on ? dayText(on) : words.none)
  return (
    <dl class="facts">
      <dt>{words.rounds.name}</dt>
      <dd>{round().name}</dd>
      <dt>{words.plan.target}</dt>
      <dd>{words.plan.targetText(percentText(round().target, Number.isInteger(round().target * 100) ? 0 : 1))}</dd>
      <dt>{words.rounds.period}</dt>
      <dd>
        {day(round().opensOn)} – {day(round().closesOn)}
      </dd>
      <dt>{words.rounds.hotline}</dt>
      <dd>{round().hotline}</dd>
      <For each={OFFICE}>
        {(name) => (
          <>
            <dt>{words.rounds[name]}</dt>
            <dd>{round()[name]}</dd>
          </>
        )}
      </For>
    </dl>
  )
}

/** Which sheets do not count, laid down before the first one comes. */
export function RulesPart(props: { of: General; editable: boolean }) {
  const round = useRound()
  return (
    <section class="card">
      <h3>{words.plan.rules}</h3>
      <Show
        when={props.editable}
        fallback={
          <ul class="consequences">
            <For each={round().exclusionRules} fallback={<li>{words.none}</li>}>
              {(rule) => <li>{rule}</li>}
            </For>
          </ul>
        }
      >
        <Field {...props.of.text('rules', words.plan.rulesHint)} lines={5} />
      </Show>
    </section>
  )
}

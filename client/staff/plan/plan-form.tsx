import { createEffect, Show } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { design } from '../../words/design.ts'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { changePlan } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { mayTake, rolesOf } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import type { Frame } from '../shapes.ts'
import { createActionTask } from '../task.ts'
import { changeOf, draftOf, hasTable, type PlanDraft, POINTERS, sizeOf } from './plan-draft.ts'

/**
 * Only what was typed is kept here, over what the server has: when somebody else changes the plan meanwhile, the
 * fields nobody touched follow, and the typed ones stay.
 */
export function PlanForm(props: { frame: Frame | null; onUnsaved: (unsaved: boolean) => void }) {
  const round = useRound()
  const [typed, setTyped] = createStore<Partial<PlanDraft>>({})
  const stored = () => draftOf(round())
  const draft = (): PlanDraft => ({ ...stored(), ...typed })
  const changed = (name: keyof PlanDraft) => typed[name] !== undefined && typed[name] !== stored()[name]
  const unsaved = () => (Object.keys(typed) as (keyof PlanDraft)[]).some(changed)
  createEffect(() => props.onUnsaved(unsaved()))
  const task = createActionTask(changePlan)
  const editable = () => round().state === 'drafting' && mayTake(rolesOf('submit'))
  const size = () =>
    props.frame &&
    sizeOf(
      draft(),
      props.frame.totals,
      round().matrix.map(({ level }) => level),
    )
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await task.run(round(), changeOf(draft(), round()))) setTyped(reconcile({}))
  }
  const text = (name: Exclude<keyof PlanDraft, 'byLevel' | 'byArea'>, label: string) => ({
    label,
    name,
    value: draft()[name],
    disabled: !editable(),
    onInput: (value: string) => setTyped(name, value),
    error:
      errorAt(task.refusal(), POINTERS[name] ?? '') ??
      (task.refusal()?.code === 'stale' && changed(name) ? words.plan.serverHas(stored()[name]) : undefined),
  })
  const number = (name: 'schoolsPerStratum' | 'classesPerSchool' | 'pupilsPerClass' | 'reserves', min = 1) => ({
    ...text(name, words.plan[name]),
    type: 'number' as const,
    min,
    step: 1,
    required: true,
  })
  return (
    <form class="page" onSubmit={save}>
      <fieldset class="card">
        <legend class="for-readers">{words.plan.general}</legend>
        <h3>{words.plan.general}</h3>
        <div class="fields">
          <Field {...text('name', words.rounds.name)} class="wide" required />
          <Field {...text('target', words.rounds.target)} type="number" min={1} max={99} step={0.1} unit="%" required />
          <Field {...text('hotline', words.rounds.hotline)} required />
          <Field {...text('opensOn', words.rounds.opensOn)} type="date" />
          <Field {...text('closesOn', words.rounds.closesOn)} type="date" min={draft().opensOn} />
        </div>
      </fieldset>
      <fieldset class="card">
        <legend class="for-readers">{words.plan.sampling}</legend>
        <h3>{words.plan.sampling}</h3>
        <p class="soft">{words.plan.samplingLead}</p>
        <Show
          when={!hasTable(round())}
          fallback={
            <p class="note">
              {design.tableRules} <a href={`/staff/rounds/${round().id}/sample`}>{design.openTable}</a>
            </p>
          }
        >
          <div class="fields">
            <div class="field">
              <span class="label">{words.plan.strata}</span>
              <label class="choice">
                <input
                  type="checkbox"
                  checked={draft().byLevel}
                  disabled={!editable()}
                  onChange={(event) => setTyped('byLevel', event.currentTarget.checked)}
                />
                {words.plan.strataNames.level}
              </label>
              <label class="choice">
                <input
                  type="checkbox"
                  checked={draft().byArea}
                  disabled={!editable()}
                  onChange={(event) => setTyped('byArea', event.currentTarget.checked)}
                />
                {words.plan.strataNames.area}
              </label>
              <Show when={errorAt(task.refusal(), '/plan/strata')}>
                {(wrong) => <span class="wrong">{wrong()}</span>}
              </Show>
            </div>
            <Field {...number('schoolsPerStratum')} hint={words.plan.schoolsHint} />
            <Field {...number('classesPerSchool')} />
            <Field {...number('pupilsPerClass')} />
            <Field {...number('reserves', 0)} />
          </div>
          <Show when={size()}>
            {(of) => <p class="note">{words.plan.slipsExpected(countText(of().schools), countText(of().slips))}</p>}
          </Show>
        </Show>
      </fieldset>
      <fieldset class="card">
        <legend class="for-readers">{words.plan.rules}</legend>
        <Field {...text('rules', words.plan.rules)} hint={words.plan.rulesHint} lines={5} />
      </fieldset>
      <Show
        when={editable()}
        fallback={
          <Show when={round().state !== 'drafting'}>
            <p class="soft">{words.plan.locked}</p>
          </Show>
        }
      >
        <Refused refusal={task.refusal()} beside={Object.values(POINTERS)} />
        <div class="actions">
          <Button type="submit" busy={task.busy()} data-action="save-plan">
            {words.save}
          </Button>
          <Show when={unsaved()}>
            <span class="soft">{words.plan.unsaved}</span>
          </Show>
        </div>
      </Show>
    </form>
  )
}

import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { design as words } from '../../words/design.ts'
import type { Allocation } from './api.ts'
import type { DesignDesk } from './design-desk.ts'

type Rule = Allocation['rule']
const RULES = Object.keys(words.rules) as Rule[]
const isJoint = (rule: Rule) => rule === 'joint_budget' || rule === 'joint_margins'

/** Splits the schools over the strata by a rule; every cell can still be changed by hand afterwards. */
export function AllocationRule(props: { desk: DesignDesk }) {
  const [rule, setRule] = createSignal<Rule>('proportional')
  const [schools, setSchools] = createSignal('')
  const [q, setQ] = createSignal('0.5')
  const [budget, setBudget] = createSignal('')
  const [margins, setMargins] = createSignal<Readonly<Record<string, string>>>({ all: '2' })
  const totals = () => props.desk.forecast()?.totals
  const shownSchools = () => schools() || String(totals()?.schools ?? '')
  const shownBudget = () => budget() || String(totals()?.cost ?? '')
  const kinds = () => ['all', ...props.desk.design().plan.strata]
  const marginOf = (kind: string) => margins()[kind] ?? '5'
  const wanted = (): Allocation | undefined => {
    const chosen = rule()
    const limits = Object.fromEntries(
      kinds()
        .filter((kind) => Number(marginOf(kind)) > 0)
        .map((kind) => [kind, Number(marginOf(kind)) / 100]),
    )
    if (chosen === 'joint_margins') return { rule: chosen, margins: limits }
    if (chosen === 'joint_budget') return { rule: chosen, budget: Math.round(Number(shownBudget())), margins: limits }
    const count = Math.round(Number(shownSchools()))
    return chosen === 'power' ? { rule: chosen, schools: count, q: Number(q()) } : { rule: chosen, schools: count }
  }
  const split = async (event: SubmitEvent) => {
    event.preventDefault()
    const allocation = wanted()
    if (allocation) await props.desk.allocate(allocation)
  }
  return (
    <form class="card" onSubmit={split} data-part="rule">
      <h3>{words.rule}</h3>
      <p class="soft">{words.ruleLead}</p>
      <div class="fields">
        <div class="field">
          <label for="rule">{words.rule}</label>
          <select id="rule" class="input" onChange={(event) => setRule(event.currentTarget.value as Rule)}>
            <For each={RULES}>
              {(id) => (
                <option value={id} selected={id === rule()}>
                  {words.rules[id]}
                </option>
              )}
            </For>
          </select>
        </div>
        <Show when={!isJoint(rule())}>
          <Field
            label={words.schoolsWanted}
            type="number"
            name="schoolsWanted"
            min={1}
            max={20_000}
            step={1}
            value={shownSchools()}
            onInput={setSchools}
            required
          />
        </Show>
        <Show when={rule() === 'power'}>
          <Field
            label={words.power}
            type="number"
            name="power"
            min={0}
            max={1}
            step={0.1}
            value={q()}
            onInput={setQ}
            required
          />
        </Show>
        <Show when={rule() === 'joint_budget'}>
          <Field
            label={words.budget}
            type="number"
            name="budget"
            min={1}
            step={1}
            unit={words.money}
            value={shownBudget()}
            onInput={setBudget}
            required
          />
        </Show>
        <Show when={isJoint(rule())}>
          <For each={kinds()}>
            {(kind) => (
              <Field
                label={words.marginWanted(
                  kind === 'all' ? words.whole : `${words.each} ${words.columnNames[kind] ?? kind}`,
                )}
                type="number"
                name={`margin-${kind}`}
                min={0.1}
                max={49}
                step={0.1}
                unit="%"
                value={marginOf(kind)}
                onInput={(text) => setMargins({ ...margins(), [kind]: text })}
                required
              />
            )}
          </For>
        </Show>
      </div>
      <p class="soft small">{words.ruleWhy[rule()]}</p>
      <div class="actions">
        <Button type="submit" busy={props.desk.busy()} data-action="split">
          {words.split}
        </Button>
      </div>
    </form>
  )
}

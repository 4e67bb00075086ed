import { createUniqueId, For, Match, Show, Switch } from 'solid-js'
import { factKindOf } from '../../../analysis/assessment/rule.ts'
import { assessment as words } from '../../words/assessment.ts'
import type { Component } from './api.ts'
import type { NumberField, TypedFact } from './typed-fact.ts'

/** The fields a rule asks for: two numbers, one, a day, a level, yes or no. */
export function FactInput(props: {
  component: Component
  typed: TypedFact
  wrong: string | undefined
  /** the fields it is about */
  at: readonly NumberField[] | undefined
  /** `done`: the field was left, or a choice was made, and what stands there may be stored */
  onType: (change: Partial<TypedFact>, done: boolean) => void
}) {
  const id = createUniqueId()
  const rule = () => props.component.rule
  const kind = () => factKindOf(rule())
  const described = () => (props.wrong ? `${id}-wrong` : undefined)
  /** Two numbers are one fact: they are stored when both are left, never one of them beside what the other was before. */
  let halfTyped = false
  const leave = () => {
    if (halfTyped) props.onType({}, true)
    halfTyped = false
  }
  const text = (name: NumberField, label: string, disabled = false) => (
    <div class="field">
      <label for={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        class="input number"
        inputmode="decimal"
        autocomplete="off"
        name={name}
        value={props.typed[name]}
        disabled={disabled}
        aria-invalid={props.wrong && props.at?.includes(name) ? 'true' : undefined}
        aria-describedby={described()}
        onInput={({ currentTarget }) => {
          halfTyped = name !== 'value'
          props.onType({ [name]: currentTarget.value }, false)
        }}
        onChange={({ currentTarget }) => props.onType({ [name]: currentTarget.value }, name === 'value')}
        onKeyDown={({ key }) => key === 'Enter' && leave()}
      />
    </div>
  )
  const choices = (options: readonly (readonly [string, string])[], label: string) => (
    <fieldset class="field" aria-describedby={described()}>
      <legend class="for-readers">{label}</legend>
      <div class="chips">
        <For each={options}>
          {([value, name]) => (
            <label class="choice">
              <input
                type="radio"
                name={`${id}-choice`}
                value={value}
                checked={props.typed.choice === value}
                onChange={() => props.onType({ choice: value }, true)}
              />
              {name}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
  const named = () => {
    const is = rule()
    return is.kind === 'ratio' || is.kind === 'inverse_ratio' || is.kind === 'steps' ? is : undefined
  }
  const valueLabel = () => {
    const is = rule()
    if (is.kind === 'deduct') return is.what
    if (is.kind === 'index') return is.name
    return is.kind === 'steps' ? `${is.numerator} (${is.unit})` : words.leaf.value
  }
  return (
    <div class="fact">
      <Show when={props.typed.arose}>
        <Switch>
          <Match when={kind() === 'met'}>
            {choices(
              [
                ['yes', words.leaf.yes],
                ['no', words.leaf.no],
              ],
              props.component.name,
            )}
          </Match>
          <Match when={kind() === 'level'}>{choices(levelsOf(props.component), props.component.name)}</Match>
          <Match when={kind() === 'ratio'}>
            <div
              class="fraction"
              onFocusOut={({ currentTarget, relatedTarget }) => {
                if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) leave()
              }}
            >
              {text('numerator', named()?.numerator ?? '')}
              {text('denominator', named()?.denominator ?? '', fixedIn(props.component))}
            </div>
          </Match>
          <Match when={kind() === 'number'}>{text('value', valueLabel())}</Match>
          <Match when={kind() === 'day'}>
            <div class="fraction">
              <div class="field">
                <label for={`${id}-day`}>{words.leaf.day}</label>
                <input
                  id={`${id}-day`}
                  class="input"
                  type="date"
                  name="day"
                  value={props.typed.day}
                  disabled={props.typed.never}
                  aria-describedby={described()}
                  onInput={({ currentTarget }) => props.onType({ day: currentTarget.value }, false)}
                  onChange={({ currentTarget }) => props.onType({ day: currentTarget.value }, true)}
                />
              </div>
              <label class="choice">
                <input
                  type="checkbox"
                  name="never"
                  checked={props.typed.never}
                  onChange={({ currentTarget }) => props.onType({ never: currentTarget.checked }, true)}
                />
                {words.leaf.never}
              </label>
            </div>
          </Match>
        </Switch>
      </Show>
      <Show when={props.component.mayNotArise}>
        <label class="choice">
          <input
            type="checkbox"
            name="nothing-arose"
            checked={!props.typed.arose}
            onChange={({ currentTarget }) => props.onType({ arose: !currentTarget.checked }, true)}
          />
          {words.leaf.arose}
        </label>
      </Show>
      <Show when={props.wrong}>
        <p class="wrong" id={`${id}-wrong`}>
          {props.wrong}
        </p>
      </Show>
    </div>
  )
}

const levelsOf = ({ rule }: Component): (readonly [string, string])[] =>
  rule.kind === 'levels' ? rule.levels.map(({ id, name }) => [id, name] as const) : []
const fixedIn = ({ rule }: Component): boolean => rule.kind === 'ratio' && rule.outOf !== undefined

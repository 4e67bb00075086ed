import { For, Show } from 'solid-js'
import { Field } from '../../ui/field.tsx'
import { design as words } from '../../words/design.ts'
import type { Assumptions, Plan } from './api.ts'
import type { DesignDesk } from './design-desk.ts'

type Column = Plan['strata'][number]
const COLUMNS = Object.keys(words.columnNames) as Column[]
const MONEY = ['schoolCost', 'classCost', 'slipCost', 'fixedCost'] as const
const HINTS: Partial<Record<keyof Assumptions, string>> = {
  betweenSchools: words.betweenSchoolsHint,
  betweenClasses: words.betweenClassesHint,
}
const RATES = [
  ['rate', 1, 99.9],
  ['responseRate', 1, 100],
  ['betweenSchools', 0, 50],
  ['betweenClasses', 0, 50],
] as const

const EVERYWHERE = [
  ['schools', 500],
  ['classes', 50],
  ['pupils', 100],
] as const

/** What makes the strata, how schools are chosen in them, and what is supposed. */
export function DesignSettings(props: { desk: DesignDesk; locked: boolean }) {
  const plan = () => props.desk.design().plan
  const assumptions = () => props.desk.design().assumptions
  const toggle = (column: Column, on: boolean) => {
    const strata = COLUMNS.filter((one) => (one === column ? on : plan().strata.includes(one)))
    // Other strata need other lines: the old table would not fit.
    if (strata.length > 0) props.desk.changePlan({ strata, table: undefined })
  }
  const number = (text: string, low: number, high: number, take: (value: number) => void) => {
    const typed = Number(text)
    if (text.trim() !== '' && typed >= low && typed <= high) take(typed)
  }
  return (
    <>
      <fieldset class="card">
        <legend class="for-readers">{words.columns}</legend>
        <h3>{words.columns}</h3>
        <div class="choices">
          <For each={COLUMNS}>
            {(column) => (
              <label class="choice">
                <input
                  type="checkbox"
                  name={`column-${column}`}
                  checked={plan().strata.includes(column)}
                  disabled={props.locked || (plan().strata.length === 1 && plan().strata.includes(column))}
                  onChange={(event) => toggle(column, event.currentTarget.checked)}
                />
                {words.columnNames[column]}
              </label>
            )}
          </For>
        </div>
        <p class="hint">{words.columnsHint}</p>
        <div class="fields">
          <div class="field wide">
            <label for="selection">{words.selection}</label>
            <select
              id="selection"
              class="input"
              disabled={props.locked}
              onChange={(event) =>
                props.desk.changePlan({ selection: event.currentTarget.value as NonNullable<Plan['selection']> })
              }
            >
              <For each={Object.entries(words.selections)}>
                {([id, name]) => (
                  <option value={id} selected={id === (plan().selection ?? 'pps_systematic')}>
                    {name}
                  </option>
                )}
              </For>
            </select>
          </div>
          <Field
            label={words.reserves}
            type="number"
            name="reserves"
            min={0}
            max={20}
            step={1}
            value={plan().reserves}
            disabled={props.locked}
            onInput={(text) =>
              number(text, 0, 20, (value) => Number.isInteger(value) && props.desk.changePlan({ reserves: value }))
            }
          />
        </div>
      </fieldset>
      <Show when={!props.locked}>
        <fieldset class="card" data-part="everywhere">
          <legend class="for-readers">{words.everywhere}</legend>
          <h3>{words.everywhere}</h3>
          <p class="soft">{words.everywhereHint}</p>
          <div class="fields">
            <For each={EVERYWHERE}>
              {([kind, most]) => (
                <Field
                  label={words.everywhereOf[kind]}
                  type="number"
                  name={`every-${kind}`}
                  min={1}
                  max={most}
                  step={1}
                  value={props.desk.common(kind) ?? ''}
                  onInput={(text) =>
                    number(text, 1, most, (value) => Number.isInteger(value) && props.desk.setCommon(kind, value))
                  }
                />
              )}
            </For>
          </div>
        </fieldset>
      </Show>
      <details class="card">
        <summary>{words.assumptions}</summary>
        <p class="soft">{words.assumptionsLead}</p>
        <div class="fields">
          <For each={RATES}>
            {([name, low, high]) => (
              <Field
                label={words[name]}
                hint={HINTS[name]}
                type="number"
                name={name}
                min={low}
                max={high}
                step={0.1}
                unit="%"
                value={Math.round(assumptions()[name] * 1000) / 10}
                disabled={props.locked}
                onInput={(text) =>
                  number(text, low, high, (value) => props.desk.changeAssumptions({ [name]: value / 100 }))
                }
              />
            )}
          </For>
          <For each={MONEY}>
            {(name) => (
              <Field
                label={words[name]}
                type="number"
                name={name}
                min={0}
                max={1_000_000_000}
                step={1000}
                unit={words.money}
                value={assumptions()[name]}
                disabled={props.locked}
                onInput={(text) =>
                  number(text, 0, 1_000_000_000, (value) => props.desk.changeAssumptions({ [name]: Math.round(value) }))
                }
              />
            )}
          </For>
        </div>
      </details>
    </>
  )
}

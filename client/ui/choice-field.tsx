import { createUniqueId, Index, Show } from 'solid-js'

/** One of some named values. What is chosen stands at its own line, so that a list that is read again keeps naming it. */
export function ChoiceField<Value extends string>(props: {
  label: string
  /** Undefined where nothing is chosen yet: then the first line shows. */
  value: Value | undefined
  options: readonly (readonly [value: Value, name: string])[]
  onChange: (value: Value) => void
  /** A first line for none of them; its value is an empty text. */
  none?: string
  name?: string
}) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        class="input"
        name={props.name}
        onChange={({ currentTarget }) => props.onChange(currentTarget.value as Value)}
      >
        <Show when={props.none !== undefined}>
          <option value="" selected={props.value === ''}>
            {props.none}
          </option>
        </Show>
        <Index each={props.options}>
          {(option) => (
            <option value={option()[0]} selected={option()[0] === props.value}>
              {option()[1]}
            </option>
          )}
        </Index>
      </select>
    </div>
  )
}

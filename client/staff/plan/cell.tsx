import { createUniqueId, Show } from 'solid-js'

/** One input of a table: its label is read, not shown, because the column's head says it. */
export function Cell(props: {
  label: string
  value: string
  onInput: (value: string) => void
  name: string
  type?: 'text' | 'date'
  number?: boolean
  min?: string
  required?: boolean
  disabled?: boolean
  error?: string | undefined
}) {
  const id = createUniqueId()
  return (
    <>
      <input
        class={`input ${props.number ? 'number' : ''}`}
        type={props.type ?? 'text'}
        inputmode={props.number ? 'numeric' : undefined}
        aria-label={props.label}
        name={props.name}
        value={props.value}
        min={props.min}
        required={props.required}
        disabled={props.disabled}
        autocomplete="off"
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={props.error ? id : undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show when={props.error}>
        <span class="wrong small" id={id}>
          {props.error}
        </span>
      </Show>
    </>
  )
}

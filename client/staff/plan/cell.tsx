import { createUniqueId, type JSX, Show } from 'solid-js'

/** One input of a table: its label is read, not shown, because the column's head says it. */
export function Cell(props: {
  label: string
  value: string
  onInput: (value: string) => void
  name: string
  type?: 'text' | 'date'
  number?: boolean
  /** a sentence: it gets more than one line */
  long?: boolean
  min?: string
  required?: boolean
  disabled?: boolean
  error?: string | undefined
}) {
  const id = createUniqueId()
  const type: JSX.EventHandler<HTMLInputElement | HTMLTextAreaElement, InputEvent> = (event) =>
    props.onInput(event.currentTarget.value)
  const shared = {
    get 'aria-label'() {
      return props.label
    },
    get name() {
      return props.name
    },
    get value() {
      return props.value
    },
    get required() {
      return props.required
    },
    get disabled() {
      return props.disabled
    },
    get 'aria-invalid'() {
      return props.error ? ('true' as const) : undefined
    },
    get 'aria-describedby'() {
      return props.error ? id : undefined
    },
    onInput: type,
  }
  return (
    <>
      <Show
        when={props.long}
        fallback={
          <input
            class={`input ${props.number ? 'number' : ''}`}
            type={props.type ?? 'text'}
            inputmode={props.number ? 'numeric' : undefined}
            min={props.min}
            autocomplete="off"
            {...shared}
          />
        }
      >
        <textarea class="input" rows={2} {...shared} />
      </Show>
      <Show when={props.error}>
        <span class="wrong small" id={id}>
          {props.error}
        </span>
      </Show>
    </>
  )
}

import { createUniqueId, type JSX, Show } from 'solid-js'

type FieldProps = {
  label: string
  value: string | number
  onInput: (value: string) => void
  type?: 'text' | 'email' | 'password' | 'number' | 'date'
  hint?: string
  error?: string
  unit?: string
  lines?: number
  required?: boolean
  disabled?: boolean
  min?: number | string
  max?: number | string
  step?: number | string
  name?: string
  autocomplete?: string
  class?: string
  list?: string
  placeholder?: string
  inputmode?: 'numeric' | 'decimal' | 'text' | 'email'
}

/** One labelled input: its hint and what is wrong with it stand beside it and are read with it. */
export function Field(props: FieldProps) {
  const id = createUniqueId()
  const describedBy = () =>
    [props.error ? `${id}-wrong` : '', props.hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || undefined
  const type: JSX.EventHandler<HTMLInputElement | HTMLTextAreaElement, InputEvent> = (event) =>
    props.onInput(event.currentTarget.value)
  return (
    <div class={`field ${props.class ?? ''}`}>
      <label for={id}>{props.label}</label>
      <Show when={props.hint}>
        <span class="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      </Show>
      <Show
        when={props.lines}
        fallback={
          <div class="with-unit">
            <input
              id={id}
              class="input"
              type={props.type ?? 'text'}
              name={props.name}
              value={props.value}
              onInput={type}
              required={props.required}
              disabled={props.disabled}
              min={props.min}
              max={props.max}
              step={props.step}
              autocomplete={props.autocomplete ?? 'off'}
              inputmode={props.inputmode}
              list={props.list}
              placeholder={props.placeholder}
              aria-invalid={props.error ? 'true' : undefined}
              aria-describedby={describedBy()}
            />
            <Show when={props.unit}>
              <span class="soft">{props.unit}</span>
            </Show>
          </div>
        }
      >
        <textarea
          id={id}
          class="input"
          name={props.name}
          rows={props.lines}
          value={String(props.value)}
          onInput={type}
          disabled={props.disabled}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={describedBy()}
        />
      </Show>
      <Show when={props.error}>
        <span class="wrong" id={`${id}-wrong`}>
          {props.error}
        </span>
      </Show>
    </div>
  )
}

import { createUniqueId, Show } from 'solid-js'

/** A few words beside a line; stored when the field is left. */
export function NoteField(props: {
  label: string
  hint?: string
  value: string
  wrong: string | undefined
  onInput: (value: string, done: boolean) => void
}) {
  const id = createUniqueId()
  const described = () =>
    [props.wrong ? `${id}-wrong` : '', props.hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || undefined
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <textarea
        id={id}
        class="input note-input"
        name="note"
        rows={1}
        maxLength={4000}
        value={props.value}
        aria-invalid={props.wrong ? 'true' : undefined}
        aria-describedby={described()}
        onInput={({ currentTarget }) => props.onInput(currentTarget.value, false)}
        onChange={({ currentTarget }) => props.onInput(currentTarget.value, true)}
      />
      <Show when={props.hint}>
        <span class="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      </Show>
      <Show when={props.wrong}>
        <span class="wrong" id={`${id}-wrong`}>
          {props.wrong}
        </span>
      </Show>
    </div>
  )
}

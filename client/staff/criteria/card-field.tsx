import { createEffect, createSignal, createUniqueId, For, type JSX, on, Show } from 'solid-js'
import { criteria as words } from '../../words/criteria.ts'
import { readNumber, typedNumber } from '../../words/read-number.ts'
import { type Path, pointerOf, valueAt } from '../drafting/path.ts'
import { faultsAt } from '../refusal.ts'
import { useCardDesk } from './card-editor.ts'

type FieldProps = Readonly<{ path: Path; label: string; hint?: string; optional?: boolean }>
type Attributes = Readonly<{
  id: string
  'data-path': string
  'aria-invalid': 'true' | undefined
  'aria-describedby': string | undefined
}>

/** A label, a field and what is wrong with it, side by side. */
function Labelled(props: {
  path: Path
  label: string
  hint?: string | undefined
  wrong?: string | undefined
  children: (attributes: () => Attributes) => JSX.Element
}) {
  const desk = useCardDesk()
  const id = createUniqueId()
  const wrong = () => props.wrong ?? faultsAt(desk.editor.issues(), pointerOf(props.path)).join('; ')
  const attributes = (): Attributes => ({
    id,
    'data-path': pointerOf(props.path),
    'aria-invalid': wrong() ? 'true' : undefined,
    'aria-describedby': [wrong() ? `${id}-wrong` : '', props.hint ? `${id}-hint` : ''].join(' ').trim() || undefined,
  })
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children(attributes)}
      <Show when={props.hint}>
        <span class="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      </Show>
      <Show when={wrong()}>
        <span class="wrong" id={`${id}-wrong`}>
          {wrong()}
        </span>
      </Show>
    </div>
  )
}

const useValue = (path: () => Path) => {
  const desk = useCardDesk()
  return {
    value: () => valueAt(desk.editor.form(), path()),
    set: (value: unknown) => desk.editor.set(path(), value),
  }
}

export function TextInput(props: FieldProps & { lines?: number; code?: boolean }) {
  const { value, set } = useValue(() => props.path)
  const write = (text: string) => {
    const said = text.normalize('NFC')
    set(said === '' && props.optional ? undefined : said)
  }
  return (
    <Labelled path={props.path} label={props.label} hint={props.hint}>
      {(attributes) => (
        <Show
          when={props.lines}
          fallback={
            <input
              {...attributes()}
              class="input"
              classList={{ mono: props.code }}
              type="text"
              spellcheck={false}
              value={String(value() ?? '')}
              onInput={({ currentTarget }) => write(currentTarget.value)}
            />
          }
        >
          <textarea
            {...attributes()}
            class="input"
            rows={props.lines}
            value={String(value() ?? '')}
            onInput={({ currentTarget }) => write(currentTarget.value)}
          />
        </Show>
      )}
    </Labelled>
  )
}

/** Numbers are written as Vietnamese offices do; what is not one yet is said beside the field and changes nothing. */
export function NumberInput(props: FieldProps) {
  const { value, set } = useValue(() => props.path)
  const [text, setText] = createSignal('')
  const [wrong, setWrong] = createSignal(false)
  createEffect(
    on(value, (now) => {
      if (typeof now === 'number' && readNumber(text()) !== now) setText(typedNumber(now))
      if (now === undefined || now === null) setText('')
    }),
  )
  const type = (typed: string) => {
    setText(typed)
    const number = readNumber(typed)
    const empty = typed.trim() === '' && props.optional === true
    setWrong(number === undefined && !empty)
    if (number !== undefined) set(number)
    else if (empty) set(undefined)
  }
  return (
    <Labelled path={props.path} label={props.label} hint={props.hint} wrong={wrong() ? words.unread : undefined}>
      {(attributes) => (
        <input
          {...attributes()}
          class="input short number"
          type="text"
          inputmode="decimal"
          value={text()}
          onInput={({ currentTarget }) => type(currentTarget.value)}
        />
      )}
    </Labelled>
  )
}

export function DayInput(props: FieldProps) {
  const { value, set } = useValue(() => props.path)
  return (
    <Labelled path={props.path} label={props.label} hint={props.hint}>
      {(attributes) => (
        <input
          {...attributes()}
          class="input"
          type="date"
          value={String(value() ?? '')}
          onInput={({ currentTarget }) => currentTarget.value && set(currentTarget.value)}
        />
      )}
    </Labelled>
  )
}

export function FlagInput(props: FieldProps) {
  const { value, set } = useValue(() => props.path)
  return (
    <label class="choice">
      <input
        type="checkbox"
        data-path={pointerOf(props.path)}
        checked={value() === true}
        onChange={({ currentTarget }) => set(currentTarget.checked)}
      />
      {props.label}
    </label>
  )
}

export function ChoiceInput(
  props: FieldProps & { options: Readonly<Record<string, string>>; onChoose?: (value: string) => void },
) {
  const { value, set } = useValue(() => props.path)
  const choose = (one: string) => (props.onChoose ? props.onChoose(one) : set(one))
  return (
    <Labelled path={props.path} label={props.label} hint={props.hint}>
      {(attributes) => (
        <select {...attributes()} class="input" onChange={({ currentTarget }) => choose(currentTarget.value)}>
          <For each={Object.entries(props.options)}>
            {([one, name]) => (
              <option value={one} selected={value() === one}>
                {name}
              </option>
            )}
          </For>
        </select>
      )}
    </Labelled>
  )
}

/** Several short lines, one below the other, as a list of texts. */
export function ListInput(props: FieldProps & { parted?: RegExp }) {
  const { value, set } = useValue(() => props.path)
  const [text, setText] = createSignal('')
  const read = (typed: string) =>
    typed
      .split(props.parted ?? /\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
  createEffect(
    on(value, (now) => {
      const lines = (now as readonly string[] | undefined) ?? []
      if (JSON.stringify(read(text())) !== JSON.stringify(lines)) setText(lines.join(props.parted ? ', ' : '\n'))
    }),
  )
  const type = (typed: string) => {
    setText(typed)
    set(read(typed.normalize('NFC')))
  }
  return (
    <Labelled path={props.path} label={props.label} hint={props.hint}>
      {(attributes) => (
        <textarea
          {...attributes()}
          class="input"
          rows={props.parted ? 1 : 2}
          value={text()}
          onInput={({ currentTarget }) => type(currentTarget.value)}
        />
      )}
    </Labelled>
  )
}

import { createUniqueId, For, type JSX, Match, Show, Switch } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { staff } from '../../words/staff.ts'
import { type Path, pointerOf, valueAt } from '../drafting/path.ts'
import { faultsAt } from '../refusal.ts'
import { useDesk } from './desk.ts'
import { fieldLabel } from './field-label.ts'
import type { Field } from './fields.ts'
import { LinesField } from './lines-field.tsx'
import { MediaField } from './media-field.tsx'
import { firstValue, ownNotice, partOf } from './new-part.ts'
import { TextField } from './text-field.tsx'

const valueLabel = (field: string, value: string | boolean): string =>
  (field === 'level'
    ? staff.levels[String(value)]
    : field === 'respondent'
      ? staff.respondents[String(value)]
      : undefined) ??
  words.values[String(value)] ??
  String(value)

/** One field of a question, a block or the form, as its kind wants to be written. */
export function FieldInput(props: { field: Field; path: Path; owner: Path }) {
  const desk = useDesk()
  const value = () => valueAt(desk.editor.form(), props.path)
  const set = (next: unknown) => desk.editor.set(props.path, next)
  const label = () => fieldLabel(props.field.name)
  return (
    <Switch fallback={<Whole label={label()} value={value()} />}>
      <Match when={props.field.kind === 'text'}>
        <TextField label={label()} path={props.path} optional={props.field.optional} />
      </Match>
      <Match when={props.field.kind === 'line' || props.field.kind === 'expression'}>
        <Labelled {...props} code={props.field.kind === 'expression' || props.field.name === 'id'}>
          {(id) => (
            <input
              {...id()}
              class="input"
              classList={{ mono: props.field.kind === 'expression' }}
              type="text"
              spellcheck={false}
              value={String(value() ?? '')}
              onInput={({ currentTarget }) =>
                set(currentTarget.value === '' && props.field.optional ? undefined : currentTarget.value)
              }
            />
          )}
        </Labelled>
      </Match>
      <Match when={props.field.kind === 'number'}>
        <Labelled {...props}>
          {(id) => (
            <input
              {...id()}
              class="input short"
              type="number"
              step="any"
              value={String(value() ?? '')}
              onInput={({ currentTarget }) => set(currentTarget.value === '' ? undefined : Number(currentTarget.value))}
            />
          )}
        </Labelled>
      </Match>
      <Match when={props.field.kind === 'flag'}>
        <label class="choice">
          <input
            type="checkbox"
            checked={value() === true}
            onChange={({ currentTarget }) =>
              set(currentTarget.checked ? true : props.field.optional ? undefined : false)
            }
          />
          {label()}
        </label>
      </Match>
      <Match when={props.field.kind === 'choice'}>
        <Labelled {...props}>
          {(id) => (
            <select
              {...id()}
              class="input"
              onChange={({ currentTarget }) => set(props.field.values?.[currentTarget.selectedIndex])}
            >
              <For each={props.field.values}>
                {(one) => <option selected={value() === one}>{valueLabel(props.field.name, one)}</option>}
              </For>
            </select>
          )}
        </Labelled>
      </Match>
      <Match when={props.field.kind === 'options' || props.field.kind === 'rows' || props.field.kind === 'texts'}>
        <LinesField field={props.field} path={props.path} />
      </Match>
      <Match when={props.field.kind === 'media'}>
        <MediaField
          label={label()}
          path={props.path}
          kind={props.field.name === 'file' ? 'image' : 'audio'}
          optional={props.field.optional}
        />
      </Match>
      <Match when={props.field.kind === 'among'}>
        <Among field={props.field} path={props.path} owner={props.owner} />
      </Match>
      <Match when={props.field.kind === 'group'}>
        <Group field={props.field} path={props.path} />
      </Match>
      <Match when={props.field.kind === 'variant'}>
        <Variant field={props.field} path={props.path} />
      </Match>
    </Switch>
  )
}

/** Of the question a field belongs to. */
const typeOf = (form: unknown, path: Path): string => String(valueAt(form, [...path.slice(0, -1), 'type']) ?? '')

type Attributes = Readonly<{
  id: string
  'data-path': string
  'aria-invalid': 'true' | undefined
  'aria-describedby': string | undefined
}>

function Labelled(props: {
  field: Field
  path: Path
  code?: boolean
  children: (id: () => Attributes) => JSX.Element
}) {
  const desk = useDesk()
  const id = createUniqueId()
  const wrong = () => faultsAt(desk.editor.issues(), pointerOf(props.path))
  const hint = () => words.fieldHints[props.field.name]
  const attributes = (): Attributes => ({
    id,
    'data-path': pointerOf(props.path),
    'aria-invalid': wrong().length > 0 ? 'true' : undefined,
    'aria-describedby':
      [wrong().length > 0 ? `${id}-wrong` : '', hint() ? `${id}-hint` : ''].join(' ').trim() || undefined,
  })
  return (
    <div class="field" classList={{ wide: props.field.kind === 'expression' }}>
      <label for={id}>{fieldLabel(props.field.name, typeOf(desk.editor.form(), props.path))}</label>
      {props.children(attributes)}
      <Show when={hint()}>
        <span class="hint" id={`${id}-hint`}>
          {hint()}
        </span>
      </Show>
      <Show when={wrong().length > 0}>
        <span class="wrong" id={`${id}-wrong`}>
          {wrong().join('; ')}
        </span>
      </Show>
    </div>
  )
}

/** Which of the question's own options belong here. */
function Among(props: { field: Field; path: Path; owner: Path }) {
  const desk = useDesk()
  const chosen = () => (valueAt(desk.editor.form(), props.path) as string[] | undefined) ?? []
  const options = () =>
    (valueAt(desk.editor.form(), [...props.owner, 'options']) as { value: string; text: { vi: string } }[]) ?? []
  const toggle = (value: string, on: boolean) => {
    const next = on ? [...chosen(), value] : chosen().filter((one) => one !== value)
    desk.editor.set(props.path, next.length > 0 ? next : undefined)
  }
  return (
    <fieldset class="part">
      <legend>{fieldLabel(props.field.name)}</legend>
      <span class="hint">{words.fieldHints[props.field.name]}</span>
      <div class="chips">
        <For each={options()}>
          {(option) => (
            <label class="choice">
              <input
                type="checkbox"
                checked={chosen().includes(option.value)}
                onChange={({ currentTarget }) => toggle(option.value, currentTarget.checked)}
              />
              {option.text.vi || option.value}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}

/** A part with fields of its own; one that need not be there is added and taken away as a whole. */
function Group(props: { field: Field; path: Path }) {
  const desk = useDesk()
  const there = () => valueAt(desk.editor.form(), props.path) !== undefined
  const name = () => fieldLabel(props.field.name)
  const add = () => {
    const first = props.field.name === 'notice' ? ownNotice(desk.editor.form()) : firstValue(props.field)
    desk.editor.set(props.path, first)
  }
  return (
    <Show
      when={there()}
      fallback={
        <Button little onClick={add}>
          {words.editor.addPart(name())}
        </Button>
      }
    >
      <fieldset class="part">
        <legend>{name().slice(0, 1).toUpperCase() + name().slice(1)}</legend>
        <FieldList fields={props.field.fields ?? []} path={props.path} />
        <Show when={props.field.optional}>
          <Button little tone="quiet" onClick={() => desk.editor.set(props.path, undefined)}>
            {words.editor.removePart(name())}
          </Button>
        </Show>
      </fieldset>
    </Show>
  )
}

function Variant(props: { field: Field; path: Path }) {
  const desk = useDesk()
  const type = () => String(valueAt(desk.editor.form(), [...props.path, 'type']) ?? '')
  const types = () => Object.keys(props.field.variants ?? {})
  const choose = (next: string) =>
    desk.editor.set(props.path, { type: next, ...partOf(props.field.variants?.[next] ?? []) })
  return (
    <fieldset class="part">
      <legend>{fieldLabel(props.field.name)}</legend>
      <select
        class="input"
        aria-label={fieldLabel(props.field.name)}
        onChange={({ currentTarget }) => choose(types()[currentTarget.selectedIndex] ?? '')}
      >
        <For each={types()}>{(one) => <option selected={type() === one}>{words.types[one] ?? one}</option>}</For>
      </select>
      <FieldList fields={props.field.variants?.[type()] ?? []} path={props.path} />
    </fieldset>
  )
}

/** Texts and lists below each other, the small ones beside each other. */
export function FieldList(props: { fields: readonly Field[]; path: Path }) {
  return (
    <div class="fields tight">
      <For each={props.fields}>
        {(field) => (
          <div classList={{ wide: !['number', 'flag', 'choice', 'line'].includes(field.kind) }}>
            <FieldInput field={field} path={[...props.path, field.name]} owner={props.path} />
          </div>
        )}
      </For>
    </div>
  )
}

/** What has no editor of its own is shown as it stands and stays as it is. */
function Whole(props: { label: string; value: unknown }) {
  return (
    <Show when={props.value !== undefined}>
      <div class="field">
        <span class="label">{props.label}</span>
        <pre class="small">{JSON.stringify(props.value, null, 1)}</pre>
      </div>
    </Show>
  )
}

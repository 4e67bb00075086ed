import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { raters as words } from '../../words/raters.ts'
import { errorAt, type Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import type { Choices, Form } from './api.ts'
import { draftOf, type FormDraft, formOf, freeValue, MOST_OPTIONS } from './form-draft.ts'

/** What raters are asked: the choices and what each is worth, a question for each component, and the units. */
export function FormEditor(props: {
  form: Form | null
  choices: Choices
  act: string
  busy: boolean
  refusal: Refusal | null
  onSave: (form: Form) => void
  onCancel?: () => void
}) {
  const [draft, setDraft] = createSignal<FormDraft>(draftOf(props.form, props.choices))
  const put = (change: Partial<FormDraft>) => setDraft({ ...draft(), ...change })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    props.onSave(formOf(draft()))
  }
  const asked = () => draft().items.filter(({ on }) => on)
  /** Where the server's place is among the questions that were sent. */
  const errorOfItem = (component: string, more: string) =>
    errorAt(props.refusal, `/form/items/${asked().findIndex((one) => one.component === component)}/${more}`)
  return (
    <form class="page" onSubmit={submit}>
      <div class="fields">
        <Field
          label={words.name}
          name="title"
          value={draft().title}
          onInput={(title) => put({ title })}
          error={errorAt(props.refusal, '/form/title')}
          required
        />
        <Field
          label={words.least}
          hint={words.leastHint}
          name="least"
          type="number"
          min={3}
          max={1000}
          value={draft().least}
          onInput={(least) => put({ least })}
          error={errorAt(props.refusal, '/form/least')}
          required
        />
        <Field class="wide" label={words.about} lines={2} value={draft().lead} onInput={(lead) => put({ lead })} />
      </div>
      <OptionRows draft={draft()} refusal={props.refusal} onPut={put} />
      <fieldset class="page">
        <legend>
          <b>{words.items}</b>
        </legend>
        <For each={draft().items.map((_, at) => at)} fallback={<p class="soft">{words.noItems}</p>}>
          {(at) => {
            const item = () => draft().items[at] as FormDraft['items'][number]
            const change = (more: Partial<FormDraft['items'][number]>) =>
              put({ items: draft().items.map((one, place) => (place === at ? { ...one, ...more } : one)) })
            return (
              <div class="rater-item" data-item={item().component}>
                <label class="choice">
                  <input
                    type="checkbox"
                    checked={item().on}
                    onChange={(event) => change({ on: event.currentTarget.checked })}
                  />
                  {words.ask(item().component, item().name)}
                </label>
                <Show when={item().on}>
                  <Field
                    label={words.questionOf(item().component)}
                    lines={2}
                    value={item().text}
                    onInput={(text) => change({ text })}
                    error={errorOfItem(item().component, 'text')}
                  />
                </Show>
              </div>
            )
          }}
        </For>
      </fieldset>
      <fieldset>
        <legend>
          <b>{words.units}</b>
        </legend>
        <For each={draft().units} fallback={<p class="soft">{words.noUnits}</p>}>
          {(unit) => (
            <label class="choice">
              <input
                type="checkbox"
                checked={unit.on}
                onChange={(event) => {
                  const on = event.currentTarget.checked
                  put({ units: draft().units.map((one) => (one.id === unit.id ? { ...one, on } : one)) })
                }}
              />
              {unit.name}
            </label>
          )}
        </For>
      </fieldset>
      <Refused
        refusal={props.refusal}
        beside={(props.refusal?.errors ?? [])
          .map(({ pointer }) => pointer)
          .filter((pointer) => /^\/form\/(title|least|options|items)/.test(pointer))}
      />
      <div class="actions">
        <Button
          tone="main"
          type="submit"
          busy={props.busy}
          disabled={asked().length === 0 || !draft().units.some(({ on }) => on)}
          data-action="save-rater-form"
        >
          {props.act}
        </Button>
        <Show when={props.onCancel}>
          <Button onClick={() => props.onCancel?.()}>{words.cancel}</Button>
        </Show>
      </div>
    </form>
  )
}

function OptionRows(props: { draft: FormDraft; refusal: Refusal | null; onPut: (change: Partial<FormDraft>) => void }) {
  const options = () => props.draft.options
  const change = (at: number, more: Partial<FormDraft['options'][number]>) =>
    props.onPut({ options: options().map((one, place) => (place === at ? { ...one, ...more } : one)) })
  const move = (at: number) => {
    const before = options()[at - 1]
    const own = options()[at]
    if (before && own)
      props.onPut({ options: [...options().slice(0, at - 1), own, before, ...options().slice(at + 1)] })
  }
  return (
    <fieldset class="page" data-options={options().length}>
      <legend>
        <b>{words.optionsTitle}</b>
      </legend>
      <p class="soft small">{words.optionsText}</p>
      <For each={options().map((_, at) => at)}>
        {(at) => (
          <div class="rater-option">
            <Field
              label={words.optionText(at + 1)}
              name={`option-${at}`}
              value={options()[at]?.text ?? ''}
              onInput={(text) => change(at, { text })}
              error={
                errorAt(props.refusal, `/form/options/${at}/text`) ??
                errorAt(props.refusal, `/form/options/${at}/text/vi`)
              }
              required
            />
            <Field
              label={words.optionWorthLabel}
              name={`worth-${at}`}
              type="number"
              min={0}
              max={100}
              step="any"
              unit="%"
              value={options()[at]?.worth ?? ''}
              onInput={(worth) => change(at, { worth })}
              error={errorAt(props.refusal, `/form/options/${at}/worth`)}
              required
            />
            <div class="actions tight">
              <Button
                little
                tone="quiet"
                disabled={at === 0}
                aria-label={words.optionUp(at + 1)}
                onClick={() => move(at)}
              >
                ↑
              </Button>
              <Button
                little
                tone="quiet"
                disabled={options().length <= 2}
                aria-label={words.optionOut(at + 1)}
                onClick={() => props.onPut({ options: options().filter((_, place) => place !== at) })}
              >
                {words.optionRemove}
              </Button>
            </div>
          </div>
        )}
      </For>
      <Show when={errorAt(props.refusal, '/form/options')}>{(text) => <p class="wrong">{text()}</p>}</Show>
      <div class="actions">
        <Button
          little
          disabled={options().length >= MOST_OPTIONS}
          data-action="add-option"
          onClick={() =>
            props.onPut({ options: [...options(), { value: freeValue(options()), text: '', worth: '0', kept: null }] })
          }
        >
          {words.optionAdd}
        </Button>
      </div>
    </fieldset>
  )
}

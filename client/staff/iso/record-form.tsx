import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { IsoContent, IsoKind } from '../../../surveys/iso/iso-records.ts'
import { ANSWERS, GRADES } from '../../../surveys/iso/iso-records.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { iso as words } from '../../words/iso.ts'
import type { Refusal } from '../refusal.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import './iso.css'
import { BLANK_TOPIC, FIELDS } from './fields.ts'

type Content = IsoContent[IsoKind]
type Loose = Readonly<Record<string, unknown>>

/** One record being written: its plain fields, its grade, and the list inside it. */
export function RecordForm(props: {
  kind: IsoKind
  content: Content
  busy: boolean
  refusal: Refusal | null
  onSave: (content: Content) => void
  onCancel: () => void
}) {
  const [draft, setDraft] = createSignal<Loose>(props.content)
  const put = (name: string, value: unknown) => setDraft({ ...draft(), [name]: value })
  const list = <T,>(name: string) => (draft()[name] ?? []) as readonly T[]
  const change = <T,>(name: string, at: number, more: Partial<T>) =>
    put(
      name,
      list<T>(name).map((one, place) => (place === at ? { ...one, ...more } : one)),
    )
  const remove = (name: string, at: number) =>
    put(
      name,
      list(name).filter((_, place) => place !== at),
    )
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    props.onSave(draft() as Content)
  }
  type Item = IsoContent['audit']['items'][number]
  type Topic = IsoContent['review']['topics'][number]
  return (
    <form class="card" onSubmit={submit}>
      <div class="fields">
        <For each={FIELDS[props.kind]}>
          {(spec) => {
            const error = () => errorAt(props.refusal, `/content/${spec.name}`)
            return (
              <Field
                class={spec.lines ? 'wide' : ''}
                label={spec.label}
                name={spec.name}
                type={spec.type ?? 'text'}
                value={String(draft()[spec.name] ?? '')}
                onInput={(value) => put(spec.name, spec.type === 'date' && value === '' ? null : value)}
                required={spec.required ?? false}
                {...(spec.lines ? { lines: spec.lines } : {})}
                {...(error() === undefined ? {} : { error: error() as string })}
              />
            )
          }}
        </For>
        <Show when={props.kind === 'finding'}>
          <div class="field">
            <label for="iso-grade">{words.grade}</label>
            <select
              id="iso-grade"
              class="input"
              value={String(draft().grade)}
              onChange={(event) => put('grade', event.currentTarget.value)}
            >
              <For each={GRADES}>{(grade) => <option value={grade}>{words.grades[grade]}</option>}</For>
            </select>
          </div>
        </Show>
      </div>
      <Switch>
        <Match when={props.kind === 'audit'}>
          <h3>{words.checklist}</h3>
          <For each={list<Item>('items').map((_, at) => at)}>
            {(at) => {
              const item = () => list<Item>('items')[at]
              return (
                <fieldset class="fields iso-part">
                  <legend>{words.itemTitle(at + 1)}</legend>
                  <Field
                    label={words.clause}
                    value={item()?.clause ?? ''}
                    onInput={(clause) => change<Item>('items', at, { clause })}
                    required
                  />
                  <div class="field">
                    <label for={`iso-answer-${at}`}>{words.answer}</label>
                    <select
                      id={`iso-answer-${at}`}
                      class="input"
                      value={item()?.answer ?? 'not_looked'}
                      onChange={(event) =>
                        change<Item>('items', at, { answer: event.currentTarget.value as Item['answer'] })
                      }
                    >
                      <For each={ANSWERS}>{(answer) => <option value={answer}>{words.answers[answer]}</option>}</For>
                    </select>
                  </div>
                  <Field
                    class="wide"
                    label={words.question}
                    value={item()?.question ?? ''}
                    onInput={(question) => change<Item>('items', at, { question })}
                    required
                  />
                  <Field
                    class="wide"
                    label={words.note}
                    value={item()?.note ?? ''}
                    onInput={(note) => change<Item>('items', at, { note })}
                  />
                  <Button little tone="quiet" onClick={() => remove('items', at)}>
                    {words.removeItem}
                  </Button>
                </fieldset>
              )
            }}
          </For>
          <Button
            little
            onClick={() =>
              put('items', [
                ...list<Item>('items'),
                ...[{ id: freeId(list<Item>('items')), clause: '', question: '', answer: 'not_looked', note: '' }],
              ])
            }
          >
            {words.addItem}
          </Button>
        </Match>
        <Match when={props.kind === 'review'}>
          <For each={list<Topic>('topics').map((_, at) => at)}>
            {(at) => {
              const topic = () => list<Topic>('topics')[at]
              return (
                <fieldset class="fields iso-part">
                  <legend>{words.topicTitle(at + 1)}</legend>
                  <Field
                    class="wide"
                    label={words.topic}
                    value={topic()?.topic ?? ''}
                    onInput={(value) => change<Topic>('topics', at, { topic: value })}
                    required
                  />
                  <Field
                    class="wide"
                    label={words.discussion}
                    lines={2}
                    value={topic()?.discussion ?? ''}
                    onInput={(discussion) => change<Topic>('topics', at, { discussion })}
                  />
                  <Field
                    class="wide"
                    label={words.decision}
                    lines={2}
                    value={topic()?.decision ?? ''}
                    onInput={(decision) => change<Topic>('topics', at, { decision })}
                  />
                  <Field
                    label={words.lead}
                    value={topic()?.lead ?? ''}
                    onInput={(lead) => change<Topic>('topics', at, { lead })}
                  />
                  <Field
                    label={words.dueOn}
                    type="date"
                    value={topic()?.dueOn ?? ''}
                    onInput={(dueOn) => change<Topic>('topics', at, { dueOn: dueOn === '' ? null : dueOn })}
                  />
                  <Button little tone="quiet" disabled={list('topics').length < 2} onClick={() => remove('topics', at)}>
                    {words.removeTopic}
                  </Button>
                </fieldset>
              )
            }}
          </For>
          <Button little onClick={() => put('topics', [...list<Topic>('topics'), BLANK_TOPIC])}>
            {words.addTopic}
          </Button>
        </Match>
      </Switch>
      <Refused refusal={props.refusal} />
      <div class="actions">
        <Button tone="main" type="submit" busy={props.busy} data-action="save-iso">
          {words.save}
        </Button>
        <Button onClick={() => props.onCancel()}>{words.cancel}</Button>
      </div>
    </form>
  )
}

/** An id no other question of the list has. */
function freeId(items: readonly Readonly<{ id: string }>[]): string {
  let number = items.length + 1
  while (items.some(({ id }) => id === `q${number}`)) number += 1
  return `q${number}`
}

import { For, Show } from 'solid-js'
import { ANSWERS, type CheckItem } from '../../../surveys/iso/iso-records.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { Field } from '../../ui/field.tsx'
import { iso as words } from '../../words/iso.ts'
import { Theirs } from './theirs.tsx'

export type Found = Pick<CheckItem, 'answer' | 'note'>

/** The questions of an audit: what is asked stands as text, what was found beside it; the question itself is changed behind a press. */
export function Checklist(props: {
  items: readonly CheckItem[]
  onItems: (items: readonly CheckItem[]) => void
  /** What is wrong with the note of a question, in words. */
  faultAt: (at: number) => string | undefined
  /** What somebody else found at a question where I wrote, too. */
  theirsAt: (id: string) => Found | undefined
  /** That is settled: theirs or mine stands. */
  onSettled: (id: string) => void
}) {
  const change = (at: number, more: Partial<CheckItem>) =>
    props.onItems(props.items.map((one, place) => (place === at ? { ...one, ...more } : one)))
  const add = () =>
    props.onItems([
      ...props.items,
      { id: freeId(props.items), clause: '', question: '', answer: 'not_looked', note: '' },
    ])
  return (
    <>
      <h3>{words.checklist}</h3>
      <For each={props.items.map((_, at) => at)}>
        {(at) => (
          <Question
            at={at}
            item={props.items[at]}
            fault={props.faultAt(at)}
            theirs={props.theirsAt(props.items[at]?.id ?? '')}
            onChange={(more) => change(at, more)}
            onSettled={() => props.onSettled(props.items[at]?.id ?? '')}
            onRemove={() => props.onItems(props.items.filter((_, place) => place !== at))}
          />
        )}
      </For>
      <Button little onClick={add}>
        {words.addItem}
      </Button>
    </>
  )
}

function Question(props: {
  at: number
  item: CheckItem | undefined
  fault: string | undefined
  theirs: Found | undefined
  onChange: (more: Partial<CheckItem>) => void
  onRemove: () => void
  onSettled: () => void
}) {
  const item = () => props.item
  const fails = () => item()?.answer === 'fails'
  // A question that is still to be written lies open.
  const begun = item()?.question === ''
  return (
    <fieldset class="iso-part iso-check" data-answer={item()?.answer}>
      <legend>{words.itemTitle(props.at + 1, item()?.clause ?? '')}</legend>
      <p class="iso-question">{item()?.question}</p>
      <ChoiceField
        label={words.answer}
        value={item()?.answer ?? 'not_looked'}
        options={ANSWERS.map((answer) => [answer, words.answers[answer]] as const)}
        onChange={(value) => props.onChange({ answer: value })}
      />
      <Field
        label={fails() ? words.failing : words.note}
        lines={fails() ? 3 : 1}
        value={item()?.note ?? ''}
        onInput={(note) => props.onChange({ note })}
        {...(fails() ? { hint: words.failingHint } : {})}
        {...(props.fault === undefined ? {} : { error: props.fault })}
      />
      <Show when={props.theirs}>
        {(found) => (
          <Theirs
            text={[words.answers[found().answer] ?? found().answer, found().note].filter(Boolean).join('. ')}
            onUse={() => {
              const { answer, note } = found()
              props.onSettled()
              props.onChange({ answer, note })
            }}
            onKeep={() => props.onSettled()}
          />
        )}
      </Show>
      <details class="iso-more" open={begun}>
        <summary>{words.editItem}</summary>
        <div class="fields">
          <Field
            label={words.clause}
            value={item()?.clause ?? ''}
            onInput={(clause) => props.onChange({ clause })}
            required
          />
          <Field
            class="wide"
            label={words.question}
            value={item()?.question ?? ''}
            onInput={(question) => props.onChange({ question })}
            required
          />
          <Button little tone="quiet" onClick={() => props.onRemove()}>
            {words.removeItem}
          </Button>
        </div>
      </details>
    </fieldset>
  )
}

/** An id no other question of the list has. */
function freeId(items: readonly Readonly<{ id: string }>[]): string {
  let number = items.length + 1
  while (items.some(({ id }) => id === `q${number}`)) number += 1
  return `q${number}`
}

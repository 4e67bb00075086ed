import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { expand, type PlainItem } from '../../../surveys/expand.ts'
import type { Item } from '../../../surveys/instrument.ts'
import { isForPeople } from '../../../surveys/questionnaire.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { field as words } from '../../words/field.ts'
import type { PaperForm, PaperSheet } from '../field-api.ts'
import { errorAt, type Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { readTyped } from './read-typed.ts'

export const questionsIn = (items: readonly unknown[]): PlainItem[] =>
  items.flatMap((item) => expand(item as Item)).filter(isForPeople)

/** One sheet to type: a narrow field a question, so that the hands stay on the number keys and Enter or Tab go on. */
export function SheetForm(props: {
  form: PaperForm
  slip: string
  busy: boolean
  refusal: Refusal | null
  onSave: (sheet: PaperSheet) => void
  onLeave: () => void
}) {
  const id = createUniqueId()
  const [texts, setTexts] = createSignal<Readonly<Record<string, string>>>({})
  const [language, setLanguage] = createSignal<PaperSheet['language']>('vi')
  const [agreed, setAgreed] = createSignal(false)
  const questions = props.form.blocks.flatMap(({ items }) => questionsIn(items))
  const wrong = () => questions.filter((item) => readTyped(item, texts()[item.id] ?? '').wrong)
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    if (wrong().length > 0) return
    const answers = Object.fromEntries(
      questions.flatMap((item) => {
        const { answer } = readTyped(item, texts()[item.id] ?? '')
        return answer === undefined ? [] : [[item.id, answer]]
      }),
    )
    props.onSave({
      slip: props.slip,
      form: props.form.form,
      language: language(),
      consent: agreed() ? props.form.consent : 'no',
      answers,
    })
  }
  const said = (item: PlainItem) =>
    readTyped(item, texts()[item.id] ?? '').wrong ? words.paperWrong : errorAt(props.refusal, `/answers/${item.id}`)
  return (
    <form class="card paper-sheet" onSubmit={save}>
      <header>
        <h3>
          {words.paperTurn[props.form.turn]}: {props.form.title.vi}
        </h3>
        <span class="mono soft">{props.slip}</span>
      </header>
      <p class="soft small">{words.paperKeys}</p>
      <ChoiceField
        label={words.paperLanguage}
        value={language()}
        options={props.form.languages.map((one) => [one, words.languages[one]] as const)}
        onChange={setLanguage}
      />
      <label class="check">
        <input type="checkbox" name="paper-agreed" onChange={(event) => setAgreed(event.currentTarget.checked)} />{' '}
        {words.paperConsent}
      </label>
      <For each={props.form.blocks}>
        {(block) => (
          <fieldset class="paper-block">
            <legend>
              {block.id}. {block.title.vi}
            </legend>
            <For each={questionsIn(block.items)}>
              {(item) => (
                <div class="paper-row">
                  <label for={`${id}-${item.id}`}>
                    <b>{item.id}</b> {item.text.vi}
                    <Show when={'options' in item && item.options}>
                      {(options) => (
                        <span class="soft small">
                          {' '}
                          {options()
                            .map((option, place) => `${place + 1} ${option.text.vi}`)
                            .join(' · ')}
                        </span>
                      )}
                    </Show>
                  </label>
                  <input
                    id={`${id}-${item.id}`}
                    name={item.id}
                    class="input"
                    classList={{ key: item.type !== 'text' }}
                    autocomplete="off"
                    inputmode={item.type === 'text' ? 'text' : 'numeric'}
                    value={texts()[item.id] ?? ''}
                    aria-invalid={said(item) ? 'true' : undefined}
                    onInput={(event) => setTexts({ ...texts(), [item.id]: event.currentTarget.value })}
                  />
                  <Show when={said(item)}>
                    <span class="wrong">{said(item)}</span>
                  </Show>
                </div>
              )}
            </For>
          </fieldset>
        )}
      </For>
      <Refused refusal={props.refusal} beside={questions.map((item) => `/answers/${item.id}`)} />
      <div class="actions">
        <Button
          type="submit"
          tone="main"
          busy={props.busy}
          disabled={!agreed() || wrong().length > 0}
          data-action="save-paper"
        >
          {words.paperSave}
        </Button>
        <Button tone="quiet" onClick={() => props.onLeave()}>
          {words.discard}
        </Button>
      </div>
    </form>
  )
}

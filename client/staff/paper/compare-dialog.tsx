import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { PlainItem } from '../../../surveys/expand.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { field as words } from '../../words/field.ts'
import { type Choices, type Compared, comparePaper, discardPaper, resolvePaper } from '../field-api.ts'
import { Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import { createActionTask, createTask } from '../task.ts'
import { readTyped, typedText } from './read-typed.ts'
import { questionsIn } from './sheet-form.tsx'

type Difference = Compared['differences'][number]
const REASONS = ['wrong_code', 'answered', 'unreadable', 'not_agreed'] as const

/** Both readings of each place where they differ, side by side; or the entry is thrown away, with the reason. */
export function CompareDialog(props: { entry: string | null; onClose: () => void }) {
  const round = useRound()
  const [found, setFound] = createSignal<Compared | null>(null)
  const [choices, setChoices] = createSignal<Choices>({})
  const [reason, setReason] = createSignal<(typeof REASONS)[number]>('wrong_code')
  const reading = createTask(async (entry: string) => {
    try {
      setFound(await comparePaper(round().id, entry))
    } catch (error) {
      // A sheet that was typed once has nothing to compare; it can only be thrown away.
      if (!(error instanceof Refusal) || error.code !== 'not_found') throw error
    }
  })
  const storing = createActionTask(resolvePaper)
  const discarding = createActionTask(discardPaper)
  createEffect(
    on(
      () => props.entry,
      (entry) => {
        setFound(null)
        setChoices({})
        storing.forget()
        discarding.forget()
        if (entry) void reading.run(entry)
      },
    ),
  )
  const itemOf = (id: string): PlainItem | undefined =>
    found()
      ?.blocks.flatMap(({ items }) => questionsIn(items))
      .find((item) => item.id === id)
  const store = async (event: SubmitEvent) => {
    event.preventDefault()
    if (props.entry && (await storing.run(round().id, props.entry, choices())) !== undefined) props.onClose()
  }
  const discard = async () => {
    if (!props.entry) return
    await discarding.run(round().id, props.entry, reason())
    if (!discarding.refusal()) props.onClose()
  }
  const choose = (item: string, choice: Choices[string]) => setChoices({ ...choices(), [item]: choice })
  return (
    <Dialog
      open={props.entry !== null}
      title={found() ? words.compareTitle(found()?.slip ?? '') : words.discard}
      onClose={props.onClose}
    >
      <Refused refusal={reading.refusal()} />
      <Show when={found()}>
        {(now) => (
          <form onSubmit={store}>
            <p>{words.compareLead}</p>
            <For each={now().differences}>
              {(difference) => (
                <Difference
                  difference={difference}
                  item={itemOf(difference.item)}
                  onChoose={(choice) => choose(difference.item, choice)}
                />
              )}
            </For>
            <Refused refusal={storing.refusal()} />
            <div class="actions">
              <Button
                type="submit"
                tone="main"
                busy={storing.busy()}
                disabled={now().differences.some(({ item }) => !(item in choices()))}
                data-confirm="store-paper"
              >
                {words.store}
              </Button>
            </div>
          </form>
        )}
      </Show>
      <div class="field">
        <label for="discard-reason">{words.discardWhy}</label>
        <select
          id="discard-reason"
          class="input"
          onChange={(event) => setReason(event.currentTarget.value as (typeof REASONS)[number])}
        >
          <For each={REASONS}>
            {(one) => (
              <option value={one} selected={one === reason()}>
                {words.reasons[one]}
              </option>
            )}
          </For>
        </select>
      </div>
      <Refused refusal={discarding.refusal()} />
      <div class="actions">
        <Button tone="danger" busy={discarding.busy()} data-confirm="discard-paper" onClick={discard}>
          {words.discard}
        </Button>
      </div>
    </Dialog>
  )
}

function Difference(props: {
  difference: Difference
  item: PlainItem | undefined
  onChoose: (choice: Choices[string]) => void
}) {
  const text = (answer: unknown) =>
    props.item ? typedText(props.item, answer, words.nothing) : (words.languages[String(answer)] ?? String(answer))
  const name = `reading-${props.difference.item}`
  const other = (typed: string) => {
    if (!props.item) return
    const { answer, wrong } = readTyped(props.item, typed)
    if (!wrong) props.onChoose(answer === undefined ? {} : { value: answer })
  }
  return (
    <fieldset class="paper-block">
      <legend>
        <b>{props.difference.item}</b> {props.item?.text.vi ?? words.paperLanguage}
      </legend>
      <For each={['first', 'second'] as const}>
        {(which) => (
          <label class="check">
            <input type="radio" name={name} value={which} onChange={() => props.onChoose(which)} />{' '}
            {words.reading[which]}: <b>{text(props.difference[which])}</b>
          </label>
        )}
      </For>
      <Show when={props.item}>
        <label class="check">
          <input type="radio" name={name} value="other" onChange={() => props.onChoose({})} /> {words.reading.other}:{' '}
          <input
            class="input key"
            aria-label={`${props.difference.item}, ${words.reading.other}`}
            onInput={(event) => other(event.currentTarget.value)}
          />
        </label>
      </Show>
    </fieldset>
  )
}

import { createAsync, useNavigate } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { USUAL_OPTIONS } from '../../../surveys/criteria/rater-form.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { raters as words } from '../../words/raters.ts'
import { listCards } from '../criteria/api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { createRaterRound, readRaterChoices } from './api.ts'

/** A new rater form: under which card, one question a component, about which units. */
export function NewRound() {
  const navigate = useNavigate()
  const cards = createAsync(async () => (await listCards()).cards.filter(({ state }) => state === 'published'))
  const [picked, setPicked] = createSignal('')
  const card = () => picked() || cards()?.[0]?.id || ''
  const choices = createAsync(async () => (card() === '' ? undefined : readRaterChoices(card())))
  const [title, setTitle] = createSignal('')
  const [lead, setLead] = createSignal('')
  const [least, setLeast] = createSignal('5')
  const [texts, setTexts] = createSignal<Readonly<Record<string, string>>>({})
  const [out, setOut] = createSignal<readonly string[]>([])
  const task = createActionTask(createRaterRound)
  const textOf = (id: string, name: string) => texts()[id] ?? name
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const there = choices()
    if (!there) return
    const made = (await task.run({
      criteriaSetId: card(),
      form: {
        title: title(),
        lead: lead(),
        options: [...USUAL_OPTIONS],
        least: Number(least()),
        items: there.components
          .map(({ id, name }) => ({ component: id, text: textOf(id, name).trim() }))
          .filter(({ text }) => text !== ''),
        units: there.units.map(({ id }) => id).filter((id) => !out().includes(id)),
      },
    })) as { id: string } | undefined
    if (made) navigate(`/raters/${made.id}`)
  }
  return (
    <form class="card" onSubmit={submit}>
      <h2>{words.create}</h2>
      <div class="fields">
        <div class="field">
          <label for="rater-card">{words.card}</label>
          <select
            id="rater-card"
            class="input"
            value={card()}
            onChange={(event) => setPicked(event.currentTarget.value)}
          >
            <For each={cards()}>{(one) => <option value={one.id}>{one.title}</option>}</For>
          </select>
        </div>
        <Field label={words.name} name="title" value={title()} onInput={setTitle} required />
        <Field
          label={words.least}
          hint={words.leastHint}
          name="least"
          type="number"
          min={3}
          max={1000}
          value={least()}
          onInput={setLeast}
          required
        />
        <Field class="wide" label={words.about} lines={2} value={lead()} onInput={setLead} />
      </div>
      <Show when={choices()}>
        {(there) => (
          <>
            <fieldset>
              <legend>{words.items}</legend>
              <Show when={there().components.length > 0} fallback={<p class="soft">{words.noItems}</p>}>
                <For each={there().components}>
                  {({ id, name }) => (
                    <Field
                      label={id}
                      lines={2}
                      value={textOf(id, name)}
                      onInput={(text) => setTexts({ ...texts(), [id]: text })}
                    />
                  )}
                </For>
              </Show>
            </fieldset>
            <fieldset>
              <legend>{words.units}</legend>
              <Show when={there().units.length > 0} fallback={<p class="soft">{words.noUnits}</p>}>
                <For each={there().units}>
                  {({ id, name, code }) => (
                    <label class="choice">
                      <input
                        type="checkbox"
                        checked={!out().includes(id)}
                        onChange={(event) =>
                          setOut(event.currentTarget.checked ? out().filter((one) => one !== id) : [...out(), id])
                        }
                      />
                      {name} ({code})
                    </label>
                  )}
                </For>
              </Show>
            </fieldset>
          </>
        )}
      </Show>
      <p class="small soft">{words.options}</p>
      <Refused refusal={task.refusal()} />
      <div class="actions">
        <Button tone="main" type="submit" busy={task.busy()} data-action="create-raters">
          {words.create}
        </Button>
      </div>
    </form>
  )
}

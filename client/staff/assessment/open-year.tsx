import { A, createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { listCards } from '../criteria/api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { UnitChoice } from '../units/unit-choice.tsx'
import { openYear } from './api.ts'

/** Opens the year for units under a published card: which units, and by when they score and explain. */
export function OpenYear() {
  const cards = createAsync(async () => (await listCards()).cards.filter(({ state }) => state === 'published'))
  const [card, setCard] = createSignal('')
  const [scoreDueOn, setScoreDueOn] = createSignal('')
  const [explainDueOn, setExplainDueOn] = createSignal('')
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set())
  const [done, setDone] = createSignal<number>()
  const task = createActionTask(openYear)
  const chosenCard = () => card() || cards()?.[0]?.id || ''
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setDone(undefined)
    const count = await task.run({
      criteriaSetId: chosenCard(),
      unitIds: [...chosen()],
      scoreDueOn: scoreDueOn(),
      explainDueOn: explainDueOn(),
    })
    if (typeof count !== 'number') return
    setDone(count)
    setChosen(new Set<string>())
  }
  return (
    <form class="card" onSubmit={submit} aria-labelledby="open-year-title">
      <h2 id="open-year-title">{words.open.title}</h2>
      <p class="soft">{words.open.lead}</p>
      <Show
        when={(cards()?.length ?? 1) > 0}
        fallback={
          <p class="note amber">
            {words.open.noCard} <A href="/criteria">{words.open.toCards}</A>
          </p>
        }
      >
        <div class="fields">
          <div class="field">
            <label for="open-card">{words.open.card}</label>
            <select
              id="open-card"
              name="card"
              class="input"
              onChange={({ currentTarget }) => setCard(currentTarget.value)}
            >
              <For each={cards()}>
                {(one) => (
                  <option value={one.id} selected={one.id === chosenCard()}>
                    {words.open.cardName(one.year, one.version, one.title)}
                  </option>
                )}
              </For>
            </select>
          </div>
          <Field
            label={words.open.scoreDue}
            name="score-due"
            type="date"
            value={scoreDueOn()}
            onInput={setScoreDueOn}
            error={errorAt(task.refusal(), '/scoreDueOn')}
            required
          />
          <Field
            label={words.open.explainDue}
            name="explain-due"
            type="date"
            value={explainDueOn()}
            onInput={setExplainDueOn}
            error={errorAt(task.refusal(), '/explainDueOn')}
            required
          />
        </div>
        <UnitChoice label={words.open.units} chosen={chosen()} onChoose={setChosen} />
        <Refused refusal={task.refusal()} beside={['/scoreDueOn', '/explainDueOn']} />
        <Show when={done() !== undefined}>
          <p class="note green" role="status">
            {words.open.done(done() ?? 0)}
          </p>
        </Show>
        <div class="actions">
          <Button
            type="submit"
            tone="main"
            data-action="submit-open"
            busy={task.busy()}
            disabled={chosen().size === 0 || chosenCard() === ''}
          >
            {words.open.submit(chosen().size)}
          </Button>
        </div>
      </Show>
    </form>
  )
}

import { createAsync, useNavigate } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { raters as words } from '../../words/raters.ts'
import { listCards } from '../criteria/api.ts'
import { createActionTask } from '../task.ts'
import { createRaterRound, type Form, readRaterChoices } from './api.ts'
import { FormEditor } from './form-editor.tsx'

/** A new rater form: under which card, then what is asked. */
export function NewRound() {
  const navigate = useNavigate()
  const cards = createAsync(async () => (await listCards()).cards.filter(({ state }) => state === 'published'))
  const [picked, setPicked] = createSignal('')
  const card = () => picked() || cards()?.[0]?.id || ''
  const choices = createAsync(async () => (card() === '' ? undefined : readRaterChoices(card())))
  const task = createActionTask(createRaterRound)
  const save = async (form: Form) => {
    const made = (await task.run({ criteriaSetId: card(), form })) as { id: string } | undefined
    if (made) navigate(`/raters/${made.id}`)
  }
  return (
    <section class="card">
      <h2>{words.create}</h2>
      <Show when={(cards()?.length ?? 0) > 0} fallback={<p class="soft">{words.noCards}</p>}>
        <ChoiceField
          label={words.card}
          value={card()}
          options={(cards() ?? []).map((one) => [one.id, one.title] as const)}
          onChange={setPicked}
        />
      </Show>
      <Show when={choices()} keyed>
        {(there) => (
          <FormEditor
            form={null}
            choices={there}
            act={words.create}
            busy={task.busy()}
            refusal={task.refusal()}
            onSave={save}
          />
        )}
      </Show>
    </section>
  )
}

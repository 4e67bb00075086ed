import { useNavigate } from '@solidjs/router'
import { Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { dayOf } from '../../words/days.ts'
import { staff as words } from '../../words/staff.ts'
import { createRound } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import type { RoundView } from '../shapes.ts'
import { createActionTask } from '../task.ts'

type Draft = Record<
  'year' | 'name' | 'province' | 'department' | 'parentBody' | 'place' | 'hotline' | 'target' | 'opensOn' | 'closesOn',
  string
>
const BESIDE = [
  'year',
  'name',
  'province',
  'department',
  'parentBody',
  'place',
  'hotline',
  'target',
  'opensOn',
  'closesOn',
]

export function NewRoundForm(props: { onCancel: () => void }) {
  const year = Number(dayOf(new Date()).slice(0, 4))
  const [draft, setDraft] = createStore<Draft>({
    year: String(year),
    name: words.rounds.firstName(year),
    province: '',
    department: '',
    parentBody: '',
    place: '',
    hotline: '',
    target: '90',
    opensOn: '',
    closesOn: '',
  })
  const task = createActionTask(createRound)
  const navigate = useNavigate()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const made = await task.run({
      ...draft,
      year: Number(draft.year),
      target: Number(draft.target) / 100,
      opensOn: draft.opensOn || null,
      closesOn: draft.closesOn || null,
    })
    if (made) navigate(`/rounds/${(made as RoundView).id}/plan`)
  }
  const text = (name: keyof Draft) => ({
    label: words.rounds[name],
    value: draft[name],
    name,
    onInput: (value: string) => setDraft(name, value),
    error: errorAt(task.refusal(), `/${name}`),
  })
  return (
    <form class="card" onSubmit={submit}>
      <h2>{words.rounds.createTitle}</h2>
      <div class="fields">
        <Field {...text('name')} class="wide" required />
        <Field {...text('year')} type="number" min={2014} max={2100} required />
        <Field
          {...text('target')}
          type="number"
          min={1}
          max={99}
          step={0.1}
          unit="%"
          hint={words.rounds.targetHint}
          required
        />
        <Field {...text('province')} required />
        <Field {...text('department')} required />
        <Field {...text('parentBody')} required />
        <Field {...text('place')} required />
        <Field {...text('hotline')} required />
        <Field {...text('opensOn')} type="date" />
        <Field {...text('closesOn')} type="date" min={draft.opensOn} />
      </div>
      <Show when={task.refusal()}>
        <Refused refusal={task.refusal()} beside={BESIDE.map((name) => `/${name}`)} />
      </Show>
      <div class="actions">
        <Button type="submit" tone="main" busy={task.busy()} data-action="create-round">
          {words.rounds.createAct}
        </Button>
        <Button tone="quiet" onClick={() => props.onCancel()}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}

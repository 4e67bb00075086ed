import { createSignal, For } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { Field } from '../../ui/field.tsx'
import { periods as words } from '../../words/periods.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { beginYear } from './api.ts'

/** Opens the calendar of a year: as the plan has it, or as another year was. */
export function BeginYear(props: { year: number; years: readonly number[]; onDone: (year: number) => void }) {
  const [year, setYear] = createSignal(String(props.year))
  const [from, setFrom] = createSignal('')
  const [issuing, setIssuing] = createSignal<Readonly<Record<keyof typeof words.defaults, string>>>(words.defaults)
  const task = createActionTask(beginYear)
  const set = (name: keyof typeof words.defaults) => (value: string) => setIssuing({ ...issuing(), [name]: value })
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const asked = { year: Number(year()), from: from() === '' ? null : Number(from()), issuing: issuing() }
    if (await task.run(asked)) props.onDone(asked.year)
  }
  return (
    <form class="card" onSubmit={submit}>
      <h2>{words.beginTitle}</h2>
      <p class="soft">{words.beginLead}</p>
      <div class="fields">
        <Field label={words.year} type="number" min={2000} max={2100} value={year()} onInput={setYear} required />
        <ChoiceField
          label={words.beginFrom}
          none={words.ofPlan}
          value={from()}
          options={props.years.map((one) => [String(one), words.ofYear(one)] as const)}
          onChange={setFrom}
        />
        <For each={['department', 'parentBody', 'place', 'symbol'] as const}>
          {(name) => <Field label={words[name]} value={issuing()[name]} onInput={set(name)} required />}
        </For>
      </div>
      <Refused refusal={task.refusal()} />
      <div class="actions">
        <Button type="submit" tone="main" busy={task.busy()} data-action="begin-year">
          {words.begin}
        </Button>
      </div>
    </form>
  )
}

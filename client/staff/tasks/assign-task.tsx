import { createAsync } from '@solidjs/router'
import { createSignal } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { dayOf } from '../../words/days.ts'
import { periods } from '../../words/periods.ts'
import { tasks as words } from '../../words/tasks.ts'
import { readUnits } from '../api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { UnitChoice } from '../units/unit-choice.tsx'
import { assignTask, type Task } from './api.ts'

/** Who leads and supports a task, until when, and who reports on it. */
export function AssignTask(props: { task: Task; onClose: () => void }) {
  const units = createAsync(() => readUnits(dayOf(new Date())))
  const [lead, setLead] = createSignal(props.task.leadUnit?.id ?? '')
  const [dueOn, setDueOn] = createSignal(props.task.dueOn ?? '')
  const [askedOf, setAskedOf] = createSignal(props.task.askedOf)
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(
    new Set(props.task.supportingUnits.map((one) => one.id)),
  )
  const task = createActionTask(assignTask)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const said = {
      ...{ leadUnitId: lead() || null, dueOn: dueOn() || null, askedOf: askedOf() },
      supportingUnitIds: [...chosen()],
    }
    if (await task.run(props.task, said)) props.onClose()
  }
  return (
    <Dialog open title={words.assign} onClose={props.onClose}>
      <form onSubmit={save}>
        <ChoiceField
          label={words.assignLead}
          name="lead-unit"
          none={words.nobody}
          value={lead()}
          options={(units()?.units ?? []).map((unit) => [unit.id, unit.name] as const)}
          onChange={setLead}
        />
        <Field label={words.due} type="date" value={dueOn()} onInput={setDueOn} />
        <ChoiceField
          label={words.askedOf}
          value={askedOf()}
          options={(['named', 'all'] as const).map((one) => [one, words.asked[one]] as const)}
          onChange={(value) => setAskedOf(value === 'all' ? 'all' : 'named')}
        />
        <UnitChoice label={words.supporting} chosen={chosen()} onChoose={setChosen} />
        <Refused refusal={task.refusal()} />
        <div class="actions">
          <Button type="submit" tone="main" busy={task.busy()} data-action="save-assignment">
            {words.save}
          </Button>
          <Button onClick={props.onClose}>{periods.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}

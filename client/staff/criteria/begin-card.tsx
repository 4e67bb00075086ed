import { useNavigate } from '@solidjs/router'
import { createSignal } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { staff } from '../../words/staff.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { beginCard } from './api.ts'

/** A draft from a card, for the same year or another. */
export function BeginCard(props: { open: boolean; id: string; year: number; onClose: () => void }) {
  const navigate = useNavigate()
  const [year, setYear] = createSignal('')
  const task = createActionTask(beginCard)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const id = await task.run(props.id, Number(year() || props.year))
    if (typeof id !== 'string') return
    props.onClose()
    navigate(`/criteria/${id}`)
  }
  return (
    <Dialog open={props.open} title={words.beginTitle} onClose={props.onClose}>
      <form onSubmit={submit}>
        <p>{words.beginLead}</p>
        <Field
          label={words.beginYear}
          name="year"
          type="number"
          min={2000}
          max={2100}
          value={year() || props.year}
          onInput={setYear}
          error={errorAt(task.refusal(), '/year')}
          required
        />
        <Refused refusal={task.refusal()} beside={['/year']} />
        <div class="actions">
          <Button type="submit" tone="main" busy={task.busy()} data-confirm="begin-card">
            {words.beginAct}
          </Button>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {staff.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

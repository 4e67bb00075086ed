import { createEffect, Index, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { workPlan as words } from '../../words/work-plan.ts'
import { changeCalendar } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import { createActionTask } from '../task.ts'
import { Cell } from './cell.tsx'
import { RowActions } from './row-actions.tsx'
import { createRows, oneLine } from './rows.ts'

type Row = { name: string; startsOn: string; endsOn: string; who: string; note: string }
const EMPTY: Row = { name: '', startsOn: '', endsOn: '', who: '', note: '' }
const FIELDS = ['name', 'startsOn', 'endsOn', 'who', 'note'] as const

/** Milestones with their days and who answers for them. */
export function CalendarForm(props: { editable: boolean; onUnsaved: (unsaved: boolean) => void }) {
  const round = useRound()
  const rows = createRows<Row>(() => round().calendar.map((one) => ({ ...one, note: one.note ?? '' })))
  createEffect(() => props.onUnsaved(rows.unsaved()))
  const task = createActionTask(changeCalendar)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const milestones = rows.rows().map(({ note, ...row }) => ({
      ...row,
      name: oneLine(row.name),
      who: oneLine(row.who),
      note: note.trim() || null,
    }))
    if (await task.run(round(), milestones)) rows.forget()
  }
  const addUsual = () => rows.add(...words.calendar.usualNames.map((name) => ({ ...EMPTY, name })))
  const pointers = () => rows.rows().flatMap((_, place) => FIELDS.map((name) => `/milestones/${place}/${name}`))
  const cell = (row: () => Row, place: number, name: (typeof FIELDS)[number]) => ({
    label: `${words.calendar.row(place + 1)}: ${words.calendar[name]}`,
    name: `calendar-${place}-${name}`,
    value: row()[name],
    disabled: !props.editable,
    error: errorAt(task.refusal(), `/milestones/${place}/${name}`),
    onInput: (value: string) => rows.set(place, { [name]: value }),
  })
  return (
    <form class="card" onSubmit={save} data-form="calendar">
      <h3>{words.calendar.title}</h3>
      <p class="soft">{words.calendar.lead}</p>
      <Show
        when={rows.rows().length > 0}
        fallback={
          <p class="soft">
            {words.calendar.empty} {props.editable ? words.calendar.emptyText : ''}
          </p>
        }
      >
        <TableBox label={words.calendar.title}>
          <table class="table edited calendar">
            <thead>
              <tr>
                <th scope="col">{words.calendar.name}</th>
                <th scope="col">{words.calendar.startsOn}</th>
                <th scope="col">{words.calendar.endsOn}</th>
                <th scope="col">{words.calendar.who}</th>
                <th scope="col">{words.calendar.note}</th>
                <Show when={props.editable}>
                  <th scope="col">
                    <span class="for-readers">{words.actions}</span>
                  </th>
                </Show>
              </tr>
            </thead>
            <tbody>
              <Index each={rows.rows()}>
                {(row, place) => (
                  <tr>
                    <td class="broad">
                      <Cell {...cell(row, place, 'name')} long required />
                    </td>
                    <td>
                      <Cell {...cell(row, place, 'startsOn')} type="date" required />
                    </td>
                    <td>
                      <Cell {...cell(row, place, 'endsOn')} type="date" min={row().startsOn} required />
                    </td>
                    <td>
                      <Cell {...cell(row, place, 'who')} long required />
                    </td>
                    <td>
                      <Cell {...cell(row, place, 'note')} />
                    </td>
                    <Show when={props.editable}>
                      <RowActions of={rows} place={place} name={words.calendar.row(place + 1)} />
                    </Show>
                  </tr>
                )}
              </Index>
            </tbody>
          </table>
        </TableBox>
      </Show>
      <Show when={props.editable}>
        <Refused refusal={task.refusal()} beside={pointers()} />
        <div class="actions">
          <Button onClick={() => rows.add({ ...EMPTY })} data-action="add-milestone">
            {words.calendar.add}
          </Button>
          <Show when={rows.rows().length === 0}>
            <Button tone="quiet" onClick={addUsual} data-action="usual-milestones">
              {words.calendar.usual}
            </Button>
          </Show>
          <Show when={rows.unsaved()}>
            <Button type="submit" busy={task.busy()} data-action="save-calendar">
              {words.calendar.save}
            </Button>
            <Button tone="quiet" onClick={() => rows.forget()}>
              {words.forget}
            </Button>
            <span class="soft">{words.unsaved}</span>
          </Show>
        </div>
      </Show>
    </form>
  )
}

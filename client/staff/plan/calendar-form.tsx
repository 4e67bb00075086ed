import { Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { dayText } from '../../words/days.ts'
import { workPlan as words } from '../../words/work-plan.ts'
import { errorAt } from '../refusal.ts'
import type { RoundView } from '../shapes.ts'
import { type Column, EditedTable } from './edited-table.tsx'
import type { PlanPart, PlanRefusal } from './plan-part.ts'
import { createRows, oneLine } from './rows.ts'

type Row = { name: string; startsOn: string; endsOn: string; who: string; note: string }
const EMPTY: Row = { name: '', startsOn: '', endsOn: '', who: '', note: '' }
const FIELDS = ['name', 'startsOn', 'endsOn', 'who', 'note'] as const
const COLUMNS: readonly Column<Row>[] = [
  { name: 'name', head: words.calendar.name, kind: 'long', width: 'broad', required: true },
  {
    name: 'startsOn',
    head: words.calendar.startsOn,
    kind: 'date',
    required: true,
    shown: (row) => dayText(row.startsOn),
  },
  {
    name: 'endsOn',
    head: words.calendar.endsOn,
    kind: 'date',
    required: true,
    min: (row) => row.startsOn,
    shown: (row) => dayText(row.endsOn),
  },
  { name: 'who', head: words.calendar.who, kind: 'long', required: true },
  { name: 'note', head: words.calendar.note },
]

export function createCalendarPart(round: () => RoundView, refusal: PlanRefusal) {
  const rows = createRows<Row>(() => round().calendar.map((one) => ({ ...one, note: one.note ?? '' })))
  const milestones = () =>
    rows.rows().map(({ note, ...row }) => ({
      ...row,
      name: oneLine(row.name),
      who: oneLine(row.who),
      note: note.trim() || null,
    }))
  const part: PlanPart = {
    title: words.calendar.title,
    unsaved: rows.unsaved,
    waits: () => undefined,
    change: () => ({ calendar: { milestones: milestones() } }),
    forget: rows.forget,
    beside: () => rows.rows().flatMap((_, place) => FIELDS.map((name) => `/calendar/milestones/${place}/${name}`)),
  }
  return { part, rows, refusal }
}

/** Milestones with their days and who answers for them. */
export function CalendarForm(props: { of: ReturnType<typeof createCalendarPart>; editable: boolean }) {
  const { rows, refusal } = props.of
  const addUsual = () => rows.add(...words.calendar.usualNames.map((name) => ({ ...EMPTY, name })))
  return (
    <section class="card" data-part="calendar">
      <h3>{words.calendar.title}</h3>
      <Show when={props.editable}>
        <p class="soft">{words.calendar.lead}</p>
      </Show>
      <Show
        when={rows.rows().length > 0}
        fallback={
          <p class="soft">
            {words.calendar.empty} {props.editable ? words.calendar.emptyText : ''}
          </p>
        }
      >
        <EditedTable
          of={rows}
          columns={COLUMNS}
          title={words.calendar.title}
          name="calendar"
          rowName={words.calendar.row}
          editable={props.editable}
          errorAt={(_, place, name) => errorAt(refusal(), `/calendar/milestones/${place}/${name}`)}
        />
      </Show>
      <Show when={props.editable}>
        <div class="actions">
          <Button onClick={() => rows.add({ ...EMPTY })} data-action="add-milestone">
            {words.calendar.add}
          </Button>
          <Show when={rows.rows().length === 0}>
            <Button tone="quiet" onClick={addUsual} data-action="usual-milestones">
              {words.calendar.usual}
            </Button>
          </Show>
        </div>
      </Show>
    </section>
  )
}

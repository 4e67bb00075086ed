import { A, createAsync, useNavigate, useParams } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { CardTable } from '../../ui/card-table.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { periods as words } from '../../words/periods.ts'
import { staff } from '../../words/staff.ts'
import { holds } from '../api.ts'
import { NotFound } from '../not-found.tsx'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { beginReport, documentOf, readCalendar, type Unit } from './api.ts'
import { Downloads } from './downloads.tsx'
import './periods.css'
import { dueTone, RECEIVERS, unitDue } from './standing.ts'

const FORMATS = ['docx', 'pdf', 'zip'] as const

/** One period: who has sent, who is late, and the way to each report. */
export default function PeriodPage() {
  const params = useParams<{ id: string }>()
  const calendar = createAsync(() => readCalendar(undefined, params.id))
  const period = () => calendar()?.periods.find(({ id }) => id === params.id)
  const group = () => calendar()?.groups.find(({ id }) => id === period()?.groupId)
  createTitle(() => period()?.name)
  return (
    <Show when={calendar()}>
      <Show when={period()} fallback={<NotFound />}>
        {(now) => (
          <div class="page">
            <header class="page-head">
              <div>
                <A href={`/periods?year=${calendar()?.year}`}>{words.back}</A>
                <h1 tabindex="-1">{now().name}</h1>
                <p class="soft">
                  {group()?.name} · {words.covers}: {words.from(now().startsOn, now().endsOn)} · {words.due}:{' '}
                  <b>{dayText(now().lastDay)}</b>
                  <Show when={now().lastDay !== now().dueOn}> ({words.moved(now().dueOn)})</Show>
                </p>
              </div>
              <Show when={holds([...RECEIVERS, 'director', 'auditor']) && calendar()?.everywhere}>
                <Downloads
                  label={words.synthesis}
                  name="synthesis"
                  files={FORMATS.map((format) => ({ format, address: documentOf.synthesis(now().id, format) }))}
                />
              </Show>
            </header>
            <Show when={now().units.length > 0} fallback={<Empty title={words.noUnits} text={words.noUnitsText} />}>
              <Units units={now().units} period={now().id} />
            </Show>
          </div>
        )}
      </Show>
    </Show>
  )
}

function Units(props: { units: readonly Unit[]; period: string }) {
  const beginning = createActionTask(beginReport)
  const navigate = useNavigate()
  const begin = async (unitId: string) => {
    const id = await beginning.run(props.period, unitId)
    if (typeof id === 'string') navigate(`/reports/${id}`)
  }
  return (
    <>
      <Refused refusal={beginning.refusal()} />
      <TableBox label={words.standing}>
        <CardTable>
          <thead>
            <tr>
              <th scope="col">{words.unit}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.submittedOn}</th>
              <th scope="col">{words.due}</th>
              <th scope="col">
                <span class="for-readers">{words.open}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.units}>
              {(unit) => (
                <tr data-unit={unit.unitId}>
                  <th scope="row">{unit.unitName}</th>
                  <td data-head={words.state}>{unit.returned ? words.returned : words.states[unit.state]}</td>
                  <td data-head={words.submittedOn}>
                    {unit.submittedOn === null ? staff.none : dayText(unit.submittedOn)}
                  </td>
                  <td data-head={words.due}>
                    <Chip tone={dueTone(unit.due)}>{unitDue(unit)}</Chip>
                  </td>
                  <td>
                    <Show
                      when={unit.reportId}
                      fallback={
                        <Show when={holds(['assessor'])}>
                          <Button
                            little
                            busy={beginning.busy()}
                            data-action="begin-report"
                            onClick={() => begin(unit.unitId)}
                          >
                            {words.write}
                          </Button>
                        </Show>
                      }
                    >
                      {(id) => (
                        <A href={`/reports/${id()}`} aria-label={`${words.open}: ${unit.unitName}`}>
                          {words.open}
                        </A>
                      )}
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </CardTable>
      </TableBox>
    </>
  )
}

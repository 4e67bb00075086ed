import { A, createAsync, useSearchParams } from '@solidjs/router'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { CardTable } from '../../ui/card-table.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { periods as words } from '../../words/periods.ts'
import { holds } from '../api.ts'
import { createTitle } from '../title.ts'
import { type Calendar, type Group, type Period, readCalendar } from './api.ts'
import { BeginYear } from './begin-year.tsx'
import { GroupDialog, PeriodDialog } from './edit-dialogs.tsx'
import { IssuingDialog } from './issuing-dialog.tsx'
import { News } from './news.tsx'
import './periods.css'
import { standingOf, YEAR_KEEPERS } from './standing.ts'
import { YearCalendar } from './year-calendar.tsx'

/** The reporting calendar of a year: when what is due, by which rule, and how far the units are. */
export default function PeriodsPage() {
  createTitle(() => words.title)
  const id = createUniqueId()
  const [asked, setAsked] = useSearchParams<{ year?: string }>()
  const calendar = createAsync(() => readCalendar(asked.year))
  const [beginning, setBeginning] = createSignal(false)
  const [issuing, setIssuing] = createSignal(false)
  const keeps = () => holds(YEAR_KEEPERS)
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
        <Show when={calendar()}>
          {(now) => (
            <div class="actions">
              <Show when={now().years.length > 0}>
                <label class="with-unit" for={id}>
                  {words.year}
                  <select
                    id={id}
                    class="input"
                    onChange={({ currentTarget }) => setAsked({ year: currentTarget.value })}
                  >
                    <For each={now().years}>
                      {(year) => (
                        <option value={year} selected={year === now().year}>
                          {year}
                        </option>
                      )}
                    </For>
                  </select>
                </label>
                <Show when={keeps() && now().issuing}>
                  <Button data-action="issuing" onClick={() => setIssuing(true)}>
                    {words.department}
                  </Button>
                </Show>
                <Show when={keeps()}>
                  <Button aria-expanded={beginning()} onClick={() => setBeginning(!beginning())}>
                    {words.beginTitle}
                  </Button>
                </Show>
              </Show>
            </div>
          )}
        </Show>
      </header>
      <Show when={calendar()}>
        {(now) => (
          <>
            <Show when={keeps() && (beginning() || now().years.length === 0)}>
              <BeginYear
                year={Math.max(Number(now().today.slice(0, 4)) - 1, ...now().years) + 1}
                years={now().years}
                onDone={(year) => {
                  setBeginning(false)
                  setAsked({ year: String(year) })
                }}
              />
            </Show>
            <Show
              when={now().groups.length > 0}
              fallback={
                <Show when={!keeps()}>
                  <Empty title={words.emptyTitle} text={words.emptyText} />
                </Show>
              }
            >
              <YearCalendar calendar={now()} />
              <For each={now().groups}>{(group) => <GroupCard group={group} calendar={now()} keeps={keeps()} />}</For>
              <p class="soft small">{words.holidays}</p>
              <News calendar={now()} />
            </Show>
            <Show when={issuing() && now().issuing}>
              {(said) => <IssuingDialog year={now().year} issuing={said()} onClose={() => setIssuing(false)} />}
            </Show>
          </>
        )}
      </Show>
    </div>
  )
}

function GroupCard(props: { group: Group; calendar: Calendar; keeps: boolean }) {
  const own = () => props.calendar.periods.filter(({ groupId }) => groupId === props.group.id)
  const together = () => own().length > 0 && own().every(({ counted }) => counted === 'together')
  const [editing, setEditing] = createSignal(false)
  const [period, setPeriod] = createSignal<Period | 'new'>()
  return (
    <section class="card" data-group={props.group.code}>
      <header>
        <h2>{props.group.name}</h2>
        <Show when={props.keeps}>
          <div class="actions">
            <Button little data-action="change-group" onClick={() => setEditing(true)}>
              {words.changeGroup}
            </Button>
            <Button little onClick={() => setPeriod('new')}>
              {words.addPeriod}
            </Button>
          </div>
        </Show>
      </header>
      <p class="soft">
        {words.units(props.group.units.length, together())} · {words.weekends}:{' '}
        <b>{words.rules[props.group.weekend]}</b>
      </p>
      <TableBox label={props.group.name}>
        <CardTable>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.due}</th>
              <th scope="col">{words.covers}</th>
              <th scope="col">{words.standing}</th>
              <Show when={props.keeps}>
                <th scope="col">
                  <span class="for-readers">{words.changePeriod}</span>
                </th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={own()}>
              {(one) => (
                <tr data-period={one.code}>
                  <th scope="row">
                    <Show when={one.items === null} fallback={one.name}>
                      <A href={`/periods/${one.id}`}>{one.name}</A>
                    </Show>
                  </th>
                  <td data-head={words.due}>
                    <b>{dayText(one.lastDay)}</b>
                    <Show when={one.lastDay !== one.dueOn}>
                      <br />
                      <span class="small soft">{words.moved(one.dueOn)}</span>
                    </Show>
                  </td>
                  <td class="still" data-head={words.covers}>
                    {words.from(one.startsOn, one.endsOn)}
                  </td>
                  <td data-head={words.standing}>
                    <span class="actions">
                      <Chip tone={standingOf(one).tone}>{standingOf(one).text}</Chip>
                      <Show when={standingOf(one).late > 0}>
                        <Chip tone="red">{words.late(standingOf(one).late)}</Chip>
                      </Show>
                    </span>
                  </td>
                  <Show when={props.keeps}>
                    <td class="still">
                      <Button
                        little
                        tone="quiet"
                        aria-label={`${words.changePeriod}: ${one.name}`}
                        onClick={() => setPeriod(one)}
                      >
                        {words.changePeriod}
                      </Button>
                    </td>
                  </Show>
                </tr>
              )}
            </For>
          </tbody>
        </CardTable>
      </TableBox>
      <Show when={editing()}>
        <GroupDialog group={props.group} onClose={() => setEditing(false)} />
      </Show>
      <Show when={period()} keyed>
        {(one) => (
          <PeriodDialog
            groupId={props.group.id}
            year={props.calendar.year}
            period={one === 'new' ? null : one}
            onClose={() => setPeriod(undefined)}
          />
        )}
      </Show>
    </section>
  )
}

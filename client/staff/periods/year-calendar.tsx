import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Chip } from '../../ui/chip.tsx'
import { dayText } from '../../words/days.ts'
import { periods as words } from '../../words/periods.ts'
import type { Calendar, Period } from './api.ts'
import { standingOf } from './standing.ts'

/** Where a period is looked at: its own page, or the news below. */
export const addressOf = (period: Period): string => (period.items === null ? `/periods/${period.id}` : '#news')

/** The deadlines of a year month by month, by the day that counts. */
export function YearCalendar(props: { calendar: Calendar }) {
  const ofMonth = (month: number) =>
    props.calendar.periods
      .filter(({ lastDay }) => Number(lastDay.slice(5, 7)) === month + 1)
      .sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1))
  const now = () =>
    props.calendar.today.startsWith(String(props.calendar.year)) ? Number(props.calendar.today.slice(5, 7)) - 1 : -1
  return (
    <section class="months" aria-label={words.calendar}>
      <h2 class="for-readers">{words.calendar}</h2>
      <For each={words.months}>
        {(name, month) => (
          <section
            class="month"
            data-empty={ofMonth(month()).length === 0 ? '' : undefined}
            aria-current={now() === month() ? 'date' : undefined}
          >
            <h3>{name}</h3>
            <ul>
              <For each={ofMonth(month())} fallback={<li class="soft small">{words.nothingDue}</li>}>
                {(period) => (
                  <li>
                    <span class="month-day">{dayText(period.lastDay).slice(0, 5).replace(/\/$/, '')}</span>
                    <span>
                      <Show when={period.items === null} fallback={<span>{period.name}</span>}>
                        <A href={addressOf(period)}>{period.name}</A>
                      </Show>{' '}
                      <Chip tone={standingOf(period).tone}>{standingOf(period).text}</Chip>
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </section>
  )
}

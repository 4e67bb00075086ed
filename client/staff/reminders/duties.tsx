import { A, createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { reminders as words } from '../../words/reminders.ts'
import { shortText } from '../../words/short-text.ts'
import { type Duty, readDuties } from './api.ts'

const tone = (days: number): Tone => (days < 0 ? 'red' : days <= 7 ? 'amber' : 'plain')
const GROUPS = [
  ['late', (days: number | null) => days !== null && days < 0],
  ['week', (days: number | null) => days !== null && days >= 0 && days <= 7],
  ['later', (days: number | null) => days !== null && days > 7],
  ['waiting', (days: number | null) => days === null],
] as const

/** Reports, news, tasks and findings that are due, the late first. */
export function Duties() {
  const duties = createAsync(() => readDuties())
  const of = (fits: (days: number | null) => boolean) => duties()?.filter(({ days }) => fits(days)) ?? []
  return (
    <Show when={(duties()?.length ?? 0) > 0}>
      <section class="card" data-duties={duties()?.length}>
        <h2>{words.byDay}</h2>
        <p class="soft">{words.lead}</p>
        <For each={GROUPS}>
          {([name, fits]) => (
            <Show when={of(fits).length > 0}>
              <h3>{words.groups[name]}</h3>
              <ul class="duties">
                <For each={of(fits)}>{(duty) => <Line duty={duty} />}</For>
              </ul>
            </Show>
          )}
        </For>
      </section>
    </Show>
  )
}

/** A decree's whole name is read on its own page. */
const MOST_LETTERS = 160

function Line(props: { duty: Duty }) {
  return (
    <li data-duty={props.duty.kind}>
      <span>
        {words.kinds[props.duty.kind]}: <A href={props.duty.path}>{shortText(props.duty.what, MOST_LETTERS)}</A>
        <Show when={props.duty.unitName !== ''}>
          <span class="soft"> · {props.duty.unitName}</span>
        </Show>
      </span>
      <Show when={props.duty.lastDay}>
        {(day) => (
          <span class="actions">
            <span class="small soft">{words.last(day())}</span>
            <Chip tone={tone(props.duty.days ?? 0)}>{words.late(props.duty.days ?? 0)}</Chip>
          </span>
        )}
      </Show>
    </li>
  )
}

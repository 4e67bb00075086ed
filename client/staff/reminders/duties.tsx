import { A, createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { reminders as words } from '../../words/reminders.ts'
import { type Duty, readDuties } from './api.ts'

const tone = (days: number): Tone => (days < 0 ? 'red' : days <= 7 ? 'amber' : 'plain')
const GROUPS = [
  ['late', (days: number) => days < 0],
  ['week', (days: number) => days >= 0 && days <= 7],
  ['later', (days: number) => days > 7],
] as const

/** Reports, news, tasks and findings that are due, the late first. */
export function Duties() {
  const duties = createAsync(() => readDuties())
  const of = (fits: (days: number) => boolean) => duties()?.filter(({ days }) => fits(days)) ?? []
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

function Line(props: { duty: Duty }) {
  return (
    <li data-duty={props.duty.kind}>
      <span>
        {words.kinds[props.duty.kind]}: <A href={props.duty.path}>{props.duty.what}</A>
        <Show when={props.duty.unitName !== ''}>
          <span class="soft"> · {props.duty.unitName}</span>
        </Show>
      </span>
      <span class="actions">
        <span class="small soft">{words.last(props.duty.lastDay)}</span>
        <Chip tone={tone(props.duty.days)}>{words.late(props.duty.days)}</Chip>
      </span>
    </li>
  )
}

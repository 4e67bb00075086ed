import { A, createAsync, type RouteSectionProps } from '@solidjs/router'
import { Show } from 'solid-js'
import { Chip } from '../../ui/chip.tsx'
import { dayOf, daysBetween, dayText } from '../../words/days.ts'
import { official } from '../../words/official.ts'
import { staff as words } from '../../words/staff.ts'
import { readRound } from '../api.ts'
import { Guarded } from '../guarded.tsx'
import type { RoundView } from '../shapes.ts'
import { createTitle } from '../title.ts'
import { History } from './history.tsx'
import { Road } from './road.tsx'
import { RoundContext } from './round-context.ts'
import { stateTone } from './state-tone.ts'

/** The round's head and road stand still while the steps change below. */
export default function RoundPage(props: RouteSectionProps) {
  const round = createAsync(() => readRound(props.params.id ?? ''))
  createTitle(() => round()?.name)
  return (
    <Show when={round()}>
      {(view) => (
        <RoundContext.Provider value={view}>
          <div class="page">
            <RoundHead round={view()} />
            <Road round={view()} />
            <Guarded>{props.children}</Guarded>
            <History round={view()} />
          </div>
        </RoundContext.Provider>
      )}
    </Show>
  )
}

function RoundHead(props: { round: RoundView }) {
  return (
    <header class="round-head">
      <h1 tabindex="-1">{props.round.name}</h1>
      <div class="facts-line">
        <Chip tone={stateTone(props.round.state)}>{words.states[props.round.state]}</Chip>
        <Show when={props.round.synthetic}>
          <Chip tone="amber">
            <span title={words.rounds.syntheticWhy}>{words.rounds.synthetic}</span>
          </Chip>
        </Show>
        <Show when={timeLeft(props.round)}>{(text) => <span>{text()}</span>}</Show>
        <Show when={props.round.decisionNumber}>
          {(number) => <span>{words.round.decision(number(), dayText(props.round.decisionDate ?? ''))}</span>}
        </Show>
        <A href={`/rounds/${props.round.id}/documents`} data-action="documents">
          {official.link}
        </A>
      </div>
    </header>
  )
}

/** The clock matters only until the field work ends. */
function timeLeft({ state, opensOn, closesOn }: RoundView): string | undefined {
  if (!['approved', 'sampling', 'fielding'].includes(state) || !opensOn || !closesOn) return undefined
  const today = dayOf(new Date())
  if (today < opensOn) return words.round.daysUntil(daysBetween(today, opensOn))
  const left = daysBetween(today, closesOn)
  if (left === 0) return words.round.lastDay
  return left > 0 ? words.round.daysLeft(left) : words.round.daysOver(-left)
}

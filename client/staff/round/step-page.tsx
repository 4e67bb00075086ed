import { type JSX, Show } from 'solid-js'
import { momentText } from '../../words/days.ts'
import { staff as words } from '../../words/staff.ts'
import type { StepId } from '../shapes.ts'
import { createTitle } from '../title.ts'
import { whoText } from './road.tsx'
import { useRound } from './round-context.ts'

/** One step of the road: its title, when and by whom it was done, and its one main action at the top right. */
export function StepPage(props: {
  step: StepId
  title: string
  lead: string
  action?: JSX.Element
  children: JSX.Element
}) {
  const round = useRound()
  const view = () => round().steps.find(({ id }) => id === props.step)
  createTitle(() => `${props.title} · ${round().name}`)
  return (
    <section class="page" aria-labelledby="step-title">
      <header class="page-head step-head">
        <div>
          <h2 id="step-title" tabindex="-1">
            {props.title}
          </h2>
          <p class="soft">{props.lead}</p>
          <Show when={view()?.at}>
            {(at) => <p class="done-by">✓ {words.round.doneBy(momentText(at()), whoText(view()?.by ?? ''))}</p>}
          </Show>
        </div>
        <Show when={props.action}>
          <div class="main-action">{props.action}</div>
        </Show>
      </header>
      {props.children}
    </section>
  )
}

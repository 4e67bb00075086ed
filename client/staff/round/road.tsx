import { A, useLocation } from '@solidjs/router'
import { createEffect, For } from 'solid-js'
import { dayOf, dayText, momentText } from '../../words/days.ts'
import { staff as words } from '../../words/staff.ts'
import type { RoundView, StepView } from '../shapes.ts'

export function Road(props: { round: RoundView }) {
  const location = useLocation()
  const open = (step: StepView) => location.pathname.endsWith(`/${step.id}`)
  let list: HTMLOListElement | undefined
  // On a phone the road is a strip; the step that is open stands in sight. Only the strip moves, not the page.
  createEffect(() => {
    const at = location.pathname && list?.querySelector<HTMLElement>('[aria-current="page"]')
    if (list && at) list.scrollLeft = at.offsetLeft - (list.clientWidth - at.clientWidth) / 2
  })
  return (
    <nav class="road" aria-label={words.round.road}>
      <ol ref={list}>
        <For each={props.round.steps}>
          {(step, place) => (
            <li class={step.state}>
              <A
                href={`/rounds/${props.round.id}/${step.id}`}
                aria-current={open(step) ? 'page' : undefined}
                title={step.at && step.by ? words.round.doneBy(momentText(step.at), whoText(step.by)) : undefined}
              >
                <span class="mark" aria-hidden="true">
                  {step.state === 'done' ? '✓' : place() + 1}
                </span>
                <span>{words.round.steps[step.id]}</span>
                <span class="small soft">
                  {step.at ? dayText(dayOf(new Date(step.at))) : words.round.stepStates[step.state]}
                </span>
              </A>
            </li>
          )}
        </For>
      </ol>
    </nav>
  )
}

/** Acts of the command line have no account. */
export const whoText = (by: string): string => (by === 'command' ? words.round.actorCommand : by)

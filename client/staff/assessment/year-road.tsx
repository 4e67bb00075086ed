import { createEffect, For } from 'solid-js'
import { assessment as words } from '../../words/assessment.ts'
import { dayOf, dayText, momentText } from '../../words/days.ts'
import { staff } from '../../words/staff.ts'
import { ROLES_OF, roadOf } from './road-steps.ts'
import { useYear } from './year-context.ts'

const roleNames = (roles: readonly string[]): string => roles.map((role) => staff.roles[role] ?? role).join(', ')

/** The road of one unit's year: what is done, by whom and when, and whose turn it is. */
export function YearRoad() {
  const { year } = useYear()
  let list: HTMLOListElement | undefined
  // On a phone the road is a strip; the step that is at work stands in sight.
  createEffect(() => {
    const at = year().state && list?.querySelector<HTMLElement>('[aria-current="step"]')
    if (list && at) list.scrollLeft = at.offsetLeft - (list.clientWidth - at.clientWidth) / 2
  })
  return (
    <nav class="road year-road" aria-label={words.year.road}>
      <ol ref={list} tabindex="0">
        <For each={roadOf(year())}>
          {(step, place) => (
            <li class={step.state} data-step={step.id} aria-current={step.state === 'current' ? 'step' : undefined}>
              <div
                class="road-step"
                title={
                  step.at ? words.year.doneBy(momentText(step.at), step.by ?? staff.round.actorCommand) : undefined
                }
              >
                <span class="mark" aria-hidden="true">
                  {step.state === 'done' ? '✓' : place() + 1}
                </span>
                <span>{words.steps[step.id]}</span>
                <span class="small soft">
                  {step.at ? dayText(dayOf(new Date(step.at))) : words.year.stepStates[step.state]}
                </span>
                <span class="small soft">{step.at ? (step.by ?? '') : roleNames(ROLES_OF[step.id])}</span>
              </div>
            </li>
          )}
        </For>
      </ol>
    </nav>
  )
}

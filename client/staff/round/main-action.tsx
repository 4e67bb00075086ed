import { Show } from 'solid-js'
import { ROUND_STEPS, type RoundStep } from '../../../surveys/round-steps.ts'
import { Button } from '../../ui/button.tsx'
import { staff as words } from '../../words/staff.ts'
import { holds } from '../api.ts'

export const rolesOf = (step: RoundStep): readonly string[] => ROUND_STEPS[step].roles
export const mayTake = (roles: readonly string[]): boolean => holds(roles)
const roleNames = (roles: readonly string[]): string =>
  roles.map((role) => words.roles[role]?.toLowerCase() ?? role).join(', ')

/** The one thing to do now; when it cannot be done, or not by this person, the reason stands in its place. */
export function MainAction(props: {
  name: string
  label: string
  roles: readonly string[]
  busy?: boolean
  /** Why it cannot be done yet; the button stays, so that people see where the road goes on. */
  waits?: string | false
  onPress: () => void
}) {
  return (
    <Show when={mayTake(props.roles)} fallback={<p class="why-not">{words.round.byRole(roleNames(props.roles))}</p>}>
      <Button
        tone="main"
        data-action={props.name}
        busy={props.busy}
        disabled={Boolean(props.waits)}
        onClick={() => props.onPress()}
      >
        {props.label}
      </Button>
      <Show when={props.waits}>
        <p class="why-not">{props.waits}</p>
      </Show>
    </Show>
  )
}

import type { Walk } from '../walk.ts'
import { words } from '../words.ts'
import { Button } from './button.tsx'

/** Under a question: what is wrong, and on. */
export function Foot(props: { walk: Walk; required: boolean }) {
  const { error, answered, forward } = props.walk
  return (
    <>
      <p class="error" role="alert">
        {error()}
      </p>
      <Button main={answered()} press={forward} label={answered() || props.required ? words.next : words.skip} />
    </>
  )
}

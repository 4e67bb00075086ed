import { Show } from 'solid-js'
import { Button } from '../ui/button.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { filled, problem } from '../words/problem.ts'
import { staff as words } from '../words/staff.ts'
import { refreshAll } from './api.ts'
import { errorText, type Refusal } from './refusal.ts'

/** A refusal in words, with the way on: the new version after a collision, another try when the server was away. */
export function Refused(props: {
  refusal: Refusal | null
  /** Pointers whose words stand beside their field already. */
  beside?: readonly string[]
  onRetry?: () => void
  onLatest?: () => void
}) {
  const lines = (refusal: Refusal) =>
    refusal.errors.filter(({ pointer }) => !props.beside?.includes(pointer)).map((error) => errorText(error))
  const mayHelp = (refusal: Refusal) => ['offline', 'unavailable', 'unexpected', 'slow_down'].includes(refusal.code)
  const latest = async () => {
    await refreshAll()
    props.onLatest?.()
  }
  return (
    <Show when={props.refusal} keyed>
      {(refusal) => (
        <RefusalNote
          text={filled(problem[refusal.code] ?? problem.unexpected, refusal.detail)}
          lines={lines(refusal)}
          tone={refusal.code === 'stale' ? 'amber' : 'red'}
          small={refusal.code === 'unexpected' && refusal.requestId ? words.requestId + refusal.requestId : null}
        >
          <Show when={refusal.code === 'stale' || refusal.code === 'precondition_required'}>
            <Button onClick={latest}>{words.round.latest}</Button>
          </Show>
          <Show when={props.onRetry && mayHelp(refusal)}>
            <Button onClick={() => props.onRetry?.()}>{words.retry}</Button>
          </Show>
        </RefusalNote>
      )}
    </Show>
  )
}

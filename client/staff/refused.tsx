import { createSignal, onMount, Show } from 'solid-js'
import { Button } from '../ui/button.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { faultPlaces, filled, problem } from '../words/problem.ts'
import { staff as words } from '../words/staff.ts'
import { refreshAll } from './api.ts'
import { firstFault } from './first-fault.ts'
import { errorText, type Refusal, type RefusalError } from './refusal.ts'

/** Refusals that name places of what was sent. */
const INPUTS = ['input_invalid', 'body_invalid']

/** A refusal in words, with the way on: the new version after a collision, another try when the server was away. */
export function Refused(props: {
  refusal: Refusal | null
  /** Pointers whose words stand beside their field already. */
  beside?: readonly string[]
  onRetry?: () => void
  onLatest?: () => void
  /** the name of a place, where its words do not say it */
  placeName?: (error: RefusalError) => string
  /** the way to a place that is not a field nearby */
  onGo?: (error: RefusalError, from: HTMLElement) => void
}) {
  const lines = (refusal: Refusal) => [
    ...new Set(
      refusal.errors
        .filter(({ pointer }) => !props.beside?.includes(pointer))
        .map((error) => [props.placeName?.(error), errorText(error)].filter(Boolean).join(': ')),
    ),
  ]
  const text = (refusal: Refusal) =>
    INPUTS.includes(refusal.code) && refusal.errors.length > 0
      ? faultPlaces.count(refusal.errors.length)
      : filled(problem[refusal.code] ?? problem.unexpected, refusal.detail)
  const mayHelp = (refusal: Refusal) => ['offline', 'unavailable', 'unexpected', 'slow_down'].includes(refusal.code)
  const [fetching, setFetching] = createSignal(false)
  const [answered, setAnswered] = createSignal<Refusal | null>(null)
  // The words leave once the new version is here: who presses "save" before that is refused again.
  const latest = async (refusal: Refusal) => {
    if (fetching()) return
    setFetching(true)
    try {
      await refreshAll()
      setAnswered(refusal)
      props.onLatest?.()
    } finally {
      setFetching(false)
    }
  }
  const shown = () => (props.refusal === answered() ? null : props.refusal)
  return (
    <Show when={shown()} keyed>
      {(refusal) => (
        <RefusalNote
          text={text(refusal)}
          lines={lines(refusal)}
          tone={refusal.code === 'stale' ? 'amber' : 'red'}
          small={refusal.code === 'unexpected' && refusal.requestId ? words.requestId + refusal.requestId : null}
        >
          <Show when={INPUTS.includes(refusal.code) && refusal.errors.length > 0}>
            <ToFirst errors={refusal.errors} onGo={props.onGo} />
          </Show>
          <Show when={refusal.code === 'stale' || refusal.code === 'precondition_required'}>
            <Button busy={fetching()} data-action="latest" onClick={() => latest(refusal)}>
              {words.round.latest}
            </Button>
          </Show>
          <Show when={props.onRetry && mayHelp(refusal)}>
            <Button onClick={() => props.onRetry?.()}>{words.retry}</Button>
          </Show>
        </RefusalNote>
      )}
    </Show>
  )
}

/** Offered where there is a way: a list may be long, and the field far above it. */
function ToFirst(props: {
  errors: readonly RefusalError[]
  onGo: ((error: RefusalError, from: HTMLElement) => void) | undefined
}) {
  const [place, setPlace] = createSignal<HTMLElement>()
  const [here, setHere] = createSignal<HTMLElement>()
  onMount(() => queueMicrotask(() => setPlace(firstFault(here() ?? document.body, props.errors))))
  const go = () => {
    const [first] = props.errors
    if (props.onGo && first) return props.onGo(first, here() ?? document.body)
    place()?.scrollIntoView({ block: 'center' })
    place()?.focus()
  }
  return (
    <span ref={setHere}>
      <Show when={props.onGo ?? place()}>
        <Button little data-action="first-fault" onClick={go}>
          {faultPlaces.first}
        </Button>
      </Show>
    </span>
  )
}

import { createSignal, Show } from 'solid-js'
import { hashText } from '../words/numbers.ts'
import { Button } from './button.tsx'

/** A hash short enough to compare by eye; the whole of it is one press away. */
export function Hash(props: { value: string; copy: string; copied: string }) {
  const [done, setDone] = createSignal(false)
  const copy = async () => {
    await navigator.clipboard?.writeText(props.value)
    setDone(true)
    setTimeout(() => setDone(false), 2000)
  }
  return (
    <span class="hash">
      <span title={props.value}>{hashText(props.value)}…</span>
      <Button tone="quiet" little onClick={copy} aria-label={`${props.copy} ${props.value.slice(0, 12)}`}>
        <Show when={done()} fallback={props.copy}>
          {props.copied}
        </Show>
      </Button>
    </span>
  )
}

import { Show } from 'solid-js'
import { evidence as words } from '../../words/evidence.ts'
import { percentText } from '../../words/numbers.ts'
import './evidence.css'

/** How far a file on its way is; once all of it is there, the server looks it through. */
export function Sending(props: { share: number | undefined }) {
  return (
    <Show when={props.share !== undefined}>
      <div class="sending">
        <progress class="bar" max={1} value={props.share} aria-label={words.sending} />
        <span class="small">
          {(props.share ?? 0) < 1 ? words.sentSoFar(percentText(props.share ?? 0, 0)) : words.lookedThrough}
        </span>
      </div>
    </Show>
  )
}

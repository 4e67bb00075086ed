import { Show } from 'solid-js'
import { dayText } from '../../words/days.ts'
import { evidence as words } from '../../words/evidence.ts'
import type { FoundPaper } from './api.ts'

type Named = Readonly<{ number: string; issuedOn: string; issuer: string; abstract: string }>

/** A paper as it is cited: number, day, issuer, and what it is about. */
export function PaperName(props: { paper: Named }) {
  return (
    <span class="paper-name">
      <b>{props.paper.number}</b>{' '}
      <span class="soft">{words.leaf.of(dayText(props.paper.issuedOn), props.paper.issuer)}</span>
      <br />
      {props.paper.abstract}
    </span>
  )
}

/** Where in the paper the words stand, or why they cannot be looked for there. */
export function PaperPlace(props: { paper: Pick<FoundPaper, 'place' | 'textState'> }) {
  return (
    <Show
      when={props.paper.place}
      fallback={
        <Show when={words.textStates[props.paper.textState ?? '']}>
          {(text) => <span class="soft small">{text()}</span>}
        </Show>
      }
    >
      {(place) => (
        <span class="small paper-place">
          <b>{words.foundOn(place().page)}</b>
          {place().around}
        </span>
      )}
    </Show>
  )
}

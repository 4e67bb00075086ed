import { For, Show } from 'solid-js'
import { assessment as words } from '../../words/assessment.ts'
import type { Component } from './api.ts'
import type { Mode } from './mode.ts'

/** Who does the work and which papers are to prove it. */
export function LeafPapers(props: { component: Component; mode: Mode }) {
  return (
    <details class="papers small">
      <summary>
        {words.leaf.evidence} ({props.component.evidence.length})
      </summary>
      <ul class="plain-dots">
        <For each={props.component.evidence}>{(paper) => <li>{paper}</li>}</For>
      </ul>
      <p class="soft">
        <Show when={props.component.lead}>
          {words.leaf.lead}: {props.component.lead}
        </Show>
        <Show when={props.component.supporting}>
          {' · '}
          {words.leaf.supporting}: {props.component.supporting}
        </Show>
      </p>
    </details>
  )
}

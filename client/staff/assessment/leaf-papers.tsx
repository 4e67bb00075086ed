import { For, Show } from 'solid-js'
import { assessment as words } from '../../words/assessment.ts'
import { LeafEvidence, ProofChip } from '../evidence/leaf-evidence.tsx'
import type { Component } from './api.ts'
import type { Mode } from './mode.ts'

/** Who does the work and which papers are to prove it. */
export function LeafPapers(props: { component: Component; mode: Mode }) {
  return (
    <details class="papers small">
      <summary>
        {words.leaf.evidence} ({props.component.evidence.length}) <ProofChip component={props.component.id} />
      </summary>
      <ul class="plain-dots">
        <For each={props.component.evidence}>{(paper) => <li>{paper}</li>}</For>
      </ul>
      <LeafEvidence component={props.component} />
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

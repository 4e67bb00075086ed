import type { JSX } from 'solid-js'

export type Tone = 'plain' | 'accent' | 'green' | 'amber' | 'red'

/** A state in a word or two. The word says it; the colour only helps. */
export function Chip(props: { tone?: Tone; children: JSX.Element }) {
  return <span class={`chip ${props.tone ?? 'plain'}`}>{props.children}</span>
}

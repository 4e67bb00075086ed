import { For, Show } from 'solid-js'
import { staff as words } from '../../words/staff.ts'
import type { WeightTrial } from '../shapes.ts'
import { warningsOf } from './warnings.ts'

/** What to look at again before these weights are used. */
export function WarningList(props: { chain: Omit<WeightTrial, 'specification'> }) {
  const found = () => warningsOf(props.chain)
  return (
    <section class="card">
      <h3>{words.weights.warnings}</h3>
      <Show when={found().length > 0} fallback={<p class="soft">{words.weights.noWarnings}</p>}>
        <ul>
          <For each={found()}>{(text) => <li class="amber-text">{text}</li>}</For>
        </ul>
      </Show>
    </section>
  )
}

import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { componentsOf } from '../../../surveys/criteria/criteria-set.ts'
import { evidence as words } from '../../words/evidence.ts'
import { wantedPapers } from '../../words/wanted-papers.ts'
import { useYear } from '../assessment/year-context.ts'
import { useProofs } from './proofs-context.tsx'
import './evidence.css'

/** What is still to be proved in this year, each line one press away. */
export function Checklist() {
  const { year } = useYear()
  const proofs = useProofs()
  const left = () => proofs()?.checklist.lines.filter(({ state }) => state === 'none' || state === 'some') ?? []
  const names = () => new Map(componentsOf(year().card as never).map(({ id, name }) => [id, name]))
  return (
    <Show when={proofs()}>
      {(found) => (
        <section class="card checklist" aria-label={words.checklist.title} data-missing={left().length}>
          <header>
            <h2>{words.checklist.title}</h2>
            <A href={`/evidence?unit=${encodeURIComponent(found().unitId)}`}>{words.checklist.register}</A>
          </header>
          <p>
            <b>{words.checklist.count(found().checklist.complete, found().checklist.wanted)}</b>
            <Show when={found().checklist.none > 0}> · {words.checklist.none(found().checklist.none)}</Show>
            <Show when={found().checklist.some > 0}> · {words.checklist.some(found().checklist.some)}</Show>
          </p>
          <Show when={left().length > 0} fallback={<p class="soft">{words.checklist.all}</p>}>
            <details>
              <summary>{words.checklist.list}</summary>
              <ul class="plain-dots small">
                <For each={left()}>
                  {(line) => (
                    <li>
                      <a href={`#leaf-${line.component}`} target="_self">
                        {line.component}. {names().get(line.component)}
                      </a>
                      : {wantedPapers(line.missing)}
                    </li>
                  )}
                </For>
              </ul>
            </details>
          </Show>
        </section>
      )}
    </Show>
  )
}

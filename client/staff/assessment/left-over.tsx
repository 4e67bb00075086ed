import { createSignal, For, Show } from 'solid-js'
import { STAGES, type Stage } from '../../../surveys/assessment.ts'
import { componentsOf } from '../../../surveys/criteria/criteria-set.ts'
import { Button } from '../../ui/button.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { factText } from '../../words/score-sentence.ts'
import { session } from '../api.ts'
import type { Component } from './api.ts'
import { draftsKey, keepDrafts, recallDrafts } from './kept-drafts.ts'
import { type Draft, readDraft } from './line-draft.ts'
import type { Mode } from './mode.ts'
import { useYear } from './year-context.ts'

/**
 * What somebody was writing when another ended the step: it cannot be stored any more, and it is not thrown away unseen. It is
 * shown as it was typed until whoever wrote it lets it go.
 */
export function LeftOver(props: { mode: Mode }) {
  const { year } = useYear()
  const keyOf = (stage: Stage) => draftsKey(year().id, stage, session()?.id ?? '')
  const found = () =>
    (Object.keys(STAGES) as Stage[])
      .filter((stage) => stage !== props.mode)
      .flatMap((stage) => recallDrafts(keyOf(stage)).map(([id, draft]) => ({ stage, id, draft })))
  const [left, setLeft] = createSignal(found())
  const known = () => new Map(componentsOf(year().card as never).map((one) => [one.id, one as Component]))
  const letGo = () => {
    for (const { stage } of left()) keepDrafts(keyOf(stage), new Map())
    setLeft([])
  }
  return (
    <Show when={left().length > 0}>
      <div class="note amber" role="alert" data-left-over>
        <p>{words.leaf.leftOver}</p>
        <ul>
          <For each={left()}>
            {({ stage, id, draft }) => (
              <li>
                <b>{id}</b>: {typedText(known().get(id), stage, draft)}
              </li>
            )}
          </For>
        </ul>
        <div class="actions">
          <Button little data-action="let-go" onClick={letGo}>
            {words.leaf.letGo}
          </Button>
        </div>
      </div>
    </Show>
  )
}

/** As a fact where it is one, else letter by letter. */
function typedText(component: Component | undefined, stage: Stage, { typed, note, ...draft }: Draft): string {
  const fact = component && stage !== 'explanation' ? readDraft(component, stage, { typed, note, ...draft }).fact : null
  const typedIn = [typed.numerator, typed.denominator, typed.value, typed.day].filter((text) => text.trim() !== '')
  const said = component && fact ? factText(component, fact) : stage === 'explanation' ? '' : typedIn.join(' / ')
  return [said, note.trim() === '' ? '' : `“${note.trim()}”`].filter(Boolean).join(' · ')
}

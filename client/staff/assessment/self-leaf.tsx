import { Show } from 'solid-js'
import { scoreComponent } from '../../../analysis/assessment/score-component.ts'
import { assessment as words } from '../../words/assessment.ts'
import { scoreSentence } from '../../words/score-sentence.ts'
import type { Component } from './api.ts'
import { FactInput } from './fact-input.tsx'
import { readDraft } from './line-draft.ts'
import { LineStatus } from './line-status.tsx'
import type { Lines } from './lines.ts'
import { NoteField } from './note-field.tsx'

/** The unit's own line: what the rule asks for, the points it comes to while it is typed, and a note. */
export function SelfLeaf(props: { component: Component; lines: Lines }) {
  const draft = () => props.lines.draft(props.component)
  const read = () => readDraft(props.component, 'self', draft())
  const state = () => props.lines.state(props.component.id)
  /** A field one is still in is not wrong yet; a number that cannot be is said at once. */
  const wrong = () => (read().early && state().kind !== 'waits' ? undefined : read().wrong)
  const score = () => (read().wrong === undefined ? scoreComponent(props.component, read().fact) : undefined)
  return (
    <div class="leaf-form">
      <FactInput
        component={props.component}
        typed={draft().typed}
        wrong={wrong()}
        at={read().at}
        onType={(change, done) => props.lines.change(props.component, { typed: { ...draft().typed, ...change } }, done)}
      />
      <Show when={score()}>
        {(found) => (
          <p class="computed" data-computed={found().points} aria-live="polite">
            {scoreSentence(props.component, found())}
          </p>
        )}
      </Show>
      <NoteField
        label={words.leaf.note}
        value={draft().note}
        wrong={undefined}
        onInput={(note, done) => props.lines.change(props.component, { note }, done)}
      />
      <LineStatus component={props.component} lines={props.lines} />
    </div>
  )
}

import { assessment as words } from '../../words/assessment.ts'
import type { Component } from './api.ts'
import { readDraft } from './line-draft.ts'
import { LineStatus } from './line-status.tsx'
import type { Lines } from './lines.ts'
import { NoteField } from './note-field.tsx'

/** What the unit says about a component it was asked about. */
export function ExplainLeaf(props: { component: Component; lines: Lines }) {
  const draft = () => props.lines.draft(props.component)
  const wrong = () =>
    props.lines.state(props.component.id).kind === 'waits'
      ? readDraft(props.component, 'explanation', draft()).noteWrong
      : undefined
  return (
    <div class="leaf-form">
      <NoteField
        label={words.leaf.explanation}
        hint={words.leaf.explanationHint}
        value={draft().note}
        wrong={wrong()}
        onInput={(note, done) => props.lines.change(props.component, { note }, done)}
      />
      <LineStatus component={props.component} lines={props.lines} />
    </div>
  )
}

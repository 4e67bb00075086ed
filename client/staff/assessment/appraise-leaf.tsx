import { createUniqueId, Show } from 'solid-js'
import { scoreComponent } from '../../../analysis/assessment/score-component.ts'
import { assessment as words } from '../../words/assessment.ts'
import { scoreSentence } from '../../words/score-sentence.ts'
import type { Component } from './api.ts'
import { FactInput } from './fact-input.tsx'
import { readDraft } from './line-draft.ts'
import { LineStatus } from './line-status.tsx'
import type { Lines } from './lines.ts'
import { NoteField } from './note-field.tsx'

/** How an appraiser sees a component: as the unit does, or otherwise and why; and whether the unit is to explain. */
export function AppraiseLeaf(props: { component: Component; lines: Lines }) {
  const id = createUniqueId()
  const draft = () => props.lines.draft(props.component)
  const read = () => readDraft(props.component, props.lines.stage, draft())
  const waits = () => props.lines.state(props.component.id).kind === 'waits'
  const wrong = () => (read().early && !waits() ? undefined : read().wrong)
  const score = () => (draft().differs && read().fact ? scoreComponent(props.component, read().fact) : undefined)
  const change = (part: Partial<ReturnType<typeof draft>>, done: boolean) =>
    props.lines.change(props.component, part, done)
  return (
    <div class="leaf-form">
      <div class="chips">
        <label class="choice">
          <input
            type="radio"
            name={`${id}-view`}
            checked={!draft().differs}
            data-choice="agree"
            onChange={() => change({ differs: false }, true)}
          />
          {words.leaf.agree}
        </label>
        <label class="choice">
          <input
            type="radio"
            name={`${id}-view`}
            checked={draft().differs}
            data-choice="differ"
            onChange={() => change({ differs: true }, false)}
          />
          {words.leaf.differ}
        </label>
        <Show when={props.lines.stage === 'first'}>
          <label class="choice">
            <input
              type="checkbox"
              name="asked"
              checked={draft().asked}
              onChange={({ currentTarget }) =>
                change({ asked: currentTarget.checked }, !currentTarget.checked || draft().note.trim() !== '')
              }
            />
            {words.leaf.ask}
          </label>
        </Show>
      </div>
      <Show when={draft().differs}>
        <FactInput
          component={props.component}
          typed={draft().typed}
          wrong={wrong()}
          at={read().at}
          onType={(part, done) => change({ typed: { ...draft().typed, ...part } }, done && draft().note.trim() !== '')}
        />
        <Show when={score()}>
          {(found) => (
            <p class="computed" data-computed={found().points} aria-live="polite">
              {scoreSentence(props.component, found())}
            </p>
          )}
        </Show>
      </Show>
      <Show when={draft().differs || draft().asked || draft().note !== ''}>
        <NoteField
          label={words.leaf.reason}
          value={draft().note}
          wrong={waits() ? read().noteWrong : undefined}
          onInput={(note, done) => change({ note }, done)}
        />
      </Show>
      <LineStatus component={props.component} lines={props.lines} />
    </div>
  )
}

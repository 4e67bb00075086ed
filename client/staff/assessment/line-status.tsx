import { Match, Show, Switch } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { factText } from '../../words/score-sentence.ts'
import { Refused } from '../refused.tsx'
import type { Component, Entry } from './api.ts'
import { readDraft } from './line-draft.ts'
import type { Lines } from './lines.ts'
import { useYear } from './year-context.ts'

/** Whether the line is on the server; and where somebody else wrote it meanwhile, both, to choose from. */
export function LineStatus(props: { component: Component; lines: Lines }) {
  const state = () => props.lines.state(props.component.id)
  const kind = () => state().kind
  const refusal = () => {
    const now = state()
    return now.kind === 'refused' ? now.refusal : null
  }
  return (
    <div class="line-status" data-line={kind()}>
      <Switch>
        <Match when={kind() === 'saving'}>
          <span class="small soft">{words.leaf.saving}</span>
        </Match>
        <Match when={kind() === 'unsaved'}>
          <span class="small soft">{words.leaf.unsaved}</span>
        </Match>
        <Match when={kind() === 'waits'}>
          <span class="small amber-text">{words.leaf.waits}</span>
        </Match>
        <Match when={kind() === 'offline'}>
          <span class="small amber-text" role="status">
            {words.leaf.offline}
          </span>
        </Match>
        <Match when={kind() === 'conflict'}>
          <Meeting component={props.component} lines={props.lines} />
        </Match>
      </Switch>
      <Refused refusal={refusal()} />
    </div>
  )
}

function Meeting(props: { component: Component; lines: Lines }) {
  const { year } = useYear()
  const theirs = (): Entry | undefined => {
    const state = props.lines.state(props.component.id)
    return state.kind === 'conflict' ? state.theirs : undefined
  }
  const mine = () => props.lines.draft(props.component)
  const said = (fact: Entry['fact'], note: string) =>
    [props.lines.stage === 'explanation' ? '' : factText(props.component, fact), note ? `“${note}”` : '']
      .filter(Boolean)
      .join(' · ')
  return (
    <div class="note amber" role="alert">
      <p>{words.leaf.conflict(year().names[theirs()?.writtenBy ?? ''] ?? words.leaf.somebody)}</p>
      <dl class="facts">
        <dt>{words.leaf.mine}</dt>
        <dd>{said(readDraft(props.component, props.lines.stage, mine()).fact, mine().note)}</dd>
        <dt>{words.leaf.theirs}</dt>
        <dd>
          <Show when={theirs()} fallback={words.leaf.notEntered}>
            {(found) => said(found().fact, found().note)}
          </Show>
        </dd>
      </dl>
      <div class="actions">
        <Button little data-action="keep-mine" onClick={() => props.lines.decide(props.component.id, true)}>
          {words.leaf.keepMine}
        </Button>
        <Button little data-action="take-theirs" onClick={() => props.lines.decide(props.component.id, false)}>
          {words.leaf.takeTheirs}
        </Button>
      </div>
    </div>
  )
}

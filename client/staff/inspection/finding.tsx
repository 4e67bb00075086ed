import { createAsync } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { Field } from '../../ui/field.tsx'
import { dayText } from '../../words/days.ts'
import { inspection as words } from '../../words/inspection.ts'
import { holds } from '../api.ts'
import { documentOf, listPapers } from '../periods/api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { type Finding, judgeFinding, stateMeasure } from './api.ts'

const TONES: Readonly<Record<Finding['state'], Tone>> = { open: 'amber', measure: 'accent', verified: 'green' }

/** One finding until it is verified: what is wrong, what was done about it, what somebody else saw. */
export function FindingCard(props: { finding: Finding; unitId: string; judges: boolean }) {
  return (
    <article class="finding" data-finding={props.finding.state}>
      <p>
        <b>{props.finding.said}</b>
      </p>
      <p class="actions">
        <Chip tone={props.finding.overdue ? 'red' : TONES[props.finding.state]}>
          {props.finding.overdue ? words.overdue : words.states[props.finding.state]}
        </Chip>
        <span class="small">{words.due(dayText(props.finding.dueOn))}</span>
      </p>
      <Show when={props.finding.measure !== ''}>
        <p>
          {words.measureLabel(props.finding.measure)}{' '}
          <Show when={props.finding.evidenceId}>
            {(id) => (
              <a href={documentOf.paper(id())} target="_self" download="">
                {words.paper}
              </a>
            )}
          </Show>
        </p>
      </Show>
      <Show when={props.finding.verdict !== ''}>
        <p>{words.verdictLabel(props.finding.verdict)}</p>
      </Show>
      <Show when={props.finding.state === 'open' && holds(['assessor'])}>
        <Measure finding={props.finding} unitId={props.unitId} />
      </Show>
      <Show when={props.finding.state === 'measure' && props.judges}>
        <Verdict finding={props.finding} />
      </Show>
    </article>
  )
}

function Measure(props: { finding: Finding; unitId: string }) {
  const papers = createAsync(() => listPapers(props.unitId))
  const [said, setSaid] = createSignal('')
  const [paper, setPaper] = createSignal('')
  /** A paper that was withdrawn meanwhile is no longer in the list, and goes nowhere. */
  const paperThere = () => papers()?.find((one) => one.id === paper())?.id ?? null
  const task = createActionTask(stateMeasure)
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    await task.run(props.finding, said(), paperThere())
  }
  return (
    <form class="page" onSubmit={send}>
      <Field label={words.measure} lines={2} value={said()} onInput={setSaid} />
      <ChoiceField
        label={words.evidence}
        none={words.noEvidence}
        value={paperThere() ?? ''}
        options={(papers() ?? []).map((one) => [one.id, `${one.number}: ${one.abstract}`] as const)}
        onChange={setPaper}
      />
      <Refused refusal={task.refusal()} />
      <div class="actions">
        <Button type="submit" busy={task.busy()} disabled={said().trim() === ''} data-action="measure">
          {words.measureAct}
        </Button>
      </div>
    </form>
  )
}

function Verdict(props: { finding: Finding }) {
  const [said, setSaid] = createSignal('')
  const task = createActionTask(judgeFinding)
  return (
    <div class="page">
      <Field label={words.verdict} lines={2} value={said()} onInput={setSaid} />
      <Refused refusal={task.refusal()} />
      <div class="actions">
        <Button
          tone="main"
          busy={task.busy()}
          disabled={said().trim() === ''}
          data-action="verify"
          onClick={() => task.run(props.finding, true, said())}
        >
          {words.verify}
        </Button>
        <Button disabled={said().trim() === ''} onClick={() => task.run(props.finding, false, said())}>
          {words.reopen}
        </Button>
      </div>
    </div>
  )
}

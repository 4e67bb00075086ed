import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { ASSESSMENT_STEPS, type AssessmentStep } from '../../../surveys/assessment.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { assessment as words } from '../../words/assessment.ts'
import { decimalText } from '../../words/numbers.ts'
import { staff } from '../../words/staff.ts'
import { holds } from '../api.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { takeYearStep } from './api.ts'
import type { Lines } from './lines.ts'
import { bandName } from './totals.tsx'
import { useYear } from './year-context.ts'

const STEPS = Object.keys(ASSESSMENT_STEPS) as AssessmentStep[]

/** So many lines are named, of the others how many they are. */
const MOST_NAMED = 5

function goTo(component: string | undefined): void {
  const leaf = document.getElementById(`leaf-${component}`)
  leaf?.scrollIntoView({ block: 'center' })
  leaf?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true })
}

/** The one thing to do next, or whose turn it is. */
export function YearAction(props: { lines: Lines | undefined }) {
  const { year } = useYear()
  const [asking, setAsking] = createSignal(false)
  const step = () => STEPS.find((one) => ASSESSMENT_STEPS[one].from === year().state)
  const pending = () => props.lines?.pending() ?? []
  const waits = () => pending().length > 0
  const roles = (one: AssessmentStep) =>
    ASSESSMENT_STEPS[one].roles.map((role) => staff.roles[role]?.toLowerCase() ?? role).join(', ')
  const may = (one: AssessmentStep) =>
    holds(ASSESSMENT_STEPS[one].roles) && !(year().own && ASSESSMENT_STEPS[one].roles[0] !== 'assessor')
  return (
    <Show when={step()} keyed>
      {(one) => (
        <Show when={may(one)} fallback={<p class="why-not">{words.year.waitsFor(roles(one))}</p>}>
          <Button tone="main" data-action={one} disabled={waits()} onClick={() => setAsking(true)}>
            {words.act[one]}
          </Button>
          <Show when={waits()}>
            <p class="why-not">
              {words.act.unsaved(pending().slice(0, MOST_NAMED), pending().length)}{' '}
              <Button little tone="quiet" data-action="to-pending" onClick={() => goTo(pending()[0])}>
                {words.act.toLine(pending()[0] ?? '')}
              </Button>
            </p>
          </Show>
          <AskStep step={one} open={asking()} onClose={() => setAsking(false)} />
        </Show>
      )}
    </Show>
  )
}

function AskStep(props: { step: AssessmentStep; open: boolean; onClose: () => void }) {
  const { year, absorb } = useYear()
  const [decision, setDecision] = createSignal('')
  const task = createTask(takeYearStep)
  const asked = () => year().entries.filter((one) => one.stage === 'first' && one.asked)
  const unanswered = () =>
    asked().filter(
      ({ componentId }) =>
        !year().entries.some((one) => one.stage === 'explanation' && one.componentId === componentId),
    ).length
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const view = await task.run(year().id, year().lockVersion, props.step, decision().trim())
    if (!view) return
    props.onClose()
    absorb(view)
  }
  return (
    <Dialog open={props.open} title={words.act[props.step]} onClose={props.onClose}>
      <form onSubmit={submit}>
        <p>{words.act.leads[props.step]}</p>
        <Switch>
          <Match when={props.step === 'lock' && year().missing.length > 0}>
            <p class="note amber small">{words.act.missing(year().missing.length)}</p>
          </Match>
          <Match when={props.step === 'ask'}>
            <p class="note small">{words.act.askedCount(asked().length)}</p>
          </Match>
          <Match when={props.step === 'answer' && unanswered() > 0}>
            <p class="note amber small">{words.act.unanswered(unanswered())}</p>
          </Match>
          <Match when={props.step === 'publish' && year().scores.second}>
            {(score) => (
              <p class="note small">
                {words.act.result(decimalText(score().index, 2), bandName(year(), score().band))}
              </p>
            )}
          </Match>
        </Switch>
        <ul class="consequences">
          <For each={words.act.consequences[props.step]}>{(line) => <li>{line}</li>}</For>
        </ul>
        <Show when={props.step === 'publish'}>
          <Field
            label={words.act.decision}
            hint={words.act.decisionHint}
            name="decision"
            value={decision()}
            onInput={setDecision}
            error={errorAt(task.refusal(), '/decision')}
            required
          />
        </Show>
        <Refused refusal={task.refusal()} beside={['/decision']} />
        <div class="actions">
          <Button type="submit" tone="main" busy={task.busy()} data-confirm={props.step}>
            {words.act[props.step]}
          </Button>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {staff.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

import { createAsync, useAction } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { staff as words } from '../../words/staff.ts'
import { readFrame, takeStep } from '../api.ts'
import { Refused } from '../refused.tsx'
import { MainAction, mayTake, rolesOf } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import type { RoundView } from '../shapes.ts'
import { createTask } from '../task.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { BudgetForm } from './budget-form.tsx'
import { CalendarForm } from './calendar-form.tsx'
import { ChooseForms } from './choose-forms.tsx'
import { ModeRulesForm } from './mode-rules.tsx'
import { PlanForm } from './plan-form.tsx'

export default function PlanPage() {
  const round = useRound()
  const frame = createAsync(() => readFrame(round().id))
  const take = useAction(takeStep)
  const step = createTask(async (name: 'submit' | 'take-back') => take(round(), name))
  const [approving, setApproving] = createSignal(false)
  const [unsavedPlan, setUnsavedPlan] = createSignal(false)
  const [unsavedCalendar, setUnsavedCalendar] = createSignal(false)
  const [unsavedBudget, setUnsavedBudget] = createSignal(false)
  const unsaved = () => unsavedPlan() || unsavedCalendar() || unsavedBudget()
  const editable = () => round().state === 'drafting' && mayTake(rolesOf('submit'))
  const submitWaits = () => {
    if (frame() === null) return words.plan.submitNeedsFrame
    if (!round().opensOn || !round().closesOn) return words.plan.submitNeedsDays
    return unsaved() && words.plan.unsaved
  }
  return (
    <StepPage
      step="plan"
      title={words.plan.title}
      lead={words.plan.lead}
      action={
        <>
          <Show when={round().state === 'drafting'}>
            <MainAction
              name="submit"
              label={words.plan.submit}
              roles={rolesOf('submit')}
              busy={step.busy()}
              waits={submitWaits()}
              onPress={() => step.run('submit')}
            />
          </Show>
          <Show when={round().state === 'submitted'}>
            <MainAction
              name="approve"
              label={words.plan.approve}
              roles={rolesOf('approve')}
              onPress={() => setApproving(true)}
            />
            <Show when={mayTake(rolesOf('take_back'))}>
              <Button tone="quiet" data-action="take-back" busy={step.busy()} onClick={() => step.run('take-back')}>
                {words.plan.takeBack}
              </Button>
            </Show>
          </Show>
        </>
      }
    >
      <Refused refusal={step.refusal()} />
      <Show when={round().state === 'submitted'}>
        <p class="note amber">{words.plan.submitLead}</p>
      </Show>
      <PlanForm frame={frame() ?? null} onUnsaved={setUnsavedPlan} />
      <CalendarForm editable={editable()} onUnsaved={setUnsavedCalendar} />
      <BudgetForm editable={editable()} onUnsaved={setUnsavedBudget} />
      <Fixed round={round()} />
      <ModeRulesForm round={round()} editable={editable()} />
      <ApproveDialog open={approving()} onClose={() => setApproving(false)} />
    </StepPage>
  )
}

function Fixed(props: { round: RoundView }) {
  return (
    <>
      <TableBox label={words.plan.matrix}>
        <table class="table">
          <caption>{words.plan.matrix}</caption>
          <thead>
            <tr>
              <th scope="col">{words.plan.level}</th>
              <th scope="col">{words.plan.respondent}</th>
              <th scope="col">{words.plan.form}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.round.matrix}>
              {(entry) => (
                <tr>
                  <th scope="row">{words.levels[entry.level] ?? entry.level}</th>
                  <td>{words.respondents[entry.respondent] ?? entry.respondent}</td>
                  <td>
                    {entry.title} <span class="soft small">({entry.instrumentId})</span>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableBox>
      <Show when={props.round.state === 'drafting' && mayTake(rolesOf('submit'))}>
        <ChooseForms round={props.round} />
      </Show>
      <section class="card">
        <h3>{words.plan.fixed}</h3>
        <dl class="facts">
          <dt>{words.rounds.parentBody}</dt>
          <dd>{props.round.parentBody}</dd>
          <dt>{words.rounds.department}</dt>
          <dd>{props.round.department}</dd>
          <dt>{words.rounds.province}</dt>
          <dd>{props.round.province}</dd>
          <dt>{words.rounds.place}</dt>
          <dd>{props.round.place}</dd>
        </dl>
      </section>
    </>
  )
}

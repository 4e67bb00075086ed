import { createAsync, useAction } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { CardTable } from '../../ui/card-table.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { staff as words } from '../../words/staff.ts'
import { changeParts, readFrame, takeStep } from '../api.ts'
import { Refused } from '../refused.tsx'
import { MainAction, mayTake, rolesOf } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import { createActionTask, createTask } from '../task.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { BudgetForm, createBudgetPart } from './budget-form.tsx'
import { CalendarForm, createCalendarPart } from './calendar-form.tsx'
import { ChooseForms } from './choose-forms.tsx'
import { createGeneralPart, GeneralPart, RulesPart } from './general-part.tsx'
import { createModesPart, ModeRulesForm } from './mode-rules.tsx'
import { SampleSummary } from './sample-summary.tsx'
import { SaveBar } from './save-bar.tsx'
import './plan.css'

/** The plan: typed while it is drafted and saved at one press; from the day it is submitted it is read, not typed in. */
export default function PlanPage() {
  const round = useRound()
  const frame = createAsync(() => readFrame(round().id))
  const take = useAction(takeStep)
  const step = createTask(async (name: 'submit' | 'take-back') => take(round(), name))
  const [approving, setApproving] = createSignal(false)
  const saving = createActionTask(changeParts)
  const general = createGeneralPart(round, saving.refusal)
  const modes = createModesPart(round)
  const calendar = createCalendarPart(round, saving.refusal)
  const budget = createBudgetPart(round, saving.refusal)
  const parts = [general.part, modes.part, calendar.part, budget.part]
  const editable = () => round().state === 'drafting' && mayTake(rolesOf('submit'))
  const submitWaits = () => {
    if (frame() === null) return words.plan.submitNeedsFrame
    if (!round().opensOn || !round().closesOn) return words.plan.submitNeedsDays
    return parts.some(({ unsaved }) => unsaved()) && words.plan.unsaved
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
      <Show when={round().state !== 'drafting' && round().state !== 'submitted'}>
        <p class="note">{words.plan.locked}</p>
      </Show>
      <form class="page" data-form="plan" onSubmit={(event) => event.preventDefault()}>
        <GeneralPart of={general} editable={editable()} />
        <Matrix />
        <ModeRulesForm of={modes} editable={editable()} />
        <SampleSummary editable={editable()} />
        <RulesPart of={general} editable={editable()} />
        <CalendarForm of={calendar} editable={editable()} />
        <BudgetForm of={budget} editable={editable()} />
        <Show when={editable()}>
          <SaveBar parts={parts} saving={saving} />
        </Show>
      </form>
      <ApproveDialog open={approving()} onClose={() => setApproving(false)} />
    </StepPage>
  )
}

/** Who is asked by which form. */
function Matrix() {
  const round = useRound()
  const [choosing, setChoosing] = createSignal(false)
  return (
    <section class="card" data-part="matrix">
      <header>
        <h3>{words.plan.matrix}</h3>
        <Show when={round().state === 'drafting' && mayTake(rolesOf('submit'))}>
          <Button little data-action="choose-forms" onClick={() => setChoosing(true)}>
            {words.plan.chooseForms}
          </Button>
        </Show>
      </header>
      <TableBox label={words.plan.matrix}>
        <CardTable>
          <thead>
            <tr>
              <th scope="col">{words.plan.level}</th>
              <th scope="col">{words.plan.respondent}</th>
              <th scope="col">{words.plan.form}</th>
            </tr>
          </thead>
          <tbody>
            <For each={round().matrix}>
              {(entry) => (
                <tr>
                  <th scope="row">{words.levels[entry.level] ?? entry.level}</th>
                  <td data-head={words.plan.respondent}>{words.respondents[entry.respondent] ?? entry.respondent}</td>
                  <td data-head={words.plan.form}>
                    {entry.title} <span class="soft small">({entry.instrumentId})</span>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </CardTable>
      </TableBox>
      <Show when={choosing()}>
        <ChooseForms onClose={() => setChoosing(false)} />
      </Show>
    </section>
  )
}

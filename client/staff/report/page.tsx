import { createAsync, useAction } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { hasReached } from '../../../surveys/round-steps.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { reports as words } from '../../words/results.ts'
import { readDocuments, readEstimates, readUnitDays, takeLateStep } from '../api.ts'
import { DocumentTable } from '../documents/document-table.tsx'
import { Refused } from '../refused.tsx'
import { MainAction, mayTake, rolesOf } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import { createTask } from '../task.ts'

export default function ReportPage() {
  const round = useRound()
  const documents = createAsync(async () => (await readDocuments(round().id)).filter(({ kind }) => kind === 'result'))
  const estimate = createAsync(() => readEstimates(round().id))
  const take = useAction(takeLateStep)
  const [unitsOn, setUnitsOn] = createSignal('')
  const offered = createAsync(() => readUnitDays(round().id))
  const making = createTask(async () => take(round(), 'report', unitsOn()))
  const none = () => documents()?.length === 0
  const waits = () => (!hasReached(round().state, 'weighed') || estimate() === null) && words.waits
  return (
    <StepPage
      step="report"
      title={words.title}
      lead={words.lead}
      action={
        <Show when={none()}>
          <MainAction
            name="report"
            label={words.act}
            roles={rolesOf('report')}
            busy={making.busy()}
            waits={waits()}
            onPress={() => making.run()}
          />
        </Show>
      }
    >
      <Refused refusal={making.refusal()} onRetry={() => making.run()} />
      <Show when={round().synthetic}>
        <p class="note amber">{words.synthetic}</p>
      </Show>
      <Show when={estimate() && mayTake(rolesOf('report')) && (offered()?.days.length ?? 0) > 0}>
        <Field
          label={words.unitsOn}
          hint={words.unitsHint}
          name="report-units"
          type="date"
          value={unitsOn()}
          onInput={setUnitsOn}
        />
      </Show>
      <Show when={none()}>
        <Empty title={words.emptyTitle} text={words.emptyText} />
      </Show>
      <Show when={documents()?.length}>
        <DocumentTable label={words.documents} documents={documents() ?? []} />
        <Show when={mayTake(rolesOf('report'))}>
          <div class="actions">
            <Button busy={making.busy()} data-action="report" onClick={() => making.run()}>
              {words.again}
            </Button>
          </div>
        </Show>
      </Show>
    </StepPage>
  )
}

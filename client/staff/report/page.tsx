import { createAsync, useAction } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { hasReached } from '../../../surveys/round-steps.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Hash } from '../../ui/hash.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { momentText } from '../../words/days.ts'
import { countText } from '../../words/numbers.ts'
import { reports as words } from '../../words/results.ts'
import { staff } from '../../words/staff.ts'
import { addressOf, readDocuments, readEstimates, takeLateStep } from '../api.ts'
import { Refused } from '../refused.tsx'
import { MainAction, mayTake, rolesOf } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import { createTask } from '../task.ts'

export default function ReportPage() {
  const round = useRound()
  const documents = createAsync(() => readDocuments(round().id))
  const estimate = createAsync(() => readEstimates(round().id))
  const take = useAction(takeLateStep)
  const making = createTask(async () => take(round(), 'report'))
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
      <Show when={none()}>
        <Empty title={words.emptyTitle} text={words.emptyText} />
      </Show>
      <Show when={documents()?.length}>
        <TableBox label={words.documents}>
          <table class="table">
            <caption>{words.documents}</caption>
            <thead>
              <tr>
                <th scope="col">{words.columns.kind}</th>
                <th scope="col" class="number">
                  {words.columns.version}
                </th>
                <th scope="col">{words.columns.made}</th>
                <th scope="col">{words.columns.hash}</th>
                <th scope="col">{words.columns.file}</th>
              </tr>
            </thead>
            <tbody>
              <For each={documents()}>
                {(document) => (
                  <tr>
                    <th scope="row">{words.kinds[document.kind] ?? document.kind}</th>
                    <td class="number">{countText(document.version)}</td>
                    <td>{momentText(document.createdAt)}</td>
                    <td>
                      <Hash value={document.contentHash} copy={staff.copy} copied={staff.copied} />
                    </td>
                    <td>
                      <a
                        class="button"
                        href={addressOf.document(document.id)}
                        download=""
                        target="_self"
                        data-action="download-document"
                        aria-label={`${words.download}: ${document.fileName}`}
                      >
                        {words.download}
                      </a>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
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

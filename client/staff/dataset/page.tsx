import { createAsync, useAction } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { canStep, hasReached } from '../../../surveys/round-steps.ts'
import { Empty } from '../../ui/empty.tsx'
import { Hash } from '../../ui/hash.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { momentText } from '../../words/days.ts'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { addressOf, readDataset, takeStep } from '../api.ts'
import { MainAction, mayTake, rolesOf } from '../round/main-action.tsx'
import { OfficialStep } from '../round/official-step.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import type { Dataset } from '../shapes.ts'
import { createTask } from '../task.ts'

export default function DatasetPage() {
  const round = useRound()
  const dataset = createAsync(() => readDataset(round().id))
  const take = useAction(takeStep)
  const freezing = createTask(async () => take(round(), 'freeze'))
  const [asking, setAsking] = createSignal(false)
  const ask = () => {
    freezing.forget()
    setAsking(true)
  }
  const confirm = async () => {
    if (await freezing.run()) setAsking(false)
  }
  return (
    <StepPage
      step="dataset"
      title={words.dataset.title}
      lead={words.dataset.lead}
      action={
        <Show when={!hasReached(round().state, 'corrected')}>
          <MainAction
            name="freeze"
            label={words.dataset.act}
            roles={rolesOf('freeze')}
            waits={!canStep(round().state, 'freeze') && words.dataset.waits}
            onPress={ask}
          />
        </Show>
      }
    >
      <Show when={dataset() === null}>
        <Empty title={words.dataset.emptyTitle} text={words.dataset.emptyText} />
      </Show>
      <Show when={dataset()}>{(frozen) => <Frozen dataset={frozen()} />}</Show>
      <OfficialStep
        name="freeze"
        open={asking()}
        title={words.dataset.actTitle}
        lead={words.dataset.actLead}
        consequences={words.dataset.consequences}
        act={words.dataset.act}
        askNumber
        busy={freezing.busy()}
        refusal={freezing.refusal()}
        onClose={() => setAsking(false)}
        onConfirm={confirm}
      />
    </StepPage>
  )
}

function Frozen(props: { dataset: Dataset }) {
  const round = useRound()
  return (
    <>
      <section class="card">
        <dl class="facts">
          <dt>{words.dataset.rows}</dt>
          <dd>
            <b>{countText(props.dataset.rowCount)}</b>
          </dd>
          <dt>{words.dataset.frozenAt}</dt>
          <dd>{momentText(props.dataset.createdAt)}</dd>
          <dt>{words.dataset.hash}</dt>
          <dd>
            <Hash value={props.dataset.hash} copy={words.copy} copied={words.copied} />
          </dd>
        </dl>
        <Show when={mayTake(rolesOf('freeze')) && !props.dataset.rowsMayLeave}>
          <p class="soft">{words.dataset.few}</p>
        </Show>
        <Show when={mayTake(rolesOf('freeze')) && props.dataset.rowsMayLeave}>
          <div class="actions">
            <a class="button" href={addressOf.rows(round().id)} download="" target="_self" data-action="rows-csv">
              {words.dataset.csv}
            </a>
            <span class="small soft">{words.dataset.csvWhy}</span>
          </div>
          <h2>{words.dataset.exports}</h2>
          <p class="small soft">{words.dataset.exportsWhy}</p>
          <ul class="actions" data-part="exports">
            <For each={Object.entries(words.dataset.formats)}>
              {([format, name]) => (
                <li>
                  <a class="button" href={addressOf.exported(round().id, format)} download="" target="_self">
                    {name}
                  </a>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
      <Show when={props.dataset.exclusions.length > 0} fallback={<p class="soft">{words.dataset.noExclusions}</p>}>
        <TableBox label={words.dataset.exclusions}>
          <table class="table">
            <caption>{words.dataset.exclusions}</caption>
            <thead>
              <tr>
                <th scope="col">{words.dataset.rule}</th>
                <th scope="col" class="number">
                  {words.dataset.count}
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={props.dataset.exclusions}>
                {(one) => (
                  <tr>
                    <th scope="row">{words.dataset.rules[one.rule] ?? one.rule}</th>
                    <td class="number">{countText(one.count)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
      </Show>
    </>
  )
}

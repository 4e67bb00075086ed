import { createAsync } from '@solidjs/router'
import { For, type JSX, Show, Suspense } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { CardTable } from '../../ui/card-table.tsx'
import { Hash } from '../../ui/hash.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { momentText } from '../../words/days.ts'
import { evidence as words } from '../../words/evidence.ts'
import { countText } from '../../words/numbers.ts'
import { staff } from '../../words/staff.ts'
import { holds } from '../api.ts'
import { useYear } from '../assessment/year-context.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import {
  type AppraisalPaper,
  fileOf,
  type MadePaper,
  makeAppraisalPaper,
  makeDecision,
  makeYearPaper,
  readDecisions,
  readYearPapers,
  type UnitPaper,
} from './api.ts'

const MAKERS = ['assessor', 'appraiser', 'designer', 'director', 'admin']
const ISSUERS = ['appraiser', 'designer', 'director', 'admin']
const DECIDERS = ['designer', 'director', 'admin']

/** The documents of the year on the page: made at a press, every version kept. */
export function YearPapers() {
  const { year } = useYear()
  const papers = createAsync(() => readYearPapers(year().id))
  const making = createActionTask(makeYearPaper)
  const issuing = createActionTask(makeAppraisalPaper)
  const looked = () => !['scoring', 'locked'].includes(year().state)
  const settled = () => ['settled', 'published'].includes(year().state)
  const kinds = (): UnitPaper[] => [
    'score_sheet',
    'evidence_list',
    ...(looked() ? (['explanation'] as const) : []),
    ...(settled() ? (['remedy_plan'] as const) : []),
  ]
  const issued = (): AppraisalPaper[] => [
    ...(looked() ? (['appraisal_first'] as const) : []),
    ...(settled() ? (['appraisal_second'] as const) : []),
    'unit_profile',
  ]
  return (
    <section class="card year-papers" aria-label={words.papers.title}>
      <h2>{words.papers.title}</h2>
      <Show when={holds(MAKERS)}>
        <div class="actions">
          <For each={kinds()}>
            {(kind) => (
              <Button busy={making.busy()} data-make={kind} onClick={() => making.run(year().id, kind)}>
                {words.papers.makeOne(words.papers.kinds[kind] ?? kind)}
              </Button>
            )}
          </For>
        </div>
      </Show>
      <Show when={holds(ISSUERS)}>
        <h3>{words.papers.byDepartment}</h3>
        <div class="actions">
          <For each={issued()}>
            {(kind) => (
              <Button busy={issuing.busy()} data-make={kind} onClick={() => issuing.run(year().id, kind)}>
                {words.papers.makeOne(words.papers.kinds[kind] ?? kind)}
              </Button>
            )}
          </For>
        </div>
      </Show>
      <Refused refusal={making.refusal() ?? issuing.refusal()} />
      <Suspense>
        <Made papers={papers() ?? []} owner="assessments" id={year().id} />
      </Suspense>
    </section>
  )
}

/** The draft of the decision that publishes the indexes under a card. */
export function DecisionPapers(props: { card: string }): JSX.Element {
  return (
    <Show when={holds(DECIDERS)}>
      <Decisions card={props.card} />
    </Show>
  )
}

function Decisions(props: { card: string }) {
  const papers = createAsync(() => readDecisions(props.card))
  const making = createActionTask(makeDecision)
  return (
    <section class="card" aria-label={words.papers.decision}>
      <h2>{words.papers.decision}</h2>
      <p class="soft">{words.papers.decisionText}</p>
      <div class="actions">
        <Button busy={making.busy()} data-make="decision" onClick={() => making.run(props.card)}>
          {words.papers.makeOne(words.papers.kinds.decision ?? '')}
        </Button>
      </div>
      <Refused refusal={making.refusal()} />
      <Suspense>
        <Made papers={papers() ?? []} owner="criteria" id={props.card} />
      </Suspense>
    </section>
  )
}

function Made(props: { papers: readonly MadePaper[]; owner: 'assessments' | 'criteria'; id: string }) {
  return (
    <Show when={props.papers.length > 0} fallback={<p class="soft small">{words.papers.none}</p>}>
      <TableBox label={words.papers.title}>
        <CardTable>
          <thead>
            <tr>
              <th scope="col">{words.papers.kind}</th>
              <th scope="col" class="number">
                {words.papers.version}
              </th>
              <th scope="col">{words.papers.file}</th>
              <th scope="col">{words.papers.made}</th>
              <th scope="col">{words.papers.hash}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.papers}>
              {(paper) => (
                <tr data-made={paper.kind}>
                  <th scope="row">{words.papers.kinds[paper.kind] ?? paper.kind}</th>
                  <td class="number" data-head={words.papers.version}>
                    {countText(paper.version)}
                  </td>
                  <td data-head={words.papers.file}>
                    <div class="actions tight">
                      <For each={['docx', 'pdf'] as const}>
                        {(format) => (
                          <a
                            class="button little"
                            href={fileOf.made(props.owner, props.id, paper.id, format)}
                            download=""
                            aria-label={`${words.papers.kinds[paper.kind]} ${paper.version} ${words.papers[format]}`}
                          >
                            {words.papers[format]}
                          </a>
                        )}
                      </For>
                    </div>
                  </td>
                  <td data-head={words.papers.made}>{momentText(paper.madeAt)}</td>
                  <td data-head={words.papers.hash}>
                    <Hash value={paper.contentHash} copy={staff.copy} copied={staff.copied} />
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </CardTable>
      </TableBox>
    </Show>
  )
}

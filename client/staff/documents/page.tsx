import { A, createAsync } from '@solidjs/router'
import { Show } from 'solid-js'
import { hasReached } from '../../../surveys/round-steps.ts'
import { official as words } from '../../words/official.ts'
import { reports } from '../../words/results.ts'
import { makePapers, readDocuments, readFrame, readSlips } from '../api.ts'
import { Refused } from '../refused.tsx'
import { MainAction } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import type { Document } from '../shapes.ts'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { DocumentTable } from './document-table.tsx'

const MAKERS = ['designer', 'admin']

/** The papers of a round in one place, whatever step it is at. */
export default function DocumentsPage() {
  const round = useRound()
  const documents = createAsync(() => readDocuments(round().id))
  const frame = createAsync(() => readFrame(round().id))
  const slips = createAsync(() => readSlips(round().id))
  createTitle(() => `${words.title} · ${round().name}`)
  const of = (...kinds: string[]) => documents()?.filter(({ kind }) => kinds.includes(kind)) ?? []
  return (
    <section class="page" aria-labelledby="documents-title">
      <header class="page-head">
        <div>
          <h2 id="documents-title" tabindex="-1">
            {words.title}
          </h2>
          <p class="soft">{words.lead}</p>
        </div>
      </header>
      <Show when={round().synthetic}>
        <p class="note amber">{reports.synthetic}</p>
      </Show>
      <Papers paper="plan" documents={of('submission', 'plan')} ready={frame() !== null} />
      <Papers paper="distribution" documents={of('distribution')} ready={Boolean(slips()?.packets.length)} />
      <section class="card" aria-labelledby="result-title">
        <header>
          <div>
            <h3 id="result-title">{words.groups.result.title}</h3>
            <p class="soft">{words.groups.result.text}</p>
          </div>
          <Show when={hasReached(round().state, 'weighed')}>
            <A class="button" href={`/rounds/${round().id}/report`}>
              {words.groups.result.step}
            </A>
          </Show>
        </header>
        <Show when={of('result').length > 0} fallback={<p class="soft">{words.none}</p>}>
          <DocumentTable label={words.groups.result.title} documents={of('result')} />
        </Show>
      </section>
    </section>
  )
}

function Papers(props: {
  paper: 'plan' | 'distribution'
  documents: readonly Document[]
  /** What it is made from is there. */
  ready: boolean
}) {
  const round = useRound()
  const task = createActionTask(makePapers)
  const said = () => words.groups[props.paper]
  const id = () => `${props.paper}-title`
  return (
    <section class="card" aria-labelledby={id()}>
      <header>
        <div>
          <h3 id={id()}>{said().title}</h3>
          <p class="soft">{said().text}</p>
        </div>
        <div class="main-action">
          <MainAction
            name={`make-${props.paper}`}
            label={props.documents.length > 0 ? said().again : said().act}
            roles={MAKERS}
            busy={task.busy()}
            waits={!props.ready && said().waits}
            onPress={() => task.run(round().id, props.paper)}
          />
        </div>
      </header>
      <Refused refusal={task.refusal()} onRetry={() => task.run(round().id, props.paper)} />
      <Show when={props.documents.length > 0} fallback={<p class="soft">{words.none}</p>}>
        <DocumentTable label={said().title} documents={props.documents} />
      </Show>
    </section>
  )
}

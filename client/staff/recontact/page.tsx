import { createAsync } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { field } from '../../words/field.ts'
import { countText } from '../../words/numbers.ts'
import { recontact as words } from '../../words/recontact.ts'
import { drawCalls, type RecontactView, readRecontact, type WaitingCall } from '../field-api.ts'
import { mayTake } from '../round/main-action.tsx'
import { OfficialStep } from '../round/official-step.tsx'
import { useRound } from '../round/round-context.ts'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { CallDialog } from './call-dialog.tsx'
import { CallResults } from './results.tsx'

const CALLERS = ['designer', 'admin']
const OPEN = ['closed', 'corrected', 'weighed', 'reported']

/** Phúc tra: how many agreed, the draw, the calls one by one, and what they came to. */
export default function RecontactPage() {
  const round = useRound()
  createTitle(() => `${words.title} · ${round().name}`)
  const view = createAsync(() => readRecontact(round().id))
  const [calling, setCalling] = createSignal<WaitingCall | null>(null)
  const may = () => mayTake(CALLERS) && OPEN.includes(round().state)
  return (
    <section class="page" aria-labelledby="recontact-title">
      <header class="page-head">
        <div>
          <h2 id="recontact-title" tabindex="-1">
            {words.title}
          </h2>
          <p class="soft">{words.lead}</p>
        </div>
      </header>
      <Show when={view()}>
        {(now) => (
          <Show when={now().results} fallback={<Before view={now()} may={may()} />}>
            {(results) => (
              <>
                <Show when={may()}>
                  <WaitingCalls calls={now().waiting} onCall={setCalling} />
                </Show>
                <CallResults results={results()} />
              </>
            )}
          </Show>
        )}
      </Show>
      <CallDialog round={round().id} contact={calling()} onClose={() => setCalling(null)} />
    </section>
  )
}

function Before(props: { view: RecontactView; may: boolean }) {
  const round = useRound()
  const [share, setShare] = createSignal('10')
  const [seed, setSeed] = createSignal('')
  const [asking, setAsking] = createSignal(false)
  const drawing = createActionTask(drawCalls)
  const draw = async () => {
    const wanted = { share: Number(share().replace(',', '.')) / 100, ...(seed().trim() ? { seed: seed().trim() } : {}) }
    if ((await drawing.run(round().id, wanted)) !== undefined) setAsking(false)
  }
  return (
    <Show when={props.view.left > 0} fallback={<Empty title={words.none} text={words.before} />}>
      <section class="card">
        <p class="figure-large">{words.left(countText(props.view.left))}</p>
        <Show when={props.view.deleteOn}>{(day) => <p class="soft">{words.deleteOn(dayText(day()))}</p>}</Show>
        <Show when={props.may} fallback={<p class="soft">{words.before}</p>}>
          <Field label={words.share} hint={words.shareHint} name="share" value={share()} onInput={setShare} unit="%" />
          <Field label={words.seed} name="seed" value={seed()} onInput={setSeed} />
          <div class="actions">
            <Button tone="main" data-action="draw-calls" onClick={() => setAsking(true)}>
              {words.draw}
            </Button>
          </div>
        </Show>
      </section>
      <OfficialStep
        name="draw-calls"
        open={asking()}
        title={words.drawTitle}
        lead={words.drawLead}
        consequences={words.drawConsequences}
        act={words.draw}
        askNumber={false}
        busy={drawing.busy()}
        refusal={drawing.refusal()}
        onClose={() => setAsking(false)}
        onConfirm={draw}
      />
    </Show>
  )
}

function WaitingCalls(props: { calls: readonly WaitingCall[]; onCall: (call: WaitingCall) => void }) {
  return (
    <section class="card" id="waiting-calls">
      <h3>{words.waiting}</h3>
      <Show when={props.calls.length > 0} fallback={<p>{words.waitingNone}</p>}>
        <p class="soft small">{words.deleteOn(dayText(props.calls[0]?.deleteOn ?? ''))}</p>
        <TableBox label={words.waiting} tall>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.school}</th>
                <th scope="col">{words.language}</th>
                <th scope="col">{words.outcome}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.calls}>
                {(call) => (
                  <tr>
                    <th scope="row">
                      {call.name} <span class="soft small">{call.school}</span>
                    </th>
                    <td>{field.languages[call.language] ?? call.language}</td>
                    <td>
                      <Button little data-action="call" onClick={() => props.onCall(call)}>
                        {words.record}
                      </Button>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
      </Show>
    </section>
  )
}

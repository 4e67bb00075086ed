import { createAsync, useAction } from '@solidjs/router'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { field as fieldWords } from '../../words/field.ts'
import { countText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { downloadSheets, makeSlips, readSample, readSlips, takeStep } from '../api.ts'
import { downloadMinutes } from '../field-api.ts'
import { Refused } from '../refused.tsx'
import { MainAction, mayTake } from '../round/main-action.tsx'
import { OfficialStep } from '../round/official-step.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import type { Slips } from '../shapes.ts'
import { createTask } from '../task.ts'
import { OpenLinks } from './links.tsx'
import { Packets } from './packets.tsx'
import { PaperMenu } from './paper-menu.tsx'

const MAKERS = ['designer', 'admin']
const STATES = ['made', 'printed', 'issued', 'used', 'spoiled', 'returned', 'revoked'] as const

export default function SlipsPage() {
  const round = useRound()
  const slips = createAsync(() => readSlips(round().id))
  const draw = createAsync(() => readSample(round().id))
  const take = useAction(takeStep)
  const make = useAction(makeSlips)
  const [extra, setExtra] = createSignal('0')
  const making = createTask(async () => make(round(), Number(extra())))
  const issuing = createTask(async () => take(round(), 'issue'))
  const [issueOpen, setIssueOpen] = createSignal(false)
  /** The sheets first: slips count as printed only when the file has arrived. */
  const printing = createTask(async (paper?: 'vi' | 'km' | 'en') => {
    await downloadSheets(round().id, paper)
    if ((slips()?.totals.made ?? 0) > 0) await take(round(), 'print')
    return true
  })
  const minutes = createTask((kind: 'pdf' | 'docx') => downloadMinutes(round().id, kind))
  const inField = () => ['sampling', 'fielding'].includes(round().state)
  const count = (state: keyof Slips['totals']) => slips()?.totals[state] ?? 0
  const hasPackets = () => (slips()?.packets.length ?? 0) > 0
  const issue = async () => {
    if (await issuing.run()) setIssueOpen(false)
  }
  return (
    <StepPage
      step="slips"
      title={words.slips.title}
      lead={words.slips.lead}
      action={
        <Switch>
          <Match when={slips() && !hasPackets()}>
            <MainAction
              name="make-slips"
              label={words.slips.make}
              roles={MAKERS}
              busy={making.busy()}
              waits={!draw() && words.slips.waits}
              onPress={() => making.run()}
            />
          </Match>
          <Match when={inField() && count('made') > 0}>
            <MainAction
              name="print"
              label={printing.busy() ? words.slips.printing : words.slips.print}
              roles={MAKERS}
              busy={printing.busy()}
              onPress={() => printing.run()}
            />
          </Match>
          <Match when={inField() && count('printed') > 0}>
            <MainAction name="issue" label={words.slips.issue} roles={MAKERS} onPress={() => setIssueOpen(true)} />
          </Match>
        </Switch>
      }
    >
      <Refused refusal={making.refusal() ?? minutes.refusal()} />
      <Refused refusal={printing.refusal()} onRetry={() => printing.run()} />
      <Show when={slips() && !hasPackets()}>
        <Empty title={words.slips.emptyTitle} text={words.slips.emptyText} />
        <Show when={draw() && mayTake(MAKERS)}>
          <Field
            label={words.slips.extra}
            hint={words.slips.extraHint}
            type="number"
            name="extra"
            min={0}
            max={20}
            step={1}
            value={extra()}
            onInput={setExtra}
            class="short"
          />
        </Show>
      </Show>
      <Show when={hasPackets() && slips()}>
        {(all) => (
          <>
            <Show when={inField() && count('made') === 0 && count('printed') > 0}>
              <p class="note green">{words.slips.printedNote}</p>
            </Show>
            <section class="card">
              <header>
                <h3>{words.slips.totals}</h3>
                <Show when={mayTake(MAKERS)}>
                  <Button little busy={minutes.busy()} data-action="minutes" onClick={() => minutes.run('pdf')}>
                    {fieldWords.minutesPdf}
                  </Button>
                  <Button little busy={minutes.busy()} onClick={() => minutes.run('docx')}>
                    {fieldWords.minutesDocx}
                  </Button>
                </Show>
                <Show when={inField() && count('made') === 0}>
                  <Button little busy={printing.busy()} data-action="print-again" onClick={() => printing.run()}>
                    {words.slips.printAgain}
                  </Button>
                </Show>
                <Show when={inField() && mayTake(MAKERS)}>
                  <PaperMenu busy={printing.busy()} onPrint={(paper) => printing.run(paper)} />
                </Show>
              </header>
              <ul class="tallies">
                <For each={STATES}>
                  {(state) => (
                    <li classList={{ none: count(state) === 0 }}>
                      <b>{countText(count(state))}</b>
                      <span>{words.slips.states[state]}</span>
                    </li>
                  )}
                </For>
              </ul>
            </section>
            <Packets packets={all().packets} />
          </>
        )}
      </Show>
      <Show when={mayTake(MAKERS)}>
        <OpenLinks />
      </Show>
      <OfficialStep
        name="issue"
        open={issueOpen()}
        title={words.slips.issueTitle}
        lead={words.slips.issueLead}
        consequences={words.slips.issueConsequences}
        act={words.slips.issue}
        askNumber={false}
        busy={issuing.busy()}
        refusal={issuing.refusal()}
        onClose={() => setIssueOpen(false)}
        onConfirm={issue}
      />
    </StepPage>
  )
}

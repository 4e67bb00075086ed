import { createAsync } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { canStep, hasReached } from '../../../surveys/round-steps.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { Hash } from '../../ui/hash.tsx'
import { momentText } from '../../words/days.ts'
import { design } from '../../words/design.ts'
import { staff as words } from '../../words/staff.ts'
import { checkSample, drawSample, readFrame, readSample, readSlips } from '../api.ts'
import { Guarded } from '../guarded.tsx'
import { Refused } from '../refused.tsx'
import { MainAction, rolesOf } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import type { Draw } from '../shapes.ts'
import { createActionTask, createTask } from '../task.ts'
import { minutesAddress } from './api.ts'
import { DesignPanel } from './design-panel.tsx'
import { Schools } from './schools.tsx'
import { Strata } from './strata.tsx'

export default function SamplePage() {
  const round = useRound()
  const draw = createAsync(() => readSample(round().id))
  const frame = createAsync(() => readFrame(round().id))
  const slips = createAsync(() => readSlips(round().id))
  const drawing = createActionTask(drawSample)
  const [seed, setSeed] = createSignal('')
  const slipsMade = () => (slips()?.packets.length ?? 0) > 0
  const possible = () => !hasReached(round().state, 'fielding') && !slipsMade()
  const waits = () => {
    if (!canStep(round().state, 'draw')) return words.sample.waits
    return frame() === null && words.sample.waitsFrame
  }
  const run = async () => {
    if (await drawing.run(round(), seed().trim() || undefined)) setSeed('')
  }
  return (
    <StepPage
      step="sample"
      title={words.sample.title}
      lead={words.sample.lead}
      action={
        <Show when={possible() && draw() === null}>
          <MainAction
            name="draw"
            label={words.sample.act}
            roles={rolesOf('draw')}
            busy={drawing.busy()}
            waits={waits()}
            onPress={run}
          />
        </Show>
      }
    >
      <Refused refusal={drawing.refusal()} />
      <Show when={draw() === null && canStep(round().state, 'draw')}>
        <Empty title={words.sample.emptyTitle} text={words.sample.emptyText}>
          <Show when={!waits()}>
            <Field
              label={words.sample.seed}
              hint={words.sample.seedHint}
              name="seed"
              value={seed()}
              onInput={setSeed}
            />
          </Show>
        </Empty>
      </Show>
      <Show when={draw() === null}>
        <Guarded>
          <DesignPanel />
        </Guarded>
      </Show>
      <Show when={draw()}>
        {(drawn) => (
          <>
            <LedgerCard draw={drawn()} />
            <Minutes />
            <Strata draw={drawn()} />
            <Schools schools={drawn().schools} />
            <Show when={possible()} fallback={<p class="soft">{words.sample.slipsMade}</p>}>
              <section class="card">
                <h3>{words.sample.again}</h3>
                <Field
                  label={words.sample.seed}
                  hint={words.sample.seedHint}
                  name="seed"
                  value={seed()}
                  onInput={setSeed}
                />
                <div class="actions">
                  <Button busy={drawing.busy()} data-action="draw" onClick={run}>
                    {words.sample.act}
                  </Button>
                </div>
              </section>
            </Show>
            <Design />
          </>
        )}
      </Show>
    </StepPage>
  )
}

/** After the draw the design is there to be looked at, when somebody wants to. */
function Design() {
  const [open, setOpen] = createSignal(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{design.title}</summary>
      <Show when={open()}>
        <Guarded>
          <DesignPanel />
        </Guarded>
      </Show>
    </details>
  )
}

function Minutes() {
  const round = useRound()
  return (
    <section class="card" data-part="minutes">
      <h3>{design.minutes}</h3>
      <p class="soft">{design.minutesLead}</p>
      <div class="actions">
        <a class="button" href={minutesAddress(round().id, 'pdf')} download="" target="_self" data-action="minutes-pdf">
          {design.minutesPdf}
        </a>
        <a
          class="button"
          href={minutesAddress(round().id, 'docx')}
          download=""
          target="_self"
          data-action="minutes-docx"
        >
          {design.minutesDocx}
        </a>
      </div>
    </section>
  )
}

function LedgerCard(props: { draw: Draw }) {
  const round = useRound()
  const [same, setSame] = createSignal<boolean | null>(null)
  const checking = createTask(checkSample)
  const check = async () => setSame((await checking.run(round().id)) ?? null)
  return (
    <section class="card">
      <header>
        <h3>{words.sample.ledger}</h3>
        <Button little busy={checking.busy()} data-action="check-draw" onClick={check}>
          {words.sample.check}
        </Button>
      </header>
      <dl class="facts">
        <dt>{words.sample.seed}</dt>
        <dd class="mono">{props.draw.seed}</dd>
        <dt>{words.sample.drawnAt}</dt>
        <dd>{momentText(props.draw.createdAt)}</dd>
        <dt>{words.sample.method}</dt>
        <dd>
          {design.schoolMethods[props.draw.schoolMethod]} <span class="mono soft">({props.draw.method})</span>
        </dd>
        <dt>{words.sample.frameHash}</dt>
        <dd>
          <Hash value={props.draw.frameHash} copy={words.copy} copied={words.copied} />
        </dd>
        <dt>{words.sample.ledgerHash}</dt>
        <dd>
          <Hash value={props.draw.ledgerHash} copy={words.copy} copied={words.copied} />
        </dd>
      </dl>
      <div role="status">
        <Show when={same() === true}>
          <p class="note green">{words.sample.checkSame}</p>
        </Show>
        <Show when={same() === false}>
          <p class="note red">{words.sample.checkDiffers}</p>
        </Show>
      </div>
      <Refused refusal={checking.refusal()} />
    </section>
  )
}

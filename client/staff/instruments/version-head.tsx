import { A, useNavigate } from '@solidjs/router'
import { createSignal, type JSX, Show } from 'solid-js'
import { INSTRUMENT_STEPS, WRITERS } from '../../../surveys/instrument-state.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { holds, session } from '../api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { beginDraft, discardDraft, takeStep, type VersionView } from './api.ts'
import { Downloads } from './downloads.tsx'
import { countMarks, languagesOf } from './form.ts'
import { AskDialog, PublishDialog, WithdrawDialog } from './step-dialogs.tsx'

export const stateTone = (state: string): Tone =>
  state === 'published' ? 'green' : state === 'reviewed' ? 'accent' : state === 'withdrawn' ? 'plain' : 'amber'

export const mayWrite = (): boolean => holds(WRITERS)
export const mayStep = (step: keyof typeof INSTRUMENT_STEPS): boolean => holds(INSTRUMENT_STEPS[step].roles)
export const isAuthor = (view: VersionView): boolean => view.authors.some(({ id }) => id === session()?.id)

/** Name and state of a version, and the one thing to do next. */
export function VersionHead(props: {
  view: VersionView
  title: string
  lockVersion: number | null
  faults?: number
  /** Text that is not saved yet keeps the next step waiting. */
  waits?: boolean
  children?: JSX.Element
}) {
  const [asking, setAsking] = createSignal<'review' | 'publish' | 'withdraw' | 'discard' | null>(null)
  const navigate = useNavigate()
  const begin = createActionTask(beginDraft)
  const step = createActionTask(takeStep)
  const discard = createActionTask(discardDraft)
  const close = () => setAsking(null)
  const state = () => props.view.state
  const beginNew = async () => {
    const id = await begin.run(props.view.id)
    if (typeof id === 'string') navigate(`/instruments/${id}`)
  }
  const review = async () => {
    if (await step.run(props.view.id, props.lockVersion, 'review')) close()
  }
  const throwAway = async () => {
    if (await discard.run(props.view.id, props.lockVersion)) navigate('/instruments')
  }
  return (
    <header class="version-head">
      <p class="small">
        <A href="/instruments">‹ {words.back}</A>
      </p>
      <div class="page-head">
        <div>
          <h1 tabindex="-1">{props.title}</h1>
          <p class="facts-line">
            <span class="mono">
              {props.view.form}@{props.view.version}
            </span>
            <Chip tone={stateTone(state())}>{words.states[state()]}</Chip>
            {props.children}
          </p>
        </div>
        <div class="actions">
          <A class="button little quiet" href={`/instruments/${props.view.id}/compare`}>
            {words.compare.act}
          </A>
          <Downloads id={props.view.id} languages={languagesOf(props.view.definition)} />
          <Show when={state() === 'draft' && mayWrite()}>
            <Button little tone="quiet" data-action="discard" onClick={() => setAsking('discard')}>
              {words.editor.discard}
            </Button>
          </Show>
          <Show when={state() === 'draft' && mayStep('review') && !isAuthor(props.view)}>
            <Button
              tone="main"
              data-action="review"
              disabled={(props.faults ?? 0) > 0 || props.waits}
              onClick={() => setAsking('review')}
            >
              {words.steps.review}
            </Button>
          </Show>
          <Show when={state() === 'reviewed'}>
            <Show when={mayStep('reopen')}>
              <Button
                data-action="reopen"
                busy={step.busy()}
                onClick={() => step.run(props.view.id, props.lockVersion, 'reopen')}
              >
                {words.steps.reopen}
              </Button>
            </Show>
            <Show when={mayStep('publish')}>
              <Button tone="main" data-action="publish" onClick={() => setAsking('publish')}>
                {words.steps.publish}
              </Button>
            </Show>
          </Show>
          <Show when={state() === 'published' && mayStep('withdraw')}>
            <Button little tone="quiet" data-action="withdraw" onClick={() => setAsking('withdraw')}>
              {words.steps.withdraw}
            </Button>
          </Show>
          <Show when={props.lockVersion === null && mayWrite()}>
            <Button tone="main" data-action="begin-draft" busy={begin.busy()} onClick={beginNew}>
              {words.begin}
            </Button>
          </Show>
        </div>
      </div>
      <Next view={props.view} faults={props.faults ?? 0} />
      <Refused refusal={begin.refusal()} />
      <Refused refusal={step.refusal()} />
      <AskDialog
        open={asking() === 'review'}
        title={words.steps.reviewTitle}
        lead={words.steps.reviewLead}
        consequences={words.steps.reviewConsequences}
        act={words.steps.reviewAct}
        name="review"
        busy={step.busy()}
        refusal={step.refusal()}
        onAct={review}
        onClose={close}
      />
      <AskDialog
        open={asking() === 'discard'}
        title={words.editor.discardTitle}
        lead={words.editor.discardLead}
        consequences={[]}
        act={words.editor.discardAct}
        name="discard"
        busy={discard.busy()}
        refusal={discard.refusal()}
        onAct={throwAway}
        onClose={close}
      />
      <PublishDialog open={asking() === 'publish'} view={props.view} onClose={close} />
      <WithdrawDialog open={asking() === 'withdraw'} view={props.view} onClose={close} />
    </header>
  )
}

/** What this version waits for, in a sentence. */
function Next(props: { view: VersionView; faults: number }) {
  const text = () => {
    const { state } = props.view
    if (state === 'draft' && props.faults > 0) return words.steps.reviewFaults(props.faults)
    if (state === 'draft' && isAuthor(props.view)) return words.steps.reviewWaits
    if (state === 'draft' && mayStep('review')) {
      const { done, all } = countMarks(props.view.definition, languagesOf(props.view.definition))
      return words.marks.count(done, all)
    }
    if (state === 'reviewed' && !mayStep('publish')) return words.steps.publishWaits
    return ''
  }
  return (
    <Show when={text()}>
      <p class="small soft next">{text()}</p>
    </Show>
  )
}

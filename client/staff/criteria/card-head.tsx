import { A, useNavigate } from '@solidjs/router'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { dayOf, dayText } from '../../words/days.ts'
import { staff } from '../../words/staff.ts'
import { holds, session } from '../api.ts'
import { AskDialog } from '../instruments/step-dialogs.tsx'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask, createTask } from '../task.ts'
import { type CardView, discardCard, downloadCard, publishCard } from './api.ts'
import { BeginCard } from './begin-card.tsx'

export const cardTone = (state: string): Tone =>
  state === 'published' ? 'green' : state === 'draft' ? 'amber' : 'plain'
export const mayWriteCards = (): boolean => holds(['designer', 'admin'])
const mayPublish = (): boolean => holds(['director', 'admin'])

/** Name and state of a card, and the one thing to do next. */
export function CardHead(props: {
  view: CardView
  title: string
  lockVersion: number | null
  faults: number
  waits: boolean
  children?: JSX.Element
}) {
  const [asking, setAsking] = createSignal<'publish' | 'discard' | 'begin' | null>(null)
  const navigate = useNavigate()
  const discard = createActionTask(discardCard)
  const fetching = createTask(downloadCard)
  const isAuthor = () => props.view.authors.some(({ id }) => id === session()?.id)
  const close = () => setAsking(null)
  const draft = () => props.view.state === 'draft'
  const throwAway = async () => {
    if (await discard.run(props.view.id, props.lockVersion)) navigate('/criteria')
  }
  const next = () => {
    if (!draft()) return ''
    if (props.faults > 0) return words.waitsFaults(props.faults)
    if (isAuthor()) return words.waitsOther
    return mayPublish() ? '' : words.waitsDirector
  }
  return (
    <header class="version-head">
      <p class="small">
        <A href="/criteria">‹ {words.back}</A>
      </p>
      <div class="page-head">
        <div>
          <h1 tabindex="-1">{props.title}</h1>
          <p class="facts-line">
            <span class="mono">
              {props.view.definition.group}@{props.view.definition.year}.{props.view.definition.version}
            </span>
            <Chip tone={cardTone(props.view.state)}>{words.states[props.view.state]}</Chip>
            <Show when={props.view.decision}>
              {(number) => (
                <span class="small">
                  {words.issued(number(), dayText(dayOf(new Date(props.view.publishedAt ?? ''))))}
                </span>
              )}
            </Show>
            {props.children}
          </p>
        </div>
        <div class="actions">
          <A class="button little quiet" href={`/criteria/${encodeURIComponent(props.view.id)}/compare`}>
            {words.compare}
          </A>
          <Button little data-action="download-card" busy={fetching.busy()} onClick={() => fetching.run(props.view.id)}>
            {words.download}
          </Button>
          <Show when={draft() && mayWriteCards()}>
            <Button little tone="quiet" data-action="discard" onClick={() => setAsking('discard')}>
              {words.discard}
            </Button>
          </Show>
          <Show when={!draft() && mayWriteCards()}>
            <Button tone="main" data-action="begin-card" onClick={() => setAsking('begin')}>
              {words.begin}
            </Button>
          </Show>
          <Show when={draft() && mayPublish() && !isAuthor()}>
            <Button
              tone="main"
              data-action="publish"
              disabled={props.faults > 0 || props.waits}
              onClick={() => setAsking('publish')}
            >
              {words.publish}
            </Button>
          </Show>
        </div>
      </div>
      <Show when={next()}>
        <p class="small soft next">{next()}</p>
      </Show>
      <Refused refusal={fetching.refusal()} />
      <AskDialog
        open={asking() === 'discard'}
        title={words.discardTitle}
        lead={words.discardLead}
        consequences={[]}
        act={words.discard}
        name="discard"
        busy={discard.busy()}
        refusal={discard.refusal()}
        onAct={throwAway}
        onClose={close}
      />
      <PublishCard open={asking() === 'publish'} view={props.view} lockVersion={props.lockVersion} onClose={close} />
      <BeginCard open={asking() === 'begin'} id={props.view.id} year={props.view.definition.year} onClose={close} />
    </header>
  )
}

/** Says what becomes impossible, and asks for the decision it rests on. */
function PublishCard(props: { open: boolean; view: CardView; lockVersion: number | null; onClose: () => void }) {
  const [decision, setDecision] = createSignal('')
  const task = createActionTask(publishCard)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (typeof (await task.run(props.view.id, props.lockVersion, decision().trim())) === 'string') props.onClose()
  }
  return (
    <Dialog open={props.open} title={words.publishTitle} onClose={props.onClose}>
      <form onSubmit={submit}>
        <p>{words.publishLead}</p>
        <ul class="consequences">
          <For each={words.publishConsequences}>{(line) => <li>{line}</li>}</For>
        </ul>
        <Field
          label={words.decision}
          hint={words.decisionHint}
          name="decision"
          value={decision()}
          onInput={setDecision}
          error={errorAt(task.refusal(), '/decision')}
          required
        />
        <Refused refusal={task.refusal()} beside={['/decision']} />
        <div class="actions">
          <Button type="submit" tone="main" busy={task.busy()} data-confirm="publish">
            {words.publishAct}
          </Button>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {staff.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

import { A, createAsync, useParams, useSearchParams } from '@solidjs/router'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { TASK_STATES, type TaskState } from '../../../surveys/tasks/reform-task.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { dayText, momentText } from '../../words/days.ts'
import { periods } from '../../words/periods.ts'
import { tasks as words } from '../../words/tasks.ts'
import { wantedPaper } from '../../words/wanted-papers.ts'
import { holds } from '../api.ts'
import { NotFound } from '../not-found.tsx'
import { documentOf, listPapers } from '../periods/api.ts'
import '../periods/periods.css'
import { YEAR_KEEPERS } from '../periods/standing.ts'
import { UploadPaper } from '../periods/upload-paper.tsx'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { attachPaper, detachPaper, readTasks, setProgress, type Task } from './api.ts'
import { AssignTask } from './assign-task.tsx'
import { leadOf, mayWork, standingTone } from './task-list.ts'

/** One task: who does it, until when, how far it is, and the papers that are its products. */
export default function TaskPage() {
  const params = useParams<{ number: string }>()
  const [asked] = useSearchParams<{ year?: string }>()
  const found = createAsync(() => readTasks(asked.year))
  const task = () => found()?.tasks.find(({ number }) => number === Number(params.number))
  createTitle(() => words.one(Number(params.number)))
  return (
    <Show when={found()}>
      <Show when={task()} fallback={<NotFound />}>
        {(now) => <OneTask task={now()} year={found()?.year ?? 0} />}
      </Show>
    </Show>
  )
}

function OneTask(props: { task: Task; year: number }) {
  const may = () => mayWork(props.task)
  const [assigning, setAssigning] = createSignal(false)
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <A href={`/tasks?year=${props.year}`}>{words.back}</A>
          <h1 tabindex="-1">
            {words.one(props.task.number)}: {props.task.name}
          </h1>
          <p class="actions">
            <Chip tone={standingTone(props.task.standing)}>{words.standings[props.task.standing]}</Chip>
            <span>{props.task.dueOn === null ? words.noDue : words.dueOn(dayText(props.task.dueOn))}</span>
            <span class="soft small">{words.changed(momentText(props.task.changedAt))}</span>
          </p>
        </div>
        <Show when={holds(YEAR_KEEPERS)}>
          <Button data-action="assign" onClick={() => setAssigning(true)}>
            {words.assign}
          </Button>
        </Show>
      </header>
      <section class="card">
        <dl class="facts">
          <dt>{words.area}</dt>
          <dd>{props.task.area}</dd>
          <dt>{words.leadUnit}</dt>
          <dd>{leadOf(props.task)}</dd>
          <dt>{words.leadText}</dt>
          <dd>{props.task.lead}</dd>
          <dt>{words.supportingText}</dt>
          <dd>{props.task.supporting}</dd>
          <Show when={props.task.supportingUnits.length > 0}>
            <dt>{words.supporting}</dt>
            <dd>{props.task.supportingUnits.map(({ name }) => name).join(', ')}</dd>
          </Show>
        </dl>
      </section>
      <Products task={props.task} may={may()} />
      <Show when={may()}>
        <ProgressForm task={props.task} />
      </Show>
      <Show when={assigning()}>
        <AssignTask task={props.task} onClose={() => setAssigning(false)} />
      </Show>
    </div>
  )
}

function Products(props: { task: Task; may: boolean }) {
  const [at, setAt] = createSignal<number>()
  const detaching = createActionTask(detachPaper)
  return (
    <section class="card">
      <h2>{words.products}</h2>
      <Refused refusal={detaching.refusal()} />
      <ul class="findings">
        <For each={props.task.products}>
          {(product, place) => (
            <li class="finding" data-product={place()}>
              <p>
                <Show when={product.part !== ''}>
                  <span class="soft">{product.part}: </span>
                </Show>
                <b>{wantedPaper(product.name)}</b> <Show when={product.mayNotArise}>({words.mayNotArise})</Show>
              </p>
              <ul class="papers-list">
                <For
                  each={product.papers}
                  fallback={
                    <li>
                      <Chip tone="amber">{words.noPaper}</Chip>
                    </li>
                  }
                >
                  {(paper) => (
                    <li class="actions">
                      <Show when={paper.about} fallback={<Chip tone="green">{words.hiddenPaper}</Chip>}>
                        {(about) => (
                          <a href={documentOf.paper(paper.id)} target="_self" download="">
                            {about().number}, {dayText(about().issuedOn)}, {about().issuer}: {about().abstract}
                          </a>
                        )}
                      </Show>
                      <Show when={props.may && paper.about}>
                        <Button little tone="quiet" onClick={() => detaching.run(props.task, place(), paper.id)}>
                          {words.detach}
                        </Button>
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
              <Show when={props.may}>
                <div class="actions">
                  <Button
                    little
                    aria-label={words.attachTo(wantedPaper(product.name))}
                    data-action="attach"
                    onClick={() => setAt(place())}
                  >
                    {words.attach}
                  </Button>
                </div>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={at() !== undefined}>
        <AttachDialog task={props.task} product={at() ?? 0} onClose={() => setAt(undefined)} />
      </Show>
    </section>
  )
}

function AttachDialog(props: { task: Task; product: number; onClose: () => void }) {
  const papers = createAsync(() => listPapers(props.task.leadUnit?.id ?? null))
  const task = createActionTask(attachPaper)
  const attach = async (id: string) => {
    if (await task.run(props.task, props.product, id)) props.onClose()
  }
  return (
    <Dialog
      open
      title={words.attachTo(wantedPaper(props.task.products[props.product]?.name ?? ''))}
      onClose={props.onClose}
    >
      <h3>{words.choosePaper}</h3>
      <ul class="papers-list">
        <For each={papers()} fallback={<li class="soft">{words.noPaper}</li>}>
          {(paper) => (
            <li class="actions">
              <span>
                {paper.number}, {dayText(paper.issuedOn)}, {paper.issuer}: {paper.abstract}
              </span>
              <Button little onClick={() => attach(paper.id)}>
                {words.attach}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <UploadPaper unitId={props.task.leadUnit?.id ?? null} onKept={attach} />
      <Refused refusal={task.refusal()} />
      <div class="actions">
        <Button onClick={props.onClose}>{periods.cancel}</Button>
      </div>
    </Dialog>
  )
}

function ProgressForm(props: { task: Task }) {
  const id = createUniqueId()
  const [state, setState] = createSignal<TaskState>(props.task.state)
  const [percent, setPercent] = createSignal(String(props.task.percent))
  const [note, setNote] = createSignal(props.task.note)
  const task = createActionTask(setProgress)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    await task.run(props.task, { state: state(), percent: Number(percent()) || 0, note: note() })
  }
  return (
    <form class="card" onSubmit={save}>
      <h2>{words.setProgress}</h2>
      <div class="fields">
        <div class="field">
          <label for={id}>{words.state}</label>
          <select
            id={id}
            name="state"
            class="input"
            onChange={({ currentTarget }) => setState(currentTarget.value as TaskState)}
          >
            <For each={TASK_STATES}>
              {(one) => (
                <option value={one} selected={one === state()}>
                  {words.states[one]}
                </option>
              )}
            </For>
          </select>
          <Show when={errorAt(task.refusal(), '/state')}>{(text) => <span class="wrong">{text()}</span>}</Show>
        </div>
        <Show when={state() === 'doing'}>
          <Field label={words.percentLabel} type="number" min={0} max={100} value={percent()} onInput={setPercent} />
        </Show>
        <Field class="wide" label={words.note} lines={3} value={note()} onInput={setNote} />
      </div>
      <Refused refusal={task.refusal()} beside={['/state']} />
      <div class="actions">
        <Button type="submit" tone="main" busy={task.busy()} data-action="save-progress">
          {words.save}
        </Button>
      </div>
    </form>
  )
}

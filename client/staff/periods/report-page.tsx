import { A, createAsync, useParams } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { dayText } from '../../words/days.ts'
import { periods, report as words } from '../../words/periods.ts'
import { holds } from '../api.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { documentOf, type ReportView, readReport, receiveReport, returnReport, submitReport } from './api.ts'
import { type Download, Downloads } from './downloads.tsx'
import './periods.css'
import { ReportEntry } from './report-entry.tsx'
import { dueTone, RECEIVERS } from './standing.ts'

/** One unit's report of a period: written task by task, sent, received or given back. */
export default function ReportPage() {
  const params = useParams<{ id: string }>()
  const report = createAsync(() => readReport(params.id))
  createTitle(() => report()?.period.name)
  return <Show when={report()}>{(now) => <Report report={now()} />}</Show>
}

function Report(props: { report: ReportView }) {
  const may = () => props.report.state === 'draft' && holds(['assessor'])
  const asked = () => props.report.tasks.filter((task) => task.asked)
  const others = () => props.report.tasks.filter((task) => !task.asked)
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <A href={`/periods/${props.report.period.id}`}>{periods.back}</A>
          <h1 tabindex="-1">{props.report.period.name}</h1>
          <p class="soft">
            {props.report.unit.name} · {periods.covers}:{' '}
            {periods.from(props.report.period.startsOn, props.report.period.endsOn)} ·{' '}
            {words.dueOn(props.report.period.lastDay)}
            <Show when={props.report.period.lastDay !== props.report.period.dueOn}>
              {' '}
              ({periods.moved(props.report.period.dueOn)})
            </Show>
          </p>
          <p class="actions">
            <Chip tone={props.report.state === 'received' ? 'green' : 'plain'}>
              {periods.states[props.report.state]}
            </Chip>
            <Show
              when={props.report.submittedOn}
              fallback={<Chip tone={dueTone(props.report.due)}>{dayText(props.report.period.lastDay)}</Chip>}
            >
              {(day) => (
                <Chip
                  tone={dueTone(props.report.due)}
                >{`${words.sentOn(day())} · ${periods.dues[props.report.due === 'late' ? 'late' : 'in_time']?.(lateDays(props.report)) ?? ''}`}</Chip>
              )}
            </Show>
            <span class="small soft">{words.filled(props.report.entries.length)}</span>
          </p>
        </div>
        <Actions report={props.report} may={may()} />
      </header>
      <Show when={props.report.state === 'draft' && props.report.returnedNote}>
        {(note) => <p class="note amber">{words.returnedNote(note())}</p>}
      </Show>
      <section class="card">
        <ReportEntry report={props.report} task={0} name={words.whole} leads={false} may={may()} />
        <h2>{words.mine}</h2>
        <div>
          <For each={asked()}>
            {(task) => (
              <ReportEntry
                report={props.report}
                task={task.number}
                name={words.ofTask(task.number, task.name)}
                leads={task.leads}
                may={may()}
              />
            )}
          </For>
        </div>
        <Show when={others().length > 0}>
          <h2>{words.others}</h2>
          <p class="soft">{words.othersText}</p>
          <div>
            <For each={others()}>
              {(task) => (
                <ReportEntry
                  report={props.report}
                  task={task.number}
                  name={words.ofTask(task.number, task.name)}
                  leads={false}
                  may={may()}
                />
              )}
            </For>
          </div>
        </Show>
      </section>
    </div>
  )
}

const lateDays = ({ submittedOn, period }: ReportView): number =>
  submittedOn === null ? 0 : Math.round((Date.parse(submittedOn) - Date.parse(period.lastDay)) / 86_400_000)

const filesOf = (id: string): Download[] => [
  { format: 'docx', address: documentOf.report(id, 'docx') },
  { format: 'pdf', address: documentOf.report(id, 'pdf') },
  { format: 'zip', address: documentOf.reportPackage(id) },
]

function Actions(props: { report: ReportView; may: boolean }) {
  const sending = createActionTask(submitReport)
  const receiving = createActionTask(receiveReport)
  const returning = createActionTask(returnReport)
  const [asking, setAsking] = createSignal(false)
  const [note, setNote] = createSignal('')
  const giveBack = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await returning.run(props.report, note())) setAsking(false)
  }
  const receives = () => props.report.state === 'submitted' && holds(RECEIVERS)
  return (
    <div class="actions">
      <Downloads label={words.file} name="report" files={filesOf(props.report.id)} />
      <Show when={props.may}>
        <Button
          tone="main"
          busy={sending.busy()}
          title={words.submitText}
          data-action="submit-report"
          onClick={() => sending.run(props.report)}
        >
          {words.submit}
        </Button>
      </Show>
      <Show when={receives()}>
        <Button
          tone="main"
          busy={receiving.busy()}
          data-action="receive-report"
          onClick={() => receiving.run(props.report)}
        >
          {words.receive}
        </Button>
        <Button onClick={() => setAsking(true)}>{words.giveBack}</Button>
      </Show>
      <Refused refusal={sending.refusal() ?? receiving.refusal()} />
      <Show when={props.may}>
        <p class="small soft">{words.submitText}</p>
      </Show>
      <Show when={asking()}>
        <Dialog open title={words.giveBack} onClose={() => setAsking(false)}>
          <form onSubmit={giveBack}>
            <Field label={words.giveBackNote} lines={3} value={note()} onInput={setNote} />
            <Refused refusal={returning.refusal()} />
            <div class="actions">
              <Button type="submit" tone="main" busy={returning.busy()} disabled={note().trim() === ''}>
                {words.giveBack}
              </Button>
              <Button onClick={() => setAsking(false)}>{periods.cancel}</Button>
            </div>
          </form>
        </Dialog>
      </Show>
    </div>
  )
}

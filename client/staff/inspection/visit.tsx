import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { dayText } from '../../words/days.ts'
import { inspection as words } from '../../words/inspection.ts'
import { decimalText } from '../../words/numbers.ts'
import { visitMinutes } from '../../words/visit-minutes.ts'
import { holds } from '../api.ts'
import { RECEIVERS } from '../periods/standing.ts'
import { errorAt } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { addFinding, noteVisit, type Visit, visitMinutesOf } from './api.ts'
import { FindingCard } from './finding.tsx'

/** One unit that was drawn: when it was visited, what was seen, and its findings. */
export function VisitCard(props: { visit: Visit; may: boolean; papers: boolean }) {
  const open = () => props.visit.findings.filter(({ state }) => state !== 'verified').length
  return (
    <details class="entry" data-visit={props.visit.unit.id}>
      <summary>
        <span class="entry-name">{props.visit.unit.name}</span>
        <span class="soft small">
          {props.visit.lastYear === null ? words.neverInspected : `${words.lastYear}: ${props.visit.lastYear}`} ·{' '}
          {words.chance}:{' '}
          {props.visit.probability === 1
            ? words.certain
            : words.asPercent(decimalText(100 * props.visit.probability, 1))}
        </span>
        <Chip tone={props.visit.visitedOn === null ? 'plain' : 'green'}>
          {props.visit.visitedOn === null ? words.notVisited : words.visited(dayText(props.visit.visitedOn))}
        </Chip>
        <Show when={open() > 0}>
          <Chip tone="amber">{words.openFindings(open())}</Chip>
        </Show>
      </summary>
      <div class="findings">
        <Show when={props.may} fallback={<p>{props.visit.notes}</p>}>
          <Notes visit={props.visit} />
        </Show>
        <h3>{words.findings}</h3>
        <For each={props.visit.findings} fallback={<p class="soft">{words.noFindings}</p>}>
          {(finding) => <FindingCard finding={finding} unitId={props.visit.unit.id} judges={holds(RECEIVERS)} />}
        </For>
        <Show when={props.papers && props.visit.visitedOn !== null}>
          <div class="actions">
            <For each={['docx', 'pdf'] as const}>
              {(format) => (
                <a
                  class="button little"
                  href={visitMinutesOf(props.visit, format)}
                  target="_self"
                  download=""
                  data-action={`visit-${format}`}
                >
                  {visitMinutes.files[format]}
                </a>
              )}
            </For>
          </div>
        </Show>
        <Show when={props.may && props.visit.visitedOn !== null}>
          <NewFinding visit={props.visit} />
        </Show>
      </div>
    </details>
  )
}

function Notes(props: { visit: Visit }) {
  const [visitedOn, setVisitedOn] = createSignal(props.visit.visitedOn ?? '')
  const [team, setTeam] = createSignal(props.visit.team)
  const [notes, setNotes] = createSignal(props.visit.notes)
  const task = createActionTask(noteVisit)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    await task.run(props.visit, { visitedOn: visitedOn() || null, team: team(), notes: notes() })
  }
  return (
    <form onSubmit={save}>
      <div class="fields">
        <Field
          label={words.visitedOn}
          type="date"
          value={visitedOn()}
          onInput={setVisitedOn}
          error={errorAt(task.refusal(), '/visitedOn')}
        />
        <Field label={words.team} value={team()} onInput={setTeam} />
        <Field class="wide" label={words.noted} lines={3} value={notes()} onInput={setNotes} />
      </div>
      <Refused refusal={task.refusal()} beside={['/visitedOn']} />
      <div class="actions">
        <Button type="submit" busy={task.busy()} data-action="save-visit">
          {words.save}
        </Button>
      </div>
    </form>
  )
}

function NewFinding(props: { visit: Visit }) {
  const [said, setSaid] = createSignal('')
  const [dueOn, setDueOn] = createSignal('')
  const task = createActionTask(addFinding)
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!(await task.run(props.visit, { said: said(), dueOn: dueOn() }))) return
    setSaid('')
    setDueOn('')
  }
  return (
    <form onSubmit={add}>
      <div class="fields">
        <Field label={words.said} value={said()} onInput={setSaid} required />
        <Field
          label={words.dueOn}
          type="date"
          value={dueOn()}
          onInput={setDueOn}
          error={errorAt(task.refusal(), '/dueOn')}
          required
        />
      </div>
      <Refused refusal={task.refusal()} beside={['/dueOn']} />
      <div class="actions">
        <Button type="submit" busy={task.busy()} data-action="add-finding">
          {words.addFinding}
        </Button>
      </div>
    </form>
  )
}

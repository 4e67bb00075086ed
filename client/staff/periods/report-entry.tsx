import { createAsync } from '@solidjs/router'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { dayText } from '../../words/days.ts'
import { report as words } from '../../words/periods.ts'
import { readNumber, typedNumber } from '../../words/read-number.ts'
import { errorText } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { documentOf, listPapers, type ReportView, writeEntry } from './api.ts'
import { UploadPaper } from './upload-paper.tsx'

type Said = Readonly<{
  done: string
  numerator: string
  denominator: string
  measure: string
  difficulties: string
  next: string
  evidence: readonly string[]
}>

const text = (value: number | null | undefined) => (value === null || value === undefined ? '' : typedNumber(value))
const said = (report: ReportView, task: number): Said => {
  const entry = report.entries.find((one) => one.task === task)
  return {
    ...{ done: entry?.done ?? '', difficulties: entry?.difficulties ?? '', next: entry?.next ?? '' },
    ...{ numerator: text(entry?.figure?.numerator), denominator: text(entry?.figure?.denominator) },
    ...{ measure: entry?.figure?.measure ?? '', evidence: entry?.evidence ?? [] },
  }
}

/** One task of a report, folded until it is looked at: what was done, the figure, difficulties, what is next, the papers. */
export function ReportEntry(props: { report: ReportView; task: number; name: string; leads: boolean; may: boolean }) {
  const filled = () => props.report.entries.some((one) => one.task === props.task)
  const [open, setOpen] = createSignal(props.task === 0)
  return (
    <details
      class="entry"
      open={open()}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      data-task={props.task}
    >
      <summary>
        <span class="entry-name">{props.name}</span>
        <Show when={props.leads}>
          <Chip tone="accent">{words.leads}</Chip>
        </Show>
        <Show when={filled()}>
          <Chip tone="green">{words.saved}</Chip>
        </Show>
      </summary>
      <Show when={open()}>
        <EntryForm {...props} />
      </Show>
    </details>
  )
}

function EntryForm(props: { report: ReportView; task: number; may: boolean }) {
  const [now, setNow] = createSignal(said(props.report, props.task))
  const [touched, setTouched] = createSignal(false)
  const papers = createAsync(() => listPapers(props.report.unit.id))
  const task = createActionTask(writeEntry)
  // What somebody is typing is never overwritten; what was saved elsewhere comes in where nothing was typed.
  createEffect(
    on(
      () => props.report.lockVersion,
      () => {
        if (!touched()) setNow(said(props.report, props.task))
      },
      { defer: true },
    ),
  )
  const set = (change: Partial<Said>) => {
    setTouched(true)
    setNow({ ...now(), ...change })
  }
  /** null: nothing typed; undefined: no number */
  const number = (typed: string) => (typed.trim() === '' ? null : readNumber(typed))
  const wrong = () => number(now().numerator) === undefined || number(now().denominator) === undefined
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const { done, difficulties, next, evidence, measure } = now()
    const [numerator, denominator] = [number(now().numerator), number(now().denominator)]
    const entry = {
      ...{ task: props.task, done, difficulties, next, evidence: [...evidence] },
      figure:
        numerator === null || numerator === undefined ? null : { numerator, denominator: denominator ?? null, measure },
    }
    if (await task.run(props.report, entry)) setTouched(false)
  }
  const figureFault = () => {
    const fault = task.refusal()?.errors.find(({ pointer }) => pointer === '/figure/denominator')
    return fault && (words.figureFaults[fault.code] ?? errorText(fault))
  }
  const toggle = (id: string, on: boolean) =>
    set({ evidence: on ? [...now().evidence, id] : now().evidence.filter((one) => one !== id) })
  return (
    <form onSubmit={save}>
      <Field label={words.done} lines={4} value={now().done} onInput={(done) => set({ done })} disabled={!props.may} />
      <Show when={props.task !== 0}>
        <div class="fields">
          <Field
            label={words.numerator}
            inputmode="decimal"
            value={now().numerator}
            onInput={(numerator) => set({ numerator })}
            disabled={!props.may}
          />
          <Field
            label={words.denominator}
            inputmode="decimal"
            value={now().denominator}
            onInput={(denominator) => set({ denominator })}
            error={figureFault()}
            disabled={!props.may}
          />
          <Field
            label={words.measure}
            value={now().measure}
            onInput={(measure) => set({ measure })}
            disabled={!props.may}
          />
        </div>
      </Show>
      <Field
        label={words.difficulties}
        lines={2}
        value={now().difficulties}
        onInput={(difficulties) => set({ difficulties })}
        disabled={!props.may}
      />
      <Field label={words.next} lines={2} value={now().next} onInput={(next) => set({ next })} disabled={!props.may} />
      <fieldset class="papers-list" disabled={!props.may}>
        <legend>{words.proofs}</legend>
        <For
          each={props.may ? papers() : props.report.papers.filter(({ id }) => now().evidence.includes(id))}
          fallback={<p class="soft small">{props.may ? words.noProofs : '–'}</p>}
        >
          {(paper) => (
            <label class="choice">
              <input
                type="checkbox"
                checked={now().evidence.includes(paper.id)}
                onChange={({ currentTarget }) => toggle(paper.id, currentTarget.checked)}
              />
              <span>
                {paper.number}, {dayText(paper.issuedOn)}, {paper.issuer}: {paper.abstract}{' '}
                <a href={documentOf.paper(paper.id)} target="_self" download="">
                  PDF
                </a>
              </span>
            </label>
          )}
        </For>
      </fieldset>
      <Show when={props.may}>
        <UploadPaper unitId={props.report.unit.id} onKept={(id) => toggle(id, true)} />
        <Refused refusal={task.refusal()} beside={['/figure/denominator']} />
        <div class="actions">
          <Button type="submit" busy={task.busy()} disabled={wrong()} data-action="save-entry">
            {words.save}
          </Button>
        </div>
      </Show>
    </form>
  )
}

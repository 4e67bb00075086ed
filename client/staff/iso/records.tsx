import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { ISO_STEPS, type IsoContent, type IsoKind } from '../../../surveys/iso/iso-records.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { iso as words } from '../../words/iso.ts'
import type { Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { mayTake } from '../round/main-action.tsx'
import { createActionTask } from '../task.ts'
import {
  createRecord,
  type IsoRecord,
  type IsoYear,
  minutesAddress,
  type NewRecord,
  type SavedRecord,
  saveRecord,
  stepRecord,
} from './api.ts'
import { blankContent, FIELDS } from './fields.ts'
import { RecordForm } from './record-form.tsx'

const WRITERS = ['designer', 'appraiser', 'director', 'admin']
const TONE = { late: 'red', done_late: 'amber', soon: 'amber', ahead: 'plain', done: 'green' } as const

/** What a record is called in its row. */
function nameOf(record: IsoRecord): string {
  if (record.kind === 'audit') return `${record.content.title} – ${record.content.unit}`
  if (record.kind === 'finding') return `${record.content.clause}. ${record.content.text}`
  if (record.kind === 'law') return `${record.content.number}. ${record.content.title}`
  return `${dayText(record.content.heldOn)}, ${record.content.place}`
}

function moreOf(record: IsoRecord): string {
  if (record.kind === 'audit') {
    const { items } = record.content
    return words.looked(items.filter(({ answer }) => answer !== 'not_looked').length, items.length)
  }
  if (record.kind === 'finding')
    return [
      words.grades[record.content.grade],
      record.content.action,
      record.content.answer && `${words.returned}: ${record.content.answer}`,
    ]
      .filter(Boolean)
      .join('. ')
  return record.kind === 'law' ? record.content.affects : record.content.chair
}

/** Why a step was not taken, with the fields it still needs by their names. */
function Lacking(props: { kind: IsoKind; refusal: Refusal | null }) {
  const lacking = () => (props.refusal?.errors ?? []).filter(({ code }) => code === 'needed')
  const labels = () =>
    lacking().map(({ pointer }) => {
      const name = pointer.split('/').at(-1)
      return name === 'answer' ? words.returned : (FIELDS[props.kind].find((one) => one.name === name)?.label ?? '')
    })
  return (
    <>
      <Refused refusal={props.refusal} beside={lacking().map(({ pointer }) => pointer)} />
      <Show when={labels().length > 0}>
        <p class="note amber">{words.lacking(labels().join(', '))}</p>
      </Show>
    </>
  )
}

type Editing = Readonly<{ record: IsoRecord | null; audit: string; from?: Failure }>

/** A question of a held audit that was answered "fails" and has no finding yet. */
type Failure = Readonly<{ audit: string; clause: string; text: string }>
function failuresIn(records: readonly IsoRecord[]): Failure[] {
  const written = new Set(
    records.flatMap((one) => (one.kind === 'finding' ? [`${one.parentId} ${one.content.clause}`] : [])),
  )
  return records.flatMap((audit): Failure[] =>
    audit.kind !== 'audit' || audit.state !== 'held'
      ? []
      : audit.content.items
          .filter(({ answer, clause }) => answer === 'fails' && !written.has(`${audit.id} ${clause}`))
          .map(({ clause, note, question }) => ({ audit: audit.id, clause, text: note || question })),
  )
}

/** The records of one kind: table, form, steps. `kind` null: of all kinds, and none is begun here. */
export function Records(props: {
  kind: IsoKind | null
  title: string
  empty: string
  year: IsoYear
  records: readonly IsoRecord[]
}) {
  const [editing, setEditing] = createSignal<Editing | null>(null)
  const [returning, setReturning] = createSignal<IsoRecord | null>(null)
  const [answer, setAnswer] = createSignal('')
  const [stepped, setStepped] = createSignal<IsoKind>('audit')
  const creating = createActionTask(createRecord)
  const saving = createActionTask(saveRecord)
  const stepping = createActionTask(stepRecord)
  const held = () => props.year.records.filter(({ kind, state }) => kind === 'audit' && state === 'held')
  const writes = () => mayTake(WRITERS)
  const kindNow = (): IsoKind => editing()?.record?.kind ?? props.kind ?? 'law'
  const contentNow = () => {
    const { record, from } = editing() ?? {}
    const blank = blankContent([...props.year.checklist])
    if (record) return record.content
    return from ? { ...blank.finding, clause: from.clause, text: from.text } : blank[kindNow()]
  }
  const save = async (content: IsoContent[IsoKind]) => {
    const now = editing()
    if (!now) return
    const { record, audit } = now
    const kind = kindNow()
    const done = record
      ? await saving.run(record, { kind, content } as SavedRecord)
      : await creating.run(
          (kind === 'finding'
            ? { kind, auditId: audit, content }
            : { kind, year: props.year.year, content }) as NewRecord,
        )
    if (done !== undefined) setEditing(null)
  }
  const begin = (now: Editing | null) => {
    creating.forget()
    saving.forget()
    setEditing(now)
  }
  const steps = (record: IsoRecord) =>
    Object.entries(ISO_STEPS[record.kind])
      .filter(([, step]) => step.from === record.state)
      .map(([name]) => name)
  const take = (record: IsoRecord, step: string) => {
    setStepped(record.kind)
    if (step === 'return') setReturning(record)
    else stepping.run(record, step)
  }
  const sendBack = async () => {
    const record = returning()
    if (record && (await stepping.run(record, 'return', answer())) !== undefined) {
      setReturning(null)
      setAnswer('')
    }
  }
  return (
    <section class="card">
      <h2>{props.title}</h2>
      <Show when={props.records.length > 0} fallback={<p class="soft">{props.empty}</p>}>
        <TableBox label={props.title}>
          <table class="table units-table as-cards">
            <thead>
              <tr>
                <th scope="col">{props.title}</th>
                <th scope="col">{words.note}</th>
                <th scope="col">{words.due}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.more}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.records}>
                {(record) => (
                  <tr>
                    <th scope="row">{nameOf(record)}</th>
                    <td data-head={words.note}>{moreOf(record)}</td>
                    <td data-head={words.due}>
                      <Show when={record.due}>
                        {(due) => (
                          <>
                            {dayText(due().on)}{' '}
                            <Chip tone={TONE[due().state]}>
                              {due().state === 'late' ? words.days(due().days) : words.dueStates[due().state]}
                            </Chip>
                          </>
                        )}
                      </Show>
                    </td>
                    <td data-head={words.state}>{words.states[record.state]}</td>
                    <td>
                      <div class="actions tight">
                        <Show when={record.kind === 'review' && props.year.issued}>
                          <For each={['docx', 'pdf'] as const}>
                            {(format) => (
                              <a
                                class="button little"
                                href={minutesAddress(record.id, format)}
                                target="_self"
                                download=""
                                data-action={`minutes-${format}`}
                              >
                                {words.minutesFiles[format]}
                              </a>
                            )}
                          </For>
                        </Show>
                        <Show when={writes() && !record.ended}>
                          <Show when={!(record.kind === 'finding' && record.state === 'done')}>
                            <Button little onClick={() => begin({ record, audit: '' })}>
                              {words.edit}
                            </Button>
                          </Show>
                          <For each={steps(record)}>
                            {(step) => (
                              <Button little tone="quiet" onClick={() => take(record, step)}>
                                {words.steps[step]}
                              </Button>
                            )}
                          </For>
                        </Show>
                      </div>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
      </Show>
      <Show when={props.kind === 'review' && props.records.length > 0 && !props.year.issued}>
        <p class="note amber">
          {words.notIssued} <A href="/periods">{words.toPeriods}</A>
        </p>
      </Show>
      <Lacking kind={stepped()} refusal={stepping.refusal()} />
      <Show
        when={editing()}
        keyed
        fallback={
          <Show when={writes() && props.kind !== null}>
            <div class="actions">
              <Show
                when={props.kind === 'finding'}
                fallback={<Button onClick={() => begin({ record: null, audit: '' })}>{words.add}</Button>}
              >
                <For each={failuresIn(props.year.records)}>
                  {(from) => (
                    <Button
                      tone="main"
                      data-action="finding-from"
                      onClick={() => begin({ record: null, audit: from.audit, from })}
                    >
                      {words.findingOf(from.clause)}
                    </Button>
                  )}
                </For>
                <For each={held()}>
                  {(audit) => (
                    <Button onClick={() => begin({ record: null, audit: audit.id })}>
                      {words.add}: {nameOf(audit)}
                    </Button>
                  )}
                </For>
              </Show>
            </div>
          </Show>
        }
      >
        {(_) => (
          <RecordForm
            kind={kindNow()}
            content={contentNow()}
            busy={creating.busy() || saving.busy()}
            refusal={creating.refusal() ?? saving.refusal()}
            onSave={save}
            onCancel={() => begin(null)}
          />
        )}
      </Show>
      <Dialog open={returning() !== null} title={words.returned} onClose={() => setReturning(null)}>
        <Field label={words.returned} lines={3} value={answer()} onInput={setAnswer} />
        <Refused refusal={stepping.refusal()} />
        <div class="actions">
          <Button tone="main" busy={stepping.busy()} onClick={sendBack}>
            {words.steps.return}
          </Button>
          <Button onClick={() => setReturning(null)}>{words.cancel}</Button>
        </div>
      </Dialog>
    </section>
  )
}

import { createSignal, For, Show } from 'solid-js'
import { ISO_STEPS, type IsoContent, type IsoKind } from '../../../surveys/iso/iso-records.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { LongText } from '../../ui/long-text.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayText } from '../../words/days.ts'
import { listed } from '../../words/documents.ts'
import { iso as words } from '../../words/iso.ts'
import { shortText } from '../../words/short-text.ts'
import { staff } from '../../words/staff.ts'
import type { Refusal } from '../refusal.ts'
import { Refused } from '../refused.tsx'
import { mayTake } from '../round/main-action.tsx'
import { createActionTask } from '../task.ts'
import { createUnsaved, UnsavedDialog } from '../unsaved.tsx'
import {
  checklistAddress,
  createRecord,
  type IsoRecord,
  type IsoYear,
  minutesAddress,
  type NewRecord,
  registerAddress,
  type SavedRecord,
  saveRecord,
  stepRecord,
} from './api.ts'
import { blankContent, FIELDS } from './fields.ts'
import { RecordForm } from './record-form.tsx'

export const WRITERS = ['designer', 'appraiser', 'director', 'admin']
/** Who may write, inside a sentence. */
export const writerNames = (): string =>
  listed(WRITERS.map((role) => staff.roles[role] ?? role).map((name) => name.charAt(0).toLowerCase() + name.slice(1)))
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
function Lacking(props: { kind: IsoKind; step: string; refusal: Refusal | null }) {
  const lacking = () => (props.refusal?.errors ?? []).filter(({ code }) => code === 'needed')
  const labels = () =>
    lacking().map(({ pointer }) => {
      const name = pointer.split('/').at(-1)
      return name === 'answer' ? words.returned : (FIELDS[props.kind].find((one) => one.name === name)?.label ?? '')
    })
  return (
    <>
      <Show
        when={props.refusal?.code === 'four_eyes'}
        fallback={<Refused refusal={props.refusal} beside={lacking().map(({ pointer }) => pointer)} />}
      >
        <p class="note amber" role="alert">
          {words.fourEyes(words.steps[props.step] ?? props.step, writerNames())}
        </p>
      </Show>
      <Show when={labels().length > 0}>
        <p class="note amber">{words.lacking(labels().join(', '))}</p>
      </Show>
    </>
  )
}

type Format = 'docx' | 'pdf'

/** One paper in its two formats. */
function PaperLinks(props: {
  name: string
  words: Readonly<Record<Format, string>>
  address: (format: Format) => string
}) {
  return (
    <For each={['docx', 'pdf'] as const}>
      {(format) => (
        <a
          class="button little"
          href={props.address(format)}
          target="_self"
          download=""
          data-action={`${props.name}-${format}`}
        >
          {props.words[format]}
        </a>
      )}
    </For>
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
          .map(({ clause, note }) => ({ audit: audit.id, clause, text: note })),
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
  const [stepped, setStepped] = createSignal<Readonly<{ kind: IsoKind; step: string }>>({ kind: 'audit', step: '' })
  const [dirty, setDirty] = createSignal(false)
  const unsaved = createUnsaved(dirty)
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
  /** The paper of one record: minutes of a review, checklist of an audit. */
  const paperOf = (record: IsoRecord) => {
    if (!props.year.issued) return null
    if (record.kind === 'review')
      return {
        ...{ name: 'minutes', words: words.minutesFiles },
        address: (format: Format) => minutesAddress(record.id, format),
      }
    if (record.kind !== 'audit') return null
    return {
      ...{ name: 'checklist', words: words.checklistFiles },
      address: (format: Format) => checklistAddress(record.id, format),
    }
  }
  const registerOf = (): 'findings' | 'laws' | null => {
    if (!props.year.issued || props.records.length === 0) return null
    return props.kind === 'finding' ? 'findings' : props.kind === 'law' ? 'laws' : null
  }
  const save = (record: IsoRecord | null, content: IsoContent[IsoKind]) => {
    const kind = kindNow()
    const saved = record
      ? saving.run(record, { kind, content } as SavedRecord)
      : creating.run(
          (kind === 'finding'
            ? { kind, auditId: editing()?.audit ?? '', content }
            : { kind, year: props.year.year, content }) as NewRecord,
        )
    return saved as Promise<IsoRecord | undefined>
  }
  const forget = () => {
    creating.forget()
    saving.forget()
  }
  const begin = (now: Editing | null) =>
    unsaved.ask(() => {
      forget()
      setDirty(false)
      setEditing(now)
    })
  const steps = (record: IsoRecord) =>
    Object.entries(ISO_STEPS[record.kind])
      .filter(([, step]) => step.from === record.state)
      .map(([name]) => name)
  const take = (record: IsoRecord, step: string) => {
    setStepped({ kind: record.kind, step })
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
                    <th scope="row">
                      <LongText text={nameOf(record)} />
                    </th>
                    <td data-head={words.note}>
                      <LongText text={moreOf(record)} />
                    </td>
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
                      <div class="actions tight iso-steps">
                        <Show when={paperOf(record)}>
                          {(paper) => (
                            <PaperLinks name={paper().name} words={paper().words} address={paper().address} />
                          )}
                        </Show>
                        <Show when={writes() && !record.ended}>
                          <Show when={!(record.kind === 'finding' && record.state === 'done')}>
                            <Button little data-action="edit-iso" onClick={() => begin({ record, audit: '' })}>
                              {words.edit}
                            </Button>
                          </Show>
                          <For each={steps(record)}>
                            {(step) => (
                              <Button little tone="quiet" data-step={step} onClick={() => take(record, step)}>
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
      <Show when={registerOf()}>
        {(register) => (
          <div class="actions">
            <PaperLinks
              name={register()}
              words={words.registerFiles[register()]}
              address={(format) => registerAddress(register(), props.year.year, format)}
            />
          </div>
        )}
      </Show>
      <Lacking kind={stepped().kind} step={stepped().step} refusal={returning() ? null : stepping.refusal()} />
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
                      {words.add}: {shortText(nameOf(audit), 60)}
                    </Button>
                  )}
                </For>
              </Show>
            </div>
          </Show>
        }
      >
        {(now) => (
          <RecordForm
            kind={kindNow()}
            record={now.record}
            content={contentNow()}
            busy={creating.busy() || saving.busy()}
            refusal={creating.refusal() ?? saving.refusal()}
            onSave={save}
            onForget={forget}
            onDirty={setDirty}
            onClose={() => begin(null)}
          />
        )}
      </Show>
      <UnsavedDialog unsaved={unsaved} />
      <Dialog open={returning() !== null} title={words.returned} onClose={() => setReturning(null)}>
        <Field label={words.returned} lines={3} value={answer()} onInput={setAnswer} />
        <Lacking kind="finding" step="return" refusal={stepping.refusal()} />
        <div class="actions">
          <Button
            tone="main"
            busy={stepping.busy()}
            disabled={answer().trim() === ''}
            data-confirm="return"
            onClick={sendBack}
          >
            {words.steps.return}
          </Button>
          <Button onClick={() => setReturning(null)}>{words.cancel}</Button>
        </div>
      </Dialog>
    </section>
  )
}

import { A, createAsync, useNavigate } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { dayOf, dayText } from '../../words/days.ts'
import { instruments as words } from '../../words/instruments.ts'
import { staff } from '../../words/staff.ts'
import { Refused } from '../refused.tsx'
import { createActionTask } from '../task.ts'
import { createTitle } from '../title.ts'
import { beginDraft, type FormRow, listForms, type VersionRow } from './api.ts'
import { ImportPanel } from './import-panel.tsx'
import './instruments.css'
import { mayWrite, stateTone } from './version-head.tsx'

/** All forms with their versions: what is in use, what is being written, what to do next. */
export default function InstrumentsPage() {
  createTitle(() => words.title)
  const forms = createAsync(() => listForms())
  const [importing, setImporting] = createSignal(false)
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
        <Show when={mayWrite()}>
          <Button data-action="import" aria-expanded={importing()} onClick={() => setImporting(!importing())}>
            {words.importFile}
          </Button>
        </Show>
      </header>
      <Show when={importing()}>
        <ImportPanel />
      </Show>
      <TableBox label={words.title}>
        <table class="table forms">
          <thead>
            <tr>
              <th scope="col">{words.form}</th>
              <th scope="col">{words.version}</th>
              <th scope="col">{words.state}</th>
              <th scope="col" class="number">
                {words.items}
              </th>
              <th scope="col">{words.changed}</th>
              <th scope="col">{words.usedBy}</th>
              <Show when={mayWrite()}>
                <th scope="col">
                  <span class="for-readers">{words.begin}</span>
                </th>
              </Show>
            </tr>
          </thead>
          <For each={forms()}>{(form) => <FormRows form={form} />}</For>
        </table>
      </TableBox>
    </div>
  )
}

function FormRows(props: { form: FormRow }) {
  const navigate = useNavigate()
  const begin = createActionTask(beginDraft)
  const beginNew = async () => {
    const from = props.form.versions[0]
    const id = from && (await begin.run(from.id))
    if (typeof id === 'string') navigate(`/instruments/${id}`)
  }
  /** One draft at a time is enough for most; another can still be begun from any version's own page. */
  const written = () => props.form.versions.some(({ state }) => state === 'draft' || state === 'reviewed')
  return (
    <tbody data-form={props.form.form}>
      <For each={props.form.versions}>
        {(version, place) => (
          <tr>
            <Show when={place() === 0}>
              <th scope="rowgroup" rowspan={props.form.versions.length} class="form-name">
                {props.form.title}
                <div class="small soft">
                  <span class="mono">{props.form.form}</span>
                  {' · '}
                  {[staff.levels[props.form.level ?? ''], staff.respondents[props.form.respondent ?? '']]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
                <Refused refusal={begin.refusal()} />
              </th>
            </Show>
            <VersionCells version={version} />
            <Show when={mayWrite() && place() === 0}>
              <td rowspan={props.form.versions.length} class="number">
                <Show when={!written()}>
                  <Button little data-action="begin-draft" busy={begin.busy()} onClick={beginNew}>
                    {words.begin}
                  </Button>
                </Show>
              </td>
            </Show>
          </tr>
        )}
      </For>
    </tbody>
  )
}

function VersionCells(props: { version: VersionRow }) {
  return (
    <>
      <td>
        <A href={`/instruments/${props.version.id}`}>{props.version.version}</A>
      </td>
      <td>
        <Chip tone={stateTone(props.version.state)}>{words.states[props.version.state]}</Chip>
      </td>
      <td class="number">{props.version.items}</td>
      <td>{props.version.at ? words.at(dayText(dayOf(new Date(props.version.at))), props.version.by) : staff.none}</td>
      <td>
        <For each={props.version.rounds} fallback={<span class="soft">{words.unused}</span>}>
          {(round, place) => (
            <>
              <Show when={place() > 0}>, </Show>
              <A href={`/rounds/${round.id}`}>{round.name}</A>
            </>
          )}
        </For>
      </td>
    </>
  )
}

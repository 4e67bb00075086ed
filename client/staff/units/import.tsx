import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { countText } from '../../words/numbers.ts'
import { staff } from '../../words/staff.ts'
import { units as words } from '../../words/units.ts'
import { addressOf, importUnits, tryUnits } from '../api.ts'
import { FilePicker } from '../frame/file-picker.tsx'
import { Findings } from '../frame/trial.tsx'
import { Refused } from '../refused.tsx'
import { createActionTask, createTask } from '../task.ts'

/** A list is tried first: what it would add and change, and what is wrong with it, before anything is stored. */
export function ImportUnits() {
  const [file, setFile] = createSignal<File | null>(null)
  const [trial, setTrial] = createSignal<Awaited<ReturnType<typeof tryUnits>> | null>(null)
  const [done, setDone] = createSignal<string | null>(null)
  const reading = createTask(tryUnits)
  const importing = createActionTask(importUnits)
  const errors = () => trial()?.findings.filter(({ severity }) => severity === 'error') ?? []
  const notices = () => trial()?.findings.filter(({ severity }) => severity === 'notice') ?? []
  const start = () => {
    setFile(null)
    setTrial(null)
    reading.forget()
    importing.forget()
  }
  const choose = async (chosen: File) => {
    start()
    setDone(null)
    setFile(chosen)
    setTrial((await reading.run(chosen)) ?? null)
  }
  const take = async () => {
    const chosen = file()
    const found = trial()
    if (!chosen || !found || !(await importing.run(chosen))) return
    setDone(words.done(countText(found.added), countText(found.changed)))
    start()
  }
  return (
    <details class="card" open={file() !== null || done() !== null}>
      <summary>{words.importTitle}</summary>
      <div class="page">
        <p class="soft">{words.importLead}</p>
        <Show when={done()}>{(text) => <p class="note green">{text()}</p>}</Show>
        <Show when={!file()}>
          <FilePicker onChoose={choose} title={words.choose} columns={words.columns} />
          <div class="actions">
            <a class="button plain" href={addressOf.units} target="_self">
              {words.list}
            </a>
          </div>
        </Show>
        <Show when={reading.busy()}>
          <p role="status">{staff.frame.reading}</p>
        </Show>
        <Refused refusal={reading.refusal()} />
        <Refused refusal={importing.refusal()} />
        <Show when={trial()}>
          {(found) => (
            <>
              <Show
                when={errors().length > 0}
                fallback={
                  <p class="note green">
                    {words.trialGood(countText(found().added), countText(found().changed), countText(found().same))}
                  </p>
                }
              >
                <p class="note red">{staff.frame.trialBad(countText(errors().length))}</p>
              </Show>
              <Findings title={words.errors} list={errors()} />
              <Findings title={words.notices} list={notices()} />
              <Show when={found().ignored.length > 0}>
                <p class="soft">{staff.frame.ignoredColumns(found().ignored.join(', '))}</p>
              </Show>
            </>
          )}
        </Show>
        <Show when={file() && !reading.busy()}>
          <div class="actions">
            <Show when={trial() && errors().length === 0}>
              <Button tone="main" busy={importing.busy()} onClick={take} data-action="import-units">
                {words.act}
              </Button>
            </Show>
            <Button tone="quiet" onClick={start}>
              {words.another}
            </Button>
          </div>
        </Show>
      </div>
    </details>
  )
}

import { createAsync } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { roundAllows } from '../../../surveys/round-steps.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Loading } from '../../ui/loading.tsx'
import { staff as words } from '../../words/staff.ts'
import { type ColumnNames, importFrame, readFrame, tryFrame } from '../api.ts'
import { Refused } from '../refused.tsx'
import { MainAction } from '../round/main-action.tsx'
import { useRound } from '../round/round-context.ts'
import { StepPage } from '../round/step-page.tsx'
import { createActionTask, createTask } from '../task.ts'
import { CurrentFrame } from './current-frame.tsx'
import { FilePicker } from './file-picker.tsx'
import { NameColumns } from './name-columns.tsx'
import { Trial } from './trial.tsx'
import './frame.css'

const IMPORTERS = ['designer', 'admin']

export default function FramePage() {
  const round = useRound()
  const frame = createAsync(() => readFrame(round().id))
  const [file, setFile] = createSignal<File | null>(null)
  const [replacing, setReplacing] = createSignal(false)
  const [trial, setTrial] = createSignal<Awaited<ReturnType<typeof tryFrame>> | null>(null)
  const [names, setNames] = createSignal<ColumnNames>({})
  const reading = createTask(tryFrame)
  const importing = createActionTask(importFrame)
  const open = () => roundAllows(round().state, 'import_frame')
  const errors = () => trial()?.findings.filter(({ severity }) => severity === 'error').length ?? 0
  const choose = async (chosen: File) => {
    importing.forget()
    setTrial(null)
    setNames({})
    setFile(chosen)
    setTrial((await reading.run(round(), chosen)) ?? null)
  }
  const start = () => {
    setFile(null)
    setTrial(null)
    reading.forget()
    importing.forget()
  }
  const name = async (header: string, field: string) => {
    const chosen = file()
    const { [header]: _, ...others } = names()
    setNames(field === '' ? others : { ...others, [header]: field })
    if (chosen) setTrial((await reading.run(round(), chosen, names())) ?? trial())
  }
  const take = async () => {
    const chosen = file()
    if (!chosen || !(await importing.run(round(), chosen, names()))) return
    start()
    setReplacing(false)
  }
  return (
    <StepPage
      step="frame"
      title={words.frame.title}
      lead={words.frame.lead}
      action={
        <Show when={open() && trial()}>
          <MainAction
            name="import"
            label={words.frame.act}
            roles={IMPORTERS}
            busy={importing.busy()}
            waits={errors() > 0 && words.frame.trialBad(String(errors()))}
            onPress={take}
          />
        </Show>
      }
    >
      <Show when={open()} fallback={<p class="note">{words.frame.locked}</p>}>
        <Show when={frame() === null && !file()}>
          <Empty title={words.frame.emptyTitle} text={words.frame.emptyText}>
            <FilePicker onChoose={choose} template={`/api/rounds/${round().id}/frame/template`} />
          </Empty>
        </Show>
        <Show when={frame() && !file() && replacing()}>
          <FilePicker onChoose={choose} template={`/api/rounds/${round().id}/frame/template`} />
        </Show>
        <Show when={frame() && !file() && !replacing()}>
          <div class="actions">
            <Button onClick={() => setReplacing(true)}>{words.frame.replace}</Button>
          </div>
        </Show>
        <Show when={reading.busy()}>
          <p role="status">{words.frame.reading}</p>
          <Loading text={words.frame.reading} />
        </Show>
        <Refused refusal={reading.refusal()} />
        <Refused refusal={importing.refusal()} />
        <Show when={trial()}>
          {(found) => (
            <Trial trial={found()} fileName={file()?.name ?? ''}>
              <NameColumns ignored={found().ignored.columns} names={names()} onName={name} />
            </Trial>
          )}
        </Show>
        <Show when={file() && !reading.busy()}>
          <div class="actions">
            <Button tone="quiet" onClick={start}>
              {words.frame.another}
            </Button>
          </div>
        </Show>
      </Show>
      <Show when={!trial() && frame()}>{(current) => <CurrentFrame frame={current()} />}</Show>
    </StepPage>
  )
}

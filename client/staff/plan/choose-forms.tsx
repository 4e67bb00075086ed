import { createAsync } from '@solidjs/router'
import { createMemo, createSignal, For } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { staff as words } from '../../words/staff.ts'
import { chooseForms, listForms } from '../instruments/api.ts'
import { levelName } from '../level-name.ts'
import { Refused } from '../refused.tsx'
import { useRound } from '../round/round-context.ts'
import { createActionTask } from '../task.ts'

/** Which published version each level of schooling is asked. */
export function ChooseForms(props: { onClose: () => void }) {
  const round = useRound()
  const forms = createAsync(() => listForms())
  const [chosen, setChosen] = createSignal<Readonly<Record<string, string>>>({})
  const task = createActionTask(chooseForms)
  /** By level, newest version first; what is in use stays in the list though it was withdrawn since. */
  const levels = createMemo(() => {
    const all = new Map<string, { id: string; label: string }[]>()
    for (const form of forms() ?? [])
      for (const version of form.versions)
        if (version.state === 'published' || round().matrix.some(({ instrumentId }) => instrumentId === version.id))
          all.set(form.level ?? '', [
            ...(all.get(form.level ?? '') ?? []),
            { id: version.id, label: `${form.form} ${version.version} · ${form.title}` },
          ])
    return [...all]
  })
  const used = (level: string) => round().matrix.find((entry) => entry.level === level)?.instrumentId ?? ''
  const value = (level: string) => chosen()[level] ?? used(level)
  const changed = () => levels().some(([level]) => value(level) !== used(level))
  const submit = async () => {
    const ids = levels().flatMap(([level]) => value(level) || [])
    if (await task.run(round(), ids)) props.onClose()
  }
  return (
    <Dialog open title={words.plan.chooseForms} onClose={props.onClose}>
      <p class="soft">{words.plan.chooseLead}</p>
      <For each={levels()}>
        {([level, versions]) => (
          <div class="field">
            <label for={`form-${level}`}>{levelName(level)}</label>
            <select
              id={`form-${level}`}
              class="input"
              onChange={({ currentTarget }) => setChosen({ ...chosen(), [level]: currentTarget.value })}
            >
              <option value="" selected={value(level) === ''}>
                {words.plan.noForm}
              </option>
              <For each={versions}>
                {(version) => (
                  <option value={version.id} selected={version.id === value(level)}>
                    {version.label}
                  </option>
                )}
              </For>
            </select>
          </div>
        )}
      </For>
      <Refused refusal={task.refusal()} />
      <div class="actions">
        <Button tone="main" busy={task.busy()} disabled={!changed()} data-action="use-forms" onClick={submit}>
          {words.plan.chooseAct}
        </Button>
        <Button tone="quiet" onClick={() => props.onClose()}>
          {words.cancel}
        </Button>
      </div>
    </Dialog>
  )
}

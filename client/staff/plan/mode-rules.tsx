import { createSignal, For, Show } from 'solid-js'
import { MODES, type Mode, type ModeRules, modeAllowed } from '../../../surveys/mode.ts'
import { Button } from '../../ui/button.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { modeNames, modeShort, modeRuleWords as words } from '../../words/modes.ts'
import { staff } from '../../words/staff.ts'
import { changeModes } from '../api.ts'
import { Refused } from '../refused.tsx'
import type { RoundView } from '../shapes.ts'
import { createActionTask } from '../task.ts'

/** Which ways each form may be answered; the server takes a sheet in no other. */
export function ModeRulesForm(props: { round: RoundView; editable: boolean }) {
  const [changed, setChanged] = createSignal<ModeRules | null>(null)
  const task = createActionTask(changeModes)
  const forms = () =>
    props.round.matrix.map(({ instrumentId, title }) => ({ form: instrumentId.split('@')[0] ?? '', title }))
  const rules = () => changed() ?? props.round.modes
  const set = (form: string, mode: Mode, on: boolean) => {
    const now = MODES.filter((one) => modeAllowed(rules(), form, one))
    const next = MODES.filter((one) => (one === mode ? on : now.includes(one)))
    setChanged({ ...rules(), [form]: next })
  }
  const empty = () => Object.values(rules()).some((modes) => modes.length === 0)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await task.run(props.round, rules())) setChanged(null)
  }
  return (
    <form class="card" id="mode-rules" onSubmit={save}>
      <h3>{words.title}</h3>
      <p class="soft small">{words.lead}</p>
      <TableBox label={words.title}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.form}</th>
              <For each={MODES}>{(mode) => <th scope="col">{modeShort[mode]}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={forms()}>
              {({ form, title }) => (
                <tr>
                  <th scope="row">{title}</th>
                  <For each={MODES}>
                    {(mode) => (
                      <td>
                        <input
                          type="checkbox"
                          name={`mode-${form}-${mode}`}
                          aria-label={`${title}: ${modeNames[mode]}`}
                          checked={modeAllowed(rules(), form, mode)}
                          disabled={!props.editable}
                          onChange={({ currentTarget }) => set(form, mode, currentTarget.checked)}
                        />
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableBox>
      <Refused refusal={task.refusal()} />
      <Show when={props.editable && changed()}>
        <div class="actions">
          <Button type="submit" busy={task.busy()} disabled={empty()} data-action="save-modes">
            {staff.save}
          </Button>
          <span class="soft">{empty() ? words.atLeastOne : staff.plan.unsaved}</span>
        </div>
      </Show>
    </form>
  )
}

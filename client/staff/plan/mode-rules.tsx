import { createSignal, For, Show } from 'solid-js'
import { MODES, type Mode, type ModeRules, modeAllowed } from '../../../surveys/mode.ts'
import { CardTable } from '../../ui/card-table.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { modeNames, modeShort, modeRuleWords as words } from '../../words/modes.ts'
import { useRound } from '../round/round-context.ts'
import type { RoundView } from '../shapes.ts'
import type { PlanPart } from './plan-part.ts'

export function createModesPart(round: () => RoundView) {
  const [changed, setChanged] = createSignal<ModeRules | null>(null)
  const rules = () => changed() ?? round().modes
  const set = (form: string, mode: Mode, on: boolean) => {
    const now = MODES.filter((one) => modeAllowed(rules(), form, one))
    setChanged({ ...rules(), [form]: MODES.filter((one) => (one === mode ? on : now.includes(one))) })
  }
  const part: PlanPart = {
    title: words.title,
    unsaved: () => changed() !== null,
    waits: () => (Object.values(rules()).some((modes) => modes.length === 0) ? words.atLeastOne : undefined),
    change: () => ({ modes: rules() }),
    forget: () => setChanged(null),
    beside: () => [],
  }
  return { part, rules, set }
}

/** Which ways each form may be answered; the server takes a sheet in no other. */
export function ModeRulesForm(props: { of: ReturnType<typeof createModesPart>; editable: boolean }) {
  const round = useRound()
  const forms = () =>
    round().matrix.map(({ instrumentId, title }) => ({ form: instrumentId.split('@')[0] ?? '', title }))
  const allowed = (form: string, mode: Mode) => modeAllowed(props.of.rules(), form, mode)
  return (
    <section class="card" id="mode-rules">
      <h3>{words.title}</h3>
      <p class="soft small">{words.lead}</p>
      <TableBox label={words.title}>
        <CardTable>
          <thead>
            <tr>
              <th scope="col">{words.form}</th>
              <For each={MODES}>
                {(mode) => (
                  <th scope="col" class="middle">
                    {modeShort[mode]}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={forms()}>
              {({ form, title }) => (
                <tr>
                  <th scope="row">{title}</th>
                  <For each={MODES}>
                    {(mode) => (
                      <td class="middle" data-head={modeShort[mode]}>
                        <Show when={props.editable} fallback={<Mark on={allowed(form, mode)} />}>
                          <input
                            type="checkbox"
                            name={`mode-${form}-${mode}`}
                            aria-label={`${title}: ${modeNames[mode]}`}
                            checked={allowed(form, mode)}
                            onChange={({ currentTarget }) => props.of.set(form, mode, currentTarget.checked)}
                          />
                        </Show>
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </CardTable>
      </TableBox>
    </section>
  )
}

function Mark(props: { on: boolean }) {
  return (
    <>
      <span aria-hidden="true">{props.on ? '✓' : '–'}</span>
      <span class="for-readers">{props.on ? words.used : words.notUsed}</span>
    </>
  )
}

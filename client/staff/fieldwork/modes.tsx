import { For, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { field as words } from '../../words/field.ts'
import { modeNames, modeShort } from '../../words/modes.ts'
import { countText } from '../../words/numbers.ts'
import type { Fieldwork } from '../shapes.ts'

/** Sheets of the sample by how they came in and by who handed the slip out, never mixed with those that have no slip. */
export function Modes(props: { modes: Fieldwork['modes'] }) {
  const modes = () => [...new Set(props.modes.map(({ mode }) => mode))]
  /** In the order of the question; a form may have an answer of its own. */
  const handed = () => {
    const found = new Set(props.modes.map(({ handedBy }) => handedBy))
    return [...new Set([...Object.keys(words.handed), ...found])].filter((one) => found.has(one))
  }
  const count = (mode: string, handedBy?: string) =>
    props.modes
      .filter((row) => row.mode === mode && (handedBy === undefined || row.handedBy === handedBy))
      .reduce((sum, row) => sum + row.count, 0)
  return (
    <Show when={props.modes.length > 0}>
      <section class="card" id="mode-counts">
        <h3>{words.modes}</h3>
        <p class="soft small">{words.modesLead}</p>
        <TableBox label={words.modes}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.handedHead}</th>
                <For each={modes()}>
                  {(mode) => (
                    <th scope="col" class="number">
                      <span title={modeNames[mode]}>{modeShort[mode] ?? mode}</span>
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={handed()}>
                {(one) => (
                  <tr>
                    <th scope="row">{words.handed[one] ?? one}</th>
                    <For each={modes()}>{(mode) => <td class="number">{countText(count(mode, one))}</td>}</For>
                  </tr>
                )}
              </For>
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{words.modeSum}</th>
                <For each={modes()}>{(mode) => <td class="number">{countText(count(mode))}</td>}</For>
              </tr>
            </tfoot>
          </table>
        </TableBox>
      </section>
    </Show>
  )
}

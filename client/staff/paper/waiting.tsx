import { For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { field as words } from '../../words/field.ts'
import { countText } from '../../words/numbers.ts'
import { staff } from '../../words/staff.ts'
import type { PaperView } from '../field-api.ts'

/** Where each waiting sheet lies in its pile, and who typed it; never what. */
export function Waiting(props: { entries: PaperView['entries']; onCompare: (entry: string) => void }) {
  return (
    <section class="card">
      <h3>{words.waiting}</h3>
      <Show when={props.entries.length > 0} fallback={<p class="soft">{words.waitingNone}</p>}>
        <TableBox label={words.waiting} tall>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.packet}</th>
                <th scope="col">{staff.slips.school}</th>
                <th scope="col">{staff.slips.className}</th>
                <th scope="col">{words.codeEnd}</th>
                <th scope="col">{words.typedBy}</th>
                <th scope="col">{staff.slips.state}</th>
                <th scope="col" class="number">
                  {words.differing}
                </th>
                <th scope="col">{staff.slips.more}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.entries}>
                {(entry) => (
                  <tr>
                    <th scope="row" class="mono">
                      {String(entry.number).padStart(4, '0')}
                    </th>
                    <td>{entry.school}</td>
                    <td>{entry.className}</td>
                    <td class="mono">…{entry.codeEnd}</td>
                    <td>{[entry.first, entry.second].filter(Boolean).join(', ')}</td>
                    <td>{words.waitingStates[entry.state]}</td>
                    <td class="number">{entry.state === 'differs' ? countText(entry.differing) : ''}</td>
                    <td>
                      <Button
                        little
                        data-action={entry.state === 'differs' ? 'compare-paper' : 'discard-paper'}
                        onClick={() => props.onCompare(entry.id)}
                      >
                        {entry.state === 'differs' ? words.compare : words.discard}
                      </Button>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
      </Show>
    </section>
  )
}

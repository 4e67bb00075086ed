import { For } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { momentText } from '../../words/days.ts'
import { staff as words } from '../../words/staff.ts'
import type { RoundView } from '../shapes.ts'
import { whoText } from './road.tsx'

export function History(props: { round: RoundView }) {
  return (
    <details class="history">
      <summary>{words.round.history}</summary>
      <TableBox label={words.round.history} tall>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.round.historyWhen}</th>
              <th scope="col">{words.round.historyWhat}</th>
              <th scope="col">{words.round.historyWho}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.round.history.toReversed()}>
              {(entry) => (
                <tr>
                  <td>{momentText(entry.at)}</td>
                  <td>{words.actions[entry.action] ?? entry.action}</td>
                  <td>{whoText(entry.by)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableBox>
    </details>
  )
}

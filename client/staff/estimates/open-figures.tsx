import { createAsync } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { field as words } from '../../words/field.ts'
import { modeNames } from '../../words/modes.ts'
import { countText, percentText } from '../../words/numbers.ts'
import { type OpenRow, readOpenFigures } from '../field-api.ts'
import { levelName } from '../level-name.ts'

const rateText = ({ rate }: OpenRow['asked']): string => (rate.shown ? percentText(rate.figure.value) : words.tooFew)

/** Sheets without slips: bare shares in a table of their own, without margin and verdict. */
export function OpenFigures(props: { round: string }) {
  const rows = createAsync(() => readOpenFigures(props.round))
  return (
    <Show when={(rows() ?? []).length > 0}>
      <section class="card" id="open-figures">
        <h3>{words.openFigures}</h3>
        <p class="soft small">{words.openFiguresLead}</p>
        <TableBox label={words.openFigures}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.linkMode}</th>
                <th scope="col">{words.domain}</th>
                <th scope="col" class="number">
                  {words.sheets}
                </th>
                <th scope="col" class="number">
                  {words.computed}
                </th>
                <th scope="col" class="number">
                  {words.asked}
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={rows()}>
                {(row) => (
                  <tr>
                    <th scope="row">{modeNames[row.mode]}</th>
                    <td>{row.level === null ? words.all : levelName(row.level)}</td>
                    <td class="number">{row.sheets === null ? words.tooFew : countText(row.sheets)}</td>
                    <td class="number">{rateText(row.computed)}</td>
                    <td class="number">{rateText(row.asked)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </TableBox>
      </section>
    </Show>
  )
}

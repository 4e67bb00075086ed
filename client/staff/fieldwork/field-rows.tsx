import { For } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { field } from '../../words/field.ts'
import { countText, percentText } from '../../words/numbers.ts'
import { staff as words } from '../../words/staff.ts'
import { levelName } from '../level-name.ts'
import type { Fieldwork } from '../shapes.ts'

const KINDS = ['printed', 'issued', 'spoiled', 'returned', 'reserve', 'used'] as const
const rateText = (used: number, issued: number) => (issued > 0 ? percentText(used / issued) : words.none)

/** printed = issued + spoiled + returned + reserve in every row. */
export function FieldRows(props: { rows: Fieldwork['rows']; expectedFrom: string | null }) {
  const sum = (kind: (typeof KINDS)[number] | 'refused' | 'expected') =>
    props.rows.reduce((total, row) => total + row[kind], 0)
  return (
    <TableBox label={words.fieldwork.rows} tall>
      <table class="table">
        <caption>
          {words.fieldwork.rows} <span class="soft small">{field.expectedLead(props.expectedFrom)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.frame.level}</th>
            <th scope="col">{words.frame.area}</th>
            <For each={KINDS}>
              {(kind) => (
                <th scope="col" class="number">
                  {words.fieldwork[kind]}
                </th>
              )}
            </For>
            <th scope="col" class="number">
              {field.expected}
            </th>
            <th scope="col" class="number">
              {field.refused}
            </th>
            <th scope="col" class="number">
              {words.fieldwork.rate}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <th scope="row">{levelName(row.level)}</th>
                <td>{row.area}</td>
                <For each={KINDS}>{(kind) => <td class="number">{countText(row[kind])}</td>}</For>
                <td class="number soft">{countText(row.expected)}</td>
                <td class="number">{countText(row.refused)}</td>
                <td class="number">{rateText(row.used, row.issued)}</td>
              </tr>
            )}
          </For>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan={2}>
              {words.frame.sum}
            </th>
            <For each={KINDS}>{(kind) => <td class="number">{countText(sum(kind))}</td>}</For>
            <td class="number soft">{countText(sum('expected'))}</td>
            <td class="number">{countText(sum('refused'))}</td>
            <td class="number">{rateText(sum('used'), sum('issued'))}</td>
          </tr>
        </tfoot>
      </table>
    </TableBox>
  )
}

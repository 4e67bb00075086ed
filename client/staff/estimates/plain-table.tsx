import { For, type JSX } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'

/** A table whose first `texts` columns are words and whose others are numbers; cells are made by the caller. */
export function PlainTable(props: {
  title: string
  columns: readonly string[]
  texts: number
  rows: readonly (readonly JSX.Element[])[]
}) {
  return (
    <TableBox label={props.title}>
      <table class="table">
        <caption>{props.title}</caption>
        <thead>
          <tr>
            <For each={props.columns}>
              {(column, at) => (
                <th scope="col" class={at() < props.texts ? '' : 'number'}>
                  {column}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <For each={row}>{(cell, at) => <td class={at() < props.texts ? '' : 'number'}>{cell}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </TableBox>
  )
}

import { For, type JSX } from 'solid-js'
import { CardTable } from '../../ui/card-table.tsx'
import { TableBox } from '../../ui/table-box.tsx'

/**
 * A table whose first `texts` columns are words and whose others are numbers; cells are made by the caller. As `cards` its
 * first column names the line, and on a phone each line stands by itself.
 */
export function PlainTable(props: {
  title: string
  columns: readonly string[]
  texts: number
  cards?: boolean
  /** a heading right above says the title; it stays for those who listen */
  headed?: boolean
  rows: readonly (readonly JSX.Element[])[]
}) {
  const kind = (at: number) => (at < props.texts ? '' : 'number')
  const parts = () => (
    <>
      <caption class={props.headed ? 'for-readers' : ''}>{props.title}</caption>
      <thead>
        <tr>
          <For each={props.columns}>
            {(column, at) => (
              <th scope="col" class={kind(at())}>
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
              <For each={row}>
                {(cell, at) =>
                  props.cards && at() === 0 ? (
                    <th scope="row">{cell}</th>
                  ) : (
                    <td class={kind(at())} data-head={props.columns[at()]}>
                      {cell}
                    </td>
                  )
                }
              </For>
            </tr>
          )}
        </For>
      </tbody>
    </>
  )
  return (
    <TableBox label={props.title}>
      {props.cards ? <CardTable>{parts()}</CardTable> : <table class="table">{parts()}</table>}
    </TableBox>
  )
}

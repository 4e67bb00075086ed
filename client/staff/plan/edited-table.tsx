import { For, Index, type JSX, Show } from 'solid-js'
import { CardTable } from '../../ui/card-table.tsx'
import { TableBox } from '../../ui/table-box.tsx'
import { workPlan as words } from '../../words/work-plan.ts'
import { Cell } from './cell.tsx'
import { RowActions } from './row-actions.tsx'
import type { Rows } from './rows.ts'

/** A column of a list: typed in, or `shown`, which follows from what is typed. */
export type Column<Row> = Readonly<{
  name: (keyof Row & string) | `=${string}`
  head: string
  kind?: 'date' | 'number' | 'long'
  width?: 'broad' | 'narrow'
  required?: boolean
  min?: (row: Row) => string
  /** what stands in the cell where it is not typed in */
  shown?: (row: Row) => JSX.Element
}>

/**
 * A list typed as a table, or read as one. On a phone each line stands as a card, with the column's head beside every cell.
 */
export function EditedTable<Row extends Record<string, string>>(props: {
  of: Rows<Row>
  columns: readonly Column<Row>[]
  title: string
  name: string
  rowName: (place: number) => string
  editable: boolean
  errorAt: (row: Row, place: number, name: string) => string | undefined
  foot?: JSX.Element
}) {
  const cell = (row: () => Row, place: number, column: Column<Row>) => ({
    label: `${props.rowName(place + 1)}: ${column.head}`,
    name: `${props.name}-${place}-${column.name}`,
    value: row()[column.name] ?? '',
    type: column.kind === 'date' ? ('date' as const) : ('text' as const),
    number: column.kind === 'number',
    long: column.kind === 'long',
    min: column.min?.(row()),
    required: column.required,
    error: props.errorAt(row(), place, column.name),
    onInput: (value: string) => props.of.set(place, { [column.name]: value } as Partial<Row>),
  })
  /** A column in which nothing stands is of no use to a reader. */
  const columns = () =>
    props.columns.filter(
      ({ name }) => props.editable || name.startsWith('=') || props.of.rows().some((row) => row[name]),
    )
  const typed = (column: Column<Row>) => props.editable && !column.name.startsWith('=')
  return (
    <TableBox label={props.title}>
      <CardTable class={props.editable ? 'edited' : ''}>
        <thead>
          <tr>
            <For each={columns()}>
              {(column) => (
                <th scope="col" class={column.kind === 'number' ? 'number' : ''}>
                  {column.head}
                </th>
              )}
            </For>
            <Show when={props.editable}>
              <th scope="col">
                <span class="for-readers">{words.actions}</span>
              </th>
            </Show>
          </tr>
        </thead>
        <tbody>
          <Index each={props.of.rows()}>
            {(row, place) => (
              <tr>
                <For each={columns()}>
                  {(column) => (
                    <td
                      class={`${column.width ?? ''} ${column.kind === 'number' ? 'number' : ''} ${typed(column) ? 'typed' : ''}`}
                      data-head={column.head}
                    >
                      <Show when={typed(column)} fallback={column.shown?.(row()) ?? row()[column.name]}>
                        <Cell {...cell(row, place, column)} />
                      </Show>
                    </td>
                  )}
                </For>
                <Show when={props.editable}>
                  <RowActions of={props.of} place={place} name={props.rowName(place + 1)} />
                </Show>
              </tr>
            )}
          </Index>
        </tbody>
        {props.foot}
      </CardTable>
    </TableBox>
  )
}

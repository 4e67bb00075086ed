import { For, Show } from 'solid-js'
import { TableBox } from '../../ui/table-box.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { staff } from '../../words/staff.ts'
import { errorText } from '../refusal.ts'

type Place = Parameters<typeof errorText>[0]

/** What is wrong or worth knowing in a file that was tried, each by sheet, row and column. */
export function FilePlaces(props: {
  title: string
  list: readonly (Readonly<{ path: string }> & Omit<Place, 'pointer'>)[]
}) {
  const cell = (value: unknown) => String(value ?? staff.none)
  return (
    <Show when={props.list.length > 0}>
      <TableBox label={props.title} tall>
        <table class="table">
          <caption>{props.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.import.sheet}</th>
              <th scope="col">{words.import.row}</th>
              <th scope="col">{words.import.column}</th>
              <th scope="col">{words.import.what}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.list}>
              {(issue) => (
                <tr>
                  <td>{cell(issue.detail?.sheet ?? issue.detail?.item)}</td>
                  <td>{cell(issue.detail?.row)}</td>
                  <td>{cell(issue.detail?.column)}</td>
                  <td>{errorText({ ...issue, pointer: issue.path })}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableBox>
    </Show>
  )
}

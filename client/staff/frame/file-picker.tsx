import { Show } from 'solid-js'
import { staff as words } from '../../words/staff.ts'
import { DropFile } from '../drop-file.tsx'

const LISTS = '.xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A list of schools or units as a workbook or CSV. */
export function FilePicker(props: {
  onChoose: (file: File) => void
  title?: string
  columns?: string
  template?: string
}) {
  return (
    <DropFile
      name="frame"
      accept={LISTS}
      onChoose={props.onChoose}
      after={
        <Show when={props.template}>
          {(address) => (
            <p>
              <a href={address()} download="" data-action="frame-template">
                {words.frame.template}
              </a>
            </p>
          )}
        </Show>
      }
    >
      <b>{props.title ?? words.frame.choose}</b>
      <span class="soft">{words.frame.drop}</span>
      <span class="soft small">{props.columns ?? words.frame.columns}</span>
    </DropFile>
  )
}

import { staff as words } from '../../words/staff.ts'
import { DropFile } from '../drop-file.tsx'

const LISTS = '.xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A list of schools or units as a workbook or CSV. */
export function FilePicker(props: { onChoose: (file: File) => void; title?: string; columns?: string }) {
  return (
    <DropFile name="frame" accept={LISTS} onChoose={props.onChoose}>
      <b>{props.title ?? words.frame.choose}</b>
      <span class="soft">{words.frame.drop}</span>
      <span class="soft small">{props.columns ?? words.frame.columns}</span>
    </DropFile>
  )
}

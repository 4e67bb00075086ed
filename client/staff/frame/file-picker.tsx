import { createSignal, createUniqueId } from 'solid-js'
import { staff as words } from '../../words/staff.ts'

/** A file from the folder or dropped from beside; the label is the target for both. */
export function FilePicker(props: { onChoose: (file: File) => void; title?: string; columns?: string }) {
  const id = createUniqueId()
  const [over, setOver] = createSignal(false)
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file) props.onChoose(file)
  }
  return (
    <div class="file-picker">
      <input
        id={id}
        class="for-readers"
        type="file"
        name="frame"
        accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <label
        for={id}
        classList={{ drop: true, over: over() }}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer?.files)
        }}
      >
        <b>{props.title ?? words.frame.choose}</b>
        <span class="soft">{words.frame.drop}</span>
        <span class="soft small">{props.columns ?? words.frame.columns}</span>
      </label>
    </div>
  )
}

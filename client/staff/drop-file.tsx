import { createSignal, createUniqueId, type JSX } from 'solid-js'

/** A file from the folder or dropped from beside; the label is the target for both, what follows it stands in `after`. */
export function DropFile(props: {
  accept: string
  name?: string
  /** the id of what stands in `after`, where it says something about the file */
  describedBy?: string
  onChoose: (file: File) => void
  children: JSX.Element
  after?: JSX.Element
}) {
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
        name={props.name}
        accept={props.accept}
        aria-describedby={props.describedBy}
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
        {props.children}
      </label>
      {props.after}
    </div>
  )
}

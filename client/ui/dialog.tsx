import { createEffect, createUniqueId, type JSX } from 'solid-js'

/** A native modal dialog: the browser keeps the focus inside and Escape closes it. */
export function Dialog(props: {
  open: boolean
  title: string
  onClose: () => void
  /** There is no way round it: Escape does nothing. */
  firm?: boolean
  children: JSX.Element
}) {
  const id = createUniqueId()
  let element: HTMLDialogElement | undefined
  createEffect(() => {
    if (props.open && !element?.open) element?.showModal()
    else if (!props.open && element?.open) element.close()
  })
  return (
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        if (!props.firm) props.onClose()
      }}
    >
      <div class="inside">
        <h2 id={id}>{props.title}</h2>
        {props.children}
      </div>
    </dialog>
  )
}

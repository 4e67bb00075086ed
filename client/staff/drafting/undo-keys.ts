import { onCleanup } from 'solid-js'

/** Ctrl+Z takes back, Ctrl+Y or Ctrl+Shift+Z brings back, wherever on the page of a draft somebody is. */
export function undoKeys({ undo, redo }: Readonly<{ undo: () => void; redo: () => void }>): void {
  const keys = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase()
    if (!(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return
    event.preventDefault()
    if (key === 'y' || event.shiftKey) redo()
    else undo()
  }
  addEventListener('keydown', keys)
  onCleanup(() => removeEventListener('keydown', keys))
}

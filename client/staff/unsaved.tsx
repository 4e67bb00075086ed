import { useBeforeLeave } from '@solidjs/router'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { staff as words } from '../words/staff.ts'

export type Unsaved = ReturnType<typeof createUnsaved>

/** Keeps typed words from being left behind unseen: whatever goes elsewhere asks first, the browser's own ways too. */
export function createUnsaved(dirty: () => boolean) {
  const [next, setNext] = createSignal<(() => void) | null>(null)
  const ask = (then: () => void) => {
    if (dirty()) setNext(() => then)
    else then()
  }
  useBeforeLeave((leaving) => {
    if (!dirty()) return
    leaving.preventDefault()
    setNext(() => () => leaving.retry(true))
  })
  const warn = (event: BeforeUnloadEvent) => {
    if (dirty()) event.preventDefault()
  }
  onMount(() => addEventListener('beforeunload', warn))
  onCleanup(() => removeEventListener('beforeunload', warn))
  return { ask, next, stay: () => setNext(null) }
}

/** The question itself: stay, or go and leave behind what was not saved. */
export function UnsavedDialog(props: { unsaved: Unsaved }) {
  const go = () => {
    const then = props.unsaved.next()
    props.unsaved.stay()
    then?.()
  }
  return (
    <Dialog open={props.unsaved.next() !== null} title={words.unsaved.title} onClose={props.unsaved.stay}>
      <Show when={props.unsaved.next()}>
        <p>{words.unsaved.text}</p>
        <div class="actions">
          <Button tone="main" data-action="stay" onClick={() => props.unsaved.stay()}>
            {words.unsaved.stay}
          </Button>
          <Button tone="danger" data-action="leave-unsaved" onClick={go}>
            {words.unsaved.leave}
          </Button>
        </div>
      </Show>
    </Dialog>
  )
}

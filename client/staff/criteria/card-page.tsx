import { createAsync, useParams } from '@solidjs/router'
import { createMemo, Show } from 'solid-js'
import '../instruments/instruments.css'
import { readCard } from './api.ts'
import { mayWriteCards } from './card-head.tsx'
import './criteria.css'
import { DraftCard } from './draft-page.tsx'
import { ReadCard } from './read-page.tsx'

/** A draft is opened to be written by whoever may; everything else is read. */
export default function CardPage() {
  const params = useParams<{ id: string }>()
  const view = createAsync(() => readCard(decodeURIComponent(params.id)))
  /** The desk is laid once for a draft: reading it again must not clear what is being written. */
  const desk = createMemo(() => {
    const found = view()
    return found && `${found.id} ${found.state === 'draft' && mayWriteCards() ? 'write' : 'read'}`
  })
  return (
    <Show when={desk()} keyed>
      {(kind) => (
        <Show when={view()}>
          {(found) => (kind.endsWith('write') ? <DraftCard view={found()} /> : <ReadCard view={found()} />)}
        </Show>
      )}
    </Show>
  )
}

import { createAsync, useParams } from '@solidjs/router'
import { createMemo, Show } from 'solid-js'
import { readVersion } from './api.ts'
import { DraftPage } from './draft-page.tsx'
import './instruments.css'
import { ReadPage } from './read-page.tsx'
import { mayWrite } from './version-head.tsx'

/** A draft is opened to be written by whoever may; everything else is read. */
export default function VersionPage() {
  const params = useParams<{ id: string }>()
  const view = createAsync(() => readVersion(decodeURIComponent(params.id)))
  /** The desk is laid once for a draft: reading it again must not clear what is being written. */
  const desk = createMemo(() => {
    const found = view()
    return found && `${found.id} ${found.state === 'draft' && mayWrite() ? 'write' : 'read'}`
  })
  return (
    <Show when={desk()} keyed>
      {(kind) => (
        <Show when={view()}>
          {(found) => (kind.endsWith('write') ? <DraftPage view={found()} /> : <ReadPage view={found()} />)}
        </Show>
      )}
    </Show>
  )
}

import { createAsync } from '@solidjs/router'
import { Show } from 'solid-js'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { momentText } from '../words/days.ts'
import { staff as words } from '../words/staff.ts'
import { readDataCheck } from './api.ts'

/** On every page of those who answer for the data: the nightly check found damage. */
export function DataAlert() {
  // That this cannot be read is told by whatever page is open.
  const last = createAsync(() => readDataCheck().catch(() => null), { initialValue: null })
  return (
    <Show when={last()?.fault ? last() : null}>
      {(check) => (
        <RefusalNote
          text={words.dataAlert.text(momentText(check().at))}
          lines={[words.dataAlert.act]}
          small={check().fault}
        />
      )}
    </Show>
  )
}

import { For } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { downloadVersion } from './api.ts'

const KINDS = ['xlsform', 'translation', 'json', 'ddi'] as const

/** A version as a file, in the forms others can read. */
export function Downloads(props: { id: string }) {
  const task = createTask(downloadVersion)
  return (
    <details class="menu">
      <summary class="button little quiet" data-action="downloads">
        {words.files.label}
      </summary>
      <ul>
        <For each={KINDS}>
          {(kind) => (
            <li>
              <Button
                little
                tone="quiet"
                data-file={kind}
                busy={task.busy()}
                onClick={(event) => {
                  event.currentTarget.closest('details')?.removeAttribute('open')
                  task.run(props.id, kind)
                }}
              >
                {words.files[kind]}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Refused refusal={task.refusal()} />
    </details>
  )
}

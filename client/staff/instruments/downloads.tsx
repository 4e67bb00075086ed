import { For, Show } from 'solid-js'
import { offeredLanguages } from '../../../surveys/offered-languages.ts'
import type { Language } from '../../../surveys/text.ts'
import { Button } from '../../ui/button.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { holds } from '../api.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { downloadLogic, downloadPaper, downloadVersion } from './api.ts'

const PRINTERS = ['designer', 'analyst', 'director', 'admin']
const KINDS = ['xlsform', 'translation', 'json', 'ddi'] as const

/** A version as a file, in the forms others can read; and on paper, for who may print it. */
export function Downloads(props: { id: string; languages: readonly Language[] }) {
  const task = createTask((fetching: () => Promise<void>) => fetching())
  const mayPrint = () => holds(PRINTERS)
  const entry = (name: string, label: string, fetching: () => Promise<void>) => (
    <li>
      <Button
        little
        tone="quiet"
        data-file={name}
        busy={task.busy()}
        onClick={(event) => {
          event.currentTarget.closest('details')?.removeAttribute('open')
          task.run(fetching)
        }}
      >
        {label}
      </Button>
    </li>
  )
  return (
    <details class="menu">
      <summary class="button little quiet" data-action="downloads">
        {words.files.label}
      </summary>
      <ul>
        <For each={KINDS}>{(kind) => entry(kind, words.files[kind], () => downloadVersion(props.id, kind))}</For>
        <Show when={mayPrint()}>
          <For each={offeredLanguages({ languages: [...props.languages] })}>
            {(language) =>
              entry(`paper-${language}`, words.files.paper(words.inLanguage[language]), () =>
                downloadPaper(props.id, language),
              )
            }
          </For>
          {entry('logic', words.files.logic, () => downloadLogic(props.id))}
        </Show>
      </ul>
      <Refused refusal={task.refusal()} />
    </details>
  )
}

import { For } from 'solid-js'
import { LANGUAGES, type Language } from '../../../surveys/text.ts'
import { Button } from '../../ui/button.tsx'
import { staff as words } from '../../words/staff.ts'

/** The whole forms on paper, one a slip with its code, for those who will not answer on a phone. */
export function PaperMenu(props: { busy: boolean; onPrint: (language: Language) => void }) {
  return (
    <details class="menu">
      <summary class="button little quiet" data-action="paper-packets">
        {words.slips.paper}
      </summary>
      <ul>
        <For each={LANGUAGES}>
          {(language) => (
            <li>
              <Button
                little
                tone="quiet"
                data-paper={language}
                busy={props.busy}
                onClick={(event) => {
                  event.currentTarget.closest('details')?.removeAttribute('open')
                  props.onPrint(language)
                }}
              >
                {words.slips.paperIn[language]}
              </Button>
            </li>
          )}
        </For>
      </ul>
    </details>
  )
}

import { Show, useContext } from 'solid-js'
import type { Language } from '../../../surveys/text.ts'
import { Button } from '../../ui/button.tsx'
import { dayText } from '../../words/days.ts'
import { instruments as words } from '../../words/instruments.ts'
import { Refused } from '../refused.tsx'
import { createTask } from '../task.ts'
import { MarkerContext } from './desk.ts'
import type { Words } from './form.ts'

/** Who stands for this text in this language; a reader who has not written the draft can do so here. */
export function MarkLine(props: { text: Words; language: Language; pointer: string }) {
  const marker = useContext(MarkerContext)
  const may = () => marker?.mayMark() ?? false
  const mark = () => props.text.reviewed?.[props.language]
  const said = () => String(props.text[props.language] ?? '')
  const task = createTask(async (reviewed: boolean) => {
    const { pointer, language } = props
    await marker?.mark({ pointer, language, words: said(), reviewed })
  })
  return (
    <Show when={said() !== '' && (mark() || may())}>
      <span class="mark" lang="vi">
        <Show when={mark()}>
          {(given) => <span class="small done">✓ {words.marks.marked(given().by, dayText(given().on))}</span>}
        </Show>
        <Show when={may()}>
          <Button tone="quiet" little busy={task.busy()} onClick={() => task.run(!mark())}>
            {mark() ? words.marks.unmark : words.marks.mark}
          </Button>
        </Show>
        <Refused refusal={task.refusal()} />
      </span>
    </Show>
  )
}

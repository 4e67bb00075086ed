import { createUniqueId, For, type JSX, Show } from 'solid-js'
import type { Language } from '../../../surveys/text.ts'
import { instruments as words } from '../../words/instruments.ts'
import { type Path, pointerOf, valueAt } from '../drafting/path.ts'
import { faultsAt } from '../refusal.ts'
import { useDesk } from './desk.ts'
import type { Words } from './form.ts'
import { MarkLine } from './mark-line.tsx'

/** A text in every language of the form, side by side. */
export function TextField(props: { label: string; path: Path; optional?: boolean; lines?: number; little?: boolean }) {
  const desk = useDesk()
  const text = () => valueAt(desk.editor.form(), props.path) as Words | undefined
  const write = (language: Language, value: string) => {
    const said = value.normalize('NFC')
    const before = text()
    if (language === 'vi') {
      const nothing = said === '' && props.optional && Object.keys(before ?? {}).every((key) => key === 'vi')
      desk.editor.set(props.path, nothing ? undefined : { ...before, vi: said })
      return
    }
    const start: Words = { vi: '', ...before }
    const { [language]: _gone, ...rest } = start
    desk.editor.set(props.path, said === '' ? rest : { ...rest, [language]: said })
  }
  return (
    <fieldset class="texts" classList={{ little: props.little }}>
      <legend>{props.label}</legend>
      <div class="side-by-side" data-columns={desk.languages().length}>
        <For each={desk.languages()}>
          {(language) => (
            <OneLanguage
              language={language}
              path={[...props.path, language]}
              value={String(text()?.[language] ?? '')}
              lines={props.lines ?? 2}
              onInput={(value) => write(language, value)}
            >
              <Show when={text()}>
                {(found) => <MarkLine text={found()} language={language} pointer={pointerOf(props.path)} />}
              </Show>
            </OneLanguage>
          )}
        </For>
      </div>
    </fieldset>
  )
}

function OneLanguage(props: {
  language: Language
  path: Path
  value: string
  lines: number
  onInput: (value: string) => void
  children?: JSX.Element
}) {
  const desk = useDesk()
  const id = createUniqueId()
  const wrong = () => faultsAt(desk.editor.issues(), pointerOf(props.path))
  return (
    <div class="field" lang={props.language}>
      <label for={id} lang="vi">
        {words.languages[props.language]}
      </label>
      <textarea
        id={id}
        class="input"
        rows={props.lines}
        value={props.value}
        data-path={pointerOf(props.path)}
        placeholder={props.language === 'km' ? words.awaits : undefined}
        aria-invalid={wrong().length > 0 ? 'true' : undefined}
        aria-describedby={wrong().length > 0 ? `${id}-wrong` : undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show when={wrong().length > 0}>
        <span class="wrong" id={`${id}-wrong`} lang="vi">
          {wrong().join('; ')}
        </span>
      </Show>
      {props.children}
    </div>
  )
}

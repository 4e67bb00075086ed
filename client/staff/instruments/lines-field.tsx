import { Index, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { moved, type Path, pointerOf, valueAt, withValue } from '../drafting/path.ts'
import { faultsAt } from '../refusal.ts'
import { useDesk } from './desk.ts'
import { fieldLabel } from './field-label.ts'
import type { Field } from './fields.ts'
import { freeId } from './new-part.ts'
import { TextField } from './text-field.tsx'

type Line = Readonly<{ value?: string; id?: string }>

/** Options of a choice, rows of a matrix, points of the notice: short texts in an order, each with its name. */
export function LinesField(props: { field: Field; path: Path }) {
  const desk = useDesk()
  const lines = () => (valueAt(desk.editor.form(), props.path) as readonly Line[] | undefined) ?? []
  const set = (next: readonly unknown[]) => desk.editor.change((form) => withValue(form, props.path, next))
  const nameKey = () => (props.field.kind === 'options' ? 'value' : props.field.kind === 'rows' ? 'id' : undefined)
  const add = () => {
    const number = lines().length + 1
    if (props.field.kind === 'texts') return set([...lines(), { vi: words.editor.newOption(number) }])
    if (props.field.kind === 'rows') {
      const stem = /^[A-Za-z_]+/.exec(lines().at(-1)?.id ?? 'r')?.[0] ?? 'r'
      return set([...lines(), { id: freeId(desk.editor.form(), stem), text: { vi: words.editor.newRow(number) } }])
    }
    return set([...lines(), { value: freeValue(lines()), text: { vi: words.editor.newOption(number) } }])
  }
  return (
    <fieldset class="part">
      <legend>{fieldLabel(props.field.name)}</legend>
      <ol class="lines">
        <Index each={lines()}>
          {(line, place) => {
            const key = nameKey()
            const path = () => (key ? [...props.path, place, 'text'] : [...props.path, place])
            const name = () => (key ? String(line()[key as 'value' | 'id'] ?? '') : String(place + 1))
            const wrong = () => (key ? faultsAt(desk.editor.issues(), pointerOf([...props.path, place, key])) : [])
            return (
              <li>
                <Show when={key}>
                  {(named) => (
                    <div class="field">
                      <label class="for-readers" for={pointerOf([...props.path, place])}>
                        {fieldLabel('id')}
                      </label>
                      <input
                        id={pointerOf([...props.path, place])}
                        class="input mono"
                        spellcheck={false}
                        value={name()}
                        aria-invalid={wrong().length > 0 ? 'true' : undefined}
                        onInput={({ currentTarget }) =>
                          desk.editor.set([...props.path, place, named()], currentTarget.value)
                        }
                      />
                      <Show when={wrong().length > 0}>
                        <span class="wrong">{wrong().join('; ')}</span>
                      </Show>
                    </div>
                  )}
                </Show>
                <TextField label={name()} path={path()} lines={1} little />
                <span class="line-acts">
                  <Button
                    little
                    tone="quiet"
                    disabled={place === 0}
                    aria-label={words.editor.lineUp(name())}
                    onClick={() => set(moved(lines(), place, place - 1))}
                  >
                    ↑
                  </Button>
                  <Button
                    little
                    tone="quiet"
                    disabled={place === lines().length - 1}
                    aria-label={words.editor.lineDown(name())}
                    onClick={() => set(moved(lines(), place, place + 1))}
                  >
                    ↓
                  </Button>
                  <Button
                    little
                    tone="quiet"
                    aria-label={words.editor.removeLine(name())}
                    onClick={() => set(lines().filter((_, other) => other !== place))}
                  >
                    ✕
                  </Button>
                </span>
              </li>
            )
          }}
        </Index>
      </ol>
      <Button little onClick={add}>
        {props.field.kind === 'rows' ? words.editor.addRow : words.editor.addOption}
      </Button>
    </fieldset>
  )
}

const freeValue = (lines: readonly Line[]): string => {
  for (let number = lines.length + 1; ; number++)
    if (!lines.some(({ value }) => value === String(number))) return String(number)
}

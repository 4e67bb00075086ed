import { For, Index, Match, Switch } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { criteria as words } from '../../words/criteria.ts'
import { type Path, pointerOf, valueAt } from '../drafting/path.ts'
import { faultsAt } from '../refusal.ts'
import { useCardDesk } from './card-editor.ts'
import { NumberInput, TextInput } from './card-field.tsx'

type Column = Readonly<{ name: string; label: string; kind: 'text' | 'code' | 'number' }>

/** A short table that is typed into: levels, steps, items beside the card, bands. */
export function RowsField(props: {
  path: Path
  label: string
  columns: readonly Column[]
  newRow: () => Readonly<Record<string, unknown>>
}) {
  const desk = useCardDesk()
  const rows = () => (valueAt(desk.editor.form(), props.path) as readonly Readonly<Record<string, unknown>>[]) ?? []
  const set = (next: readonly unknown[]) => desk.editor.set(props.path, next)
  const wrong = () => faultsAt(desk.editor.issues(), pointerOf(props.path))
  return (
    <fieldset class="part rows-field">
      <legend>{props.label}</legend>
      <Index each={rows()}>
        {(row, place) => (
          <div class="row-line">
            <For each={props.columns}>
              {(column) => (
                <Switch>
                  <Match when={column.kind === 'number'}>
                    <NumberInput path={[...props.path, place, column.name]} label={column.label} />
                  </Match>
                  <Match when={column.kind !== 'number'}>
                    <TextInput
                      path={[...props.path, place, column.name]}
                      label={column.label}
                      code={column.kind === 'code'}
                    />
                  </Match>
                </Switch>
              )}
            </For>
            <Button
              little
              tone="quiet"
              aria-label={words.removeRow(String(row().name ?? row().at ?? place + 1))}
              onClick={() => set(rows().filter((_, other) => other !== place))}
            >
              ✕
            </Button>
          </div>
        )}
      </Index>
      <For each={wrong()}>{(text) => <p class="wrong">{text}</p>}</For>
      <Button little onClick={() => set([...rows(), props.newRow()])}>
        {words.addRow}
      </Button>
    </fieldset>
  )
}

import { For, type JSX, Show } from 'solid-js'
import { criteria as words } from '../../words/criteria.ts'
import { useCardDesk } from './card-editor.ts'
import { NumberInput, TextInput } from './card-field.tsx'
import { freeId } from './new-part.ts'
import { RowsField } from './rows-field.tsx'

function Fold(props: { name: string; title: string; children: JSX.Element }) {
  const desk = useCardDesk()
  const open = () => desk.openAt() === props.name
  return (
    <section class="block" data-block={props.name}>
      <header>
        <h2>
          <button
            type="button"
            class="block-title"
            aria-expanded={open()}
            onClick={() => desk.open(open() ? null : props.name)}
          >
            {props.title}
          </button>
        </h2>
      </header>
      <Show when={open()}>
        <div class="sheet">{props.children}</div>
      </Show>
    </section>
  )
}

/** Title, source, and where the points come from, which everybody reads. */
export function GeneralBlock() {
  return (
    <Fold name="general" title={words.general}>
      <TextInput path={['title']} label={words.fields.title ?? ''} lines={2} />
      <TextInput path={['source']} label={words.fields.source ?? ''} lines={2} />
      <TextInput path={['pointsFrom']} label={words.fields.pointsFrom ?? ''} lines={3} />
    </Fold>
  )
}

/** Bonus and penalty with their ceilings, and the bands. */
export function EndsBlock() {
  const desk = useCardDesk()
  const l = (name: string) => words.fields[name] ?? name
  return (
    <Fold name="ends" title={`${words.extras}; ${words.bands.toLowerCase()}`}>
      <For each={['bonus', 'penalty'] as const}>
        {(kind) => (
          <>
            <NumberInput path={[kind, 'ceiling']} label={words.extraCeiling[kind] ?? ''} />
            <RowsField
              path={[kind, 'items']}
              label={words.extraOf[kind] ?? ''}
              columns={[
                { name: 'id', label: l('id'), kind: 'code' },
                { name: 'name', label: l('name'), kind: 'text' },
                { name: 'most', label: l('most'), kind: 'number' },
              ]}
              newRow={() => ({
                id: freeId(desk.editor.form(), kind === 'bonus' ? 'T' : 'P'),
                name: words.newComponent,
                most: 1,
              })}
            />
          </>
        )}
      </For>
      <RowsField
        path={['bands']}
        label={words.bands}
        columns={[
          { name: 'id', label: l('id'), kind: 'code' },
          { name: 'name', label: l('name'), kind: 'text' },
          { name: 'from', label: l('from'), kind: 'number' },
        ]}
        newRow={() => ({ id: `muc_${desk.editor.form().bands.length + 1}`, name: words.bands, from: 0 })}
      />
    </Fold>
  )
}

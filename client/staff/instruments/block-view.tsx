import { createMemo, For, Index, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { moved, withValue } from '../drafting/path.ts'
import { useDesk } from './desk.ts'
import { FieldList } from './field-input.tsx'
import { BLOCK_FIELDS, ITEM_TYPES } from './fields.ts'
import type { FormBlock } from './form.ts'
import { ItemRow } from './item-row.tsx'
import { newItem } from './new-part.ts'
import { TextField } from './text-field.tsx'

/** One block: its name, its questions, and what can be done with it as a whole. */
export function BlockView(props: { block: FormBlock; place: number }) {
  const desk = useDesk()
  const faults = createMemo(
    () => desk.editor.issues().filter(({ path }) => `${path}/`.startsWith(`/blocks/${props.place}/`)).length,
  )
  const last = () => props.place === desk.editor.form().blocks.length - 1
  const openAt = () => desk.openAt() === `${props.place}`
  const move = (by: number) => {
    desk.editor.change((form) => ({ ...form, blocks: moved(form.blocks, props.place, props.place + by) }))
    if (openAt()) desk.open(`${props.place + by}`)
    else desk.open(null)
  }
  const remove = () => {
    desk.open(null)
    desk.editor.change((form) => ({ ...form, blocks: form.blocks.filter((_, place) => place !== props.place) }))
  }
  const add = (type: string) => {
    const { items } = props.block
    desk.editor.change((form) =>
      withValue(form, ['blocks', props.place, 'items'], [...items, newItem(form, props.block, type)]),
    )
    desk.open(`${props.place}/${items.length}`)
  }
  return (
    <section class="block" id={`block-${props.place}`} aria-label={words.editor.block(props.block.id)}>
      <header>
        <h2>
          <button
            type="button"
            class="block-title"
            aria-expanded={openAt()}
            onClick={() => desk.open(openAt() ? null : `${props.place}`)}
          >
            <span class="mono">{props.block.id}</span> {props.block.title.vi || words.editor.noText}
          </button>
        </h2>
        <Show when={faults() > 0}>
          <Chip tone="red">{words.editor.faults(faults())}</Chip>
        </Show>
      </header>
      <Show when={openAt()}>
        <div class="sheet">
          <TextField label={words.fields.title ?? ''} path={['blocks', props.place, 'title']} lines={1} />
          <FieldList fields={BLOCK_FIELDS.filter(({ name }) => name !== 'title')} path={['blocks', props.place]} />
          <div class="actions">
            <Button little disabled={props.place === 0} onClick={() => move(-1)}>
              ↑ {words.editor.up}
            </Button>
            <Button little disabled={last()} onClick={() => move(1)}>
              ↓ {words.editor.down}
            </Button>
            <Button little tone="danger" onClick={remove}>
              {words.editor.remove}
            </Button>
          </div>
        </div>
      </Show>
      <ol class="items">
        <Index each={props.block.items}>{(item, at) => <ItemRow item={item()} block={props.place} place={at} />}</Index>
      </ol>
      <AddItem onAdd={add} name={props.block.id} />
    </section>
  )
}

function AddItem(props: { onAdd: (type: string) => void; name: string }) {
  return (
    <details class="add">
      <summary data-action={`add-item-${props.name}`}>+ {words.editor.addItem}</summary>
      <ul class="chips" aria-label={words.editor.addItemOf}>
        <For each={ITEM_TYPES}>
          {(type) => (
            <li>
              <Button
                little
                data-type={type}
                onClick={(event) => {
                  event.currentTarget.closest('details')?.removeAttribute('open')
                  props.onAdd(type)
                }}
              >
                {words.types[type] ?? type}
              </Button>
            </li>
          )}
        </For>
      </ul>
    </details>
  )
}

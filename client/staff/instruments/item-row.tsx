import { createMemo, createUniqueId, For, Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { instruments as words } from '../../words/instruments.ts'
import { errorText, faultsAt } from '../refusal.ts'
import { useDesk } from './desk.ts'
import { FieldInput, FieldList } from './field-input.tsx'
import { ITEM_FIELDS, ITEM_TYPES } from './fields.ts'
import type { FormItem } from './form.ts'
import { copyItem, moveItem, moveItemToBlock, removeItem } from './item-moves.ts'
import { asType } from './new-part.ts'
import { placeName } from './place-name.ts'

/** Faults that already stand beside the field they speak of. */
const BESIDE = /\/(vi|en|km|id|value|relevant|constraint|calculation|min|max|maxLength|decimals|file|gives)$/

/** What stands at the top of an open question; the rest of its fields that are rarely touched wait behind a fold. */
const FIRST = ['id', 'text', 'hint', 'options', 'rows', 'of', 'calculation', 'value']
const SELDOM = ['other', 'relevant', 'constraint', 'message', 'image', 'audio']

/** A question: one line while others are worked on, all its fields when it is open. */
export function ItemRow(props: { item: FormItem; block: number; place: number }) {
  const desk = useDesk()
  const here = () => `${props.block}/${props.place}`
  const isOpen = () => desk.openAt() === here()
  const path = () => ['blocks', props.block, 'items', props.place] as const
  const faults = createMemo(() => faultsAt(desk.editor.issues(), `/blocks/${props.block}/items/${props.place}`, true))
  return (
    <li classList={{ item: true, open: isOpen() }} data-item={props.item.id}>
      <button
        type="button"
        class="item-line"
        aria-expanded={isOpen()}
        onClick={() => desk.open(isOpen() ? null : here())}
      >
        <span class="mono">{props.item.id}</span>
        <span class="item-text">{props.item.text?.vi || <i class="soft">{words.editor.noText}</i>}</span>
        <span class="soft small">{words.types[props.item.type] ?? props.item.type}</span>
        <Show when={props.item.relevant}>
          <span class="soft small" title={`${words.fields.relevant} ${props.item.relevant}`}>
            ⑂
          </span>
        </Show>
        <Show when={faults().length > 0}>
          <Chip tone="red">{words.editor.faults(faults().length)}</Chip>
        </Show>
      </button>
      <Show when={isOpen()}>
        <OpenItem item={props.item} block={props.block} place={props.place} path={path()} />
      </Show>
    </li>
  )
}

function OpenItem(props: { item: FormItem; block: number; place: number; path: readonly (string | number)[] }) {
  const desk = useDesk()
  const typeId = createUniqueId()
  const fields = () => ITEM_FIELDS[props.item.type] ?? []
  const first = () => FIRST.flatMap((name) => fields().filter((field) => field.name === name))
  const seldom = () => SELDOM.flatMap((name) => fields().filter((field) => field.name === name))
  const middle = () => fields().filter(({ name }) => !FIRST.includes(name) && !SELDOM.includes(name))
  const given = () => seldom().some(({ name }) => props.item[name] !== undefined)
  const form = desk.editor.form
  const elsewhere = createMemo(() => {
    const start = `/blocks/${props.block}/items/${props.place}`
    return desk.editor
      .issues()
      .filter(({ path }) => (path === start || path.startsWith(`${start}/`)) && !BESIDE.test(path))
      .map((issue) => {
        const said = errorText({ ...issue, pointer: issue.path })
        const name = placeName(issue.path.slice(start.length + 1))
        return name ? words.editor.faultAt(name, said) : said
      })
  })
  const go = (to: { block: number; place: number } | undefined) => to && desk.open(`${to.block}/${to.place}`)
  const step = (by: -1 | 1) => go(moveItem(desk.editor, props.block, props.place, by))
  return (
    <fieldset
      class="sheet"
      aria-label={props.item.id}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
        event.preventDefault()
        step(event.key === 'ArrowUp' ? -1 : 1)
      }}
    >
      <div class="fields tight">
        <FieldInput field={ID} path={[...props.path, 'id']} owner={props.path} />
        <div class="field">
          <label for={typeId}>{words.fields.type}</label>
          <select
            id={typeId}
            class="input"
            onChange={({ currentTarget }) =>
              desk.editor.set(
                props.path,
                asType(props.item, ITEM_TYPES[currentTarget.selectedIndex] ?? props.item.type),
              )
            }
          >
            <For each={ITEM_TYPES}>
              {(type) => <option selected={type === props.item.type}>{words.types[type] ?? type}</option>}
            </For>
          </select>
        </div>
      </div>
      <FieldList fields={first().filter(({ name }) => name !== 'id')} path={props.path} />
      <FieldList fields={middle()} path={props.path} />
      <Show when={seldom().length > 0}>
        <details class="seldom" open={given()}>
          <summary>{words.editor.more}</summary>
          <FieldList fields={seldom()} path={props.path} />
        </details>
      </Show>
      <Show when={elsewhere().length > 0}>
        <ul class="faults" aria-live="polite">
          <For each={elsewhere()}>{(line) => <li>{line}</li>}</For>
        </ul>
      </Show>
      <div class="actions acts">
        <Button little data-action="item-up" onClick={() => step(-1)}>
          ↑ {words.editor.up}
        </Button>
        <Button little data-action="item-down" onClick={() => step(1)}>
          ↓ {words.editor.down}
        </Button>
        <Button little data-action="item-copy" onClick={() => go(copyItem(desk.editor, props.block, props.place))}>
          {words.editor.duplicate}
        </Button>
        <select
          class="input little"
          aria-label={words.editor.moveTo}
          onChange={({ currentTarget }) => {
            const to = currentTarget.selectedIndex - 1
            currentTarget.selectedIndex = 0
            go(moveItemToBlock(desk.editor, props.block, props.place, to))
          }}
        >
          <option>{words.editor.moveTo}…</option>
          <For each={form().blocks}>
            {(block, at) => <option disabled={at() === props.block}>{`${block.id} · ${block.title.vi}`}</option>}
          </For>
        </select>
        <Button
          little
          tone="danger"
          data-action="item-remove"
          onClick={() => {
            desk.open(null)
            removeItem(desk.editor, props.block, props.place)
          }}
        >
          {words.editor.remove}
        </Button>
        <Button little tone="quiet" class="end" onClick={() => desk.open(null)}>
          {words.editor.closeItem}
        </Button>
      </div>
    </fieldset>
  )
}

const ID = { name: 'id', kind: 'line', optional: false } as const

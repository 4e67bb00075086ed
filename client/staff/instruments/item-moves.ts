import { moved } from '../drafting/path.ts'
import type { Editor } from './editor.ts'
import type { Form, FormItem } from './form.ts'
import { copyOf } from './new-part.ts'

export type Place = Readonly<{ block: number; place: number }>

const withItems = (form: Form, block: number, items: readonly FormItem[]): Form => ({
  ...form,
  blocks: form.blocks.map((one, at) => (at === block ? { ...one, items } : one)),
})
const itemsOf = (form: Form, block: number): readonly FormItem[] => form.blocks[block]?.items ?? []

/** One place up or down; at the edge of its block into the next one. Says where it is now. */
export function moveItem(editor: Editor, block: number, place: number, by: -1 | 1): Place | undefined {
  const { blocks } = editor.form()
  const to = place + by
  if (to >= 0 && to < itemsOf(editor.form(), block).length) {
    editor.change((form) => withItems(form, block, moved(itemsOf(form, block), place, to)))
    return { block, place: to }
  }
  const next = block + by
  if (!blocks[next]) return undefined
  return moveItemToBlock(editor, block, place, next, by === 1 ? 0 : undefined)
}

export function moveItemToBlock(
  editor: Editor,
  block: number,
  place: number,
  to: number,
  at = itemsOf(editor.form(), to).length,
): Place | undefined {
  const item = itemsOf(editor.form(), block)[place]
  if (!item || to === block || !editor.form().blocks[to]) return undefined
  editor.change((form) => {
    const without = withItems(
      form,
      block,
      itemsOf(form, block).filter((_, other) => other !== place),
    )
    const target = itemsOf(without, to)
    return withItems(without, to, [...target.slice(0, at), item, ...target.slice(at)])
  })
  return { block: to, place: at }
}

export function copyItem(editor: Editor, block: number, place: number): Place | undefined {
  const item = itemsOf(editor.form(), block)[place]
  if (!item) return undefined
  editor.change((form) => {
    const items = itemsOf(form, block)
    return withItems(form, block, [...items.slice(0, place + 1), copyOf(form, item), ...items.slice(place + 1)])
  })
  return { block, place: place + 1 }
}

export const removeItem = (editor: Editor, block: number, place: number): void =>
  void editor.change((form) =>
    withItems(
      form,
      block,
      itemsOf(form, block).filter((_, other) => other !== place),
    ),
  )

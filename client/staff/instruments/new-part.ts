import { NOTICES } from '../../../surveys/forms/notice.ts'
import { instruments as words } from '../../words/instruments.ts'
import { type Field, ITEM_FIELDS } from './fields.ts'
import type { Form, FormBlock, FormItem } from './form.ts'

/** What a number starts with, where the schema asks for one. */
const NUMBERS: Readonly<Record<string, number>> = { min: 0, max: 100, maxLength: 500, decimals: 0 }

/** The first value of a field that must be there. */
export function firstValue(field: Field): unknown {
  switch (field.kind) {
    case 'text':
      return { vi: words.editor.newText }
    case 'number':
      return NUMBERS[field.name] ?? 1
    case 'flag':
      return field.optional ? true : field.name === 'notApplicable'
    case 'choice':
      return field.values?.[0]
    case 'options':
      return [1, 2].map((number) => ({ value: String(number), text: { vi: words.editor.newOption(number) } }))
    case 'rows':
      return [partOf(field.fields ?? [], { id: 'row1', text: { vi: words.editor.newRow(1) } })]
    case 'texts':
      return [{ vi: words.editor.newText }]
    case 'among':
    case 'other':
      return []
    case 'group':
      return partOf(field.fields ?? [])
    case 'variant': {
      const [[type, fields] = ['', []]] = Object.entries(field.variants ?? {})
      return { type, ...partOf(fields) }
    }
    default:
      return ''
  }
}

/** A form's own notice begins with the words of the one that ships. */
export function ownNotice({ respondent, version }: Form) {
  const { audio: _, ...shipped }: Record<string, unknown> = NOTICES[respondent === 'learner' ? 'learner' : 'parent']
  return { ...shipped, version }
}

export const partOf = (fields: readonly Field[], given: Readonly<Record<string, unknown>> = {}) => ({
  ...Object.fromEntries(fields.filter(({ optional }) => !optional).map((field) => [field.name, firstValue(field)])),
  ...given,
})

export const idsIn = (form: Form): Set<string> =>
  new Set(
    form.blocks.flatMap((block) =>
      block.items.flatMap((item) => {
        const rows = Array.isArray(item.rows) ? item.rows.map((row) => String(row.id).toLowerCase()) : []
        return [item.id.toLowerCase(), ...rows]
      }),
    ),
  )

/** The next free name beside others: A7 after A6, T4b where it is a copy. */
export function freeId(form: Form, stem: string): string {
  const taken = idsIn(form)
  for (let number = 1; ; number++) {
    const id = `${stem.slice(0, 28)}${number}`
    if (!taken.has(id.toLowerCase())) return id
  }
}

const stemOf = (block: FormBlock): string => /^[A-Za-z]+/.exec(block.items.at(-1)?.id ?? block.id)?.[0] ?? block.id

/** What the types of question that ask nothing must say of being required. */
const NEVER_REQUIRED = ['note', 'hidden', 'calculated']

export function newItem(form: Form, block: FormBlock, type: string): FormItem {
  const id = freeId(form, stemOf(block))
  const text = { vi: words.editor.newText }
  const made: FormItem = { text, ...partOf(ITEM_FIELDS[type] ?? []), id, type, required: false }
  return withOwnRows(form, made)
}

/** Rows of a matrix are questions of their own, so their names must be free too. */
function withOwnRows(form: Form, item: FormItem): FormItem {
  if (!Array.isArray(item.rows)) return item
  return { ...item, rows: item.rows.map((row, place) => ({ ...row, id: freeId(form, `${item.id}_${place + 1}_`) })) }
}

/** The same question as another type: what both types know stays, the rest starts anew. */
export function asType(item: FormItem, type: string): FormItem {
  const fields = ITEM_FIELDS[type] ?? []
  const kept = Object.fromEntries(
    fields.flatMap((field) => {
      const before = ITEM_FIELDS[item.type]?.find(({ name }) => name === field.name)
      return before?.kind === field.kind && item[field.name] !== undefined ? [[field.name, item[field.name]]] : []
    }),
  )
  const required = NEVER_REQUIRED.includes(type) ? false : (item.required ?? false)
  return { ...partOf(fields), ...kept, id: item.id, text: item.text, type, required } as FormItem
}

export const copyOf = (form: Form, item: FormItem): FormItem =>
  withOwnRows(form, { ...structuredClone(item), id: freeId(form, `${item.id}_`) })

export function newBlock(form: Form): FormBlock {
  const taken = new Set(form.blocks.map(({ id }) => id.toLowerCase()))
  const letter = [...'ABCDEFGHIKLMNOPQRSUVXYZ'].find((one) => !taken.has(one.toLowerCase())) ?? freeId(form, 'K')
  const block: FormBlock = { id: letter, title: { vi: words.editor.newBlock }, items: [] }
  return { ...block, items: [newItem(form, block, 'scale')] }
}

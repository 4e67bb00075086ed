import type { z } from 'zod'
import { block, instrument, item, mediaName, option, text } from '../../../surveys/instrument.ts'

/**
 * What can be written in each part of a form, read out of its schema: a new type of question, or a new field of one, is here
 * as soon as the schema knows it. What has no editor of its own yet is `other` and is shown as it stands.
 */
export type Field = Readonly<{
  name: string
  kind:
    | 'text'
    | 'line'
    | 'expression'
    | 'number'
    | 'flag'
    | 'choice'
    | 'options'
    | 'rows'
    | 'texts'
    | 'among'
    | 'group'
    | 'variant'
    | 'media'
    | 'other'
  optional: boolean
  /** For `choice`. */
  values?: readonly (string | boolean)[]
  /** For `group` and `rows`: the fields of the part. */
  fields?: readonly Field[]
  /** For `variant`: the fields of each type. */
  variants?: Readonly<Record<string, readonly Field[]>>
}>

type Schema = z.core.$ZodType
type Def = z.core.$ZodTypeDef & {
  innerType?: Schema
  element?: Schema
  options?: readonly Schema[]
  shape?: Record<string, Schema>
  values?: readonly (string | boolean)[]
  entries?: Record<string, string>
}
const defOf = (schema: Schema): Def => schema._zod.def as Def

const EXPRESSIONS = ['relevant', 'constraint', 'calculation']

function fieldOf(name: string, schema: Schema, optional = false): Field | undefined {
  const def = defOf(schema)
  const field = (kind: Field['kind'], more: Partial<Field> = {}): Field => ({ name, kind, optional, ...more })
  if (schema === text) return field('text')
  if (schema === mediaName) return field('media')
  switch (def.type) {
    case 'optional':
      return def.innerType && fieldOf(name, def.innerType, true)
    case 'boolean':
      return field('flag')
    case 'number':
      return field('number')
    case 'string':
      return field(EXPRESSIONS.includes(name) ? 'expression' : 'line')
    case 'enum':
      return field('choice', { values: Object.values(def.entries ?? {}) })
    case 'literal':
      // A fixed value is nothing to write; one that may be left out is a yes or no.
      return optional && def.values?.[0] === true ? field('flag') : undefined
    case 'array':
      return arrayField(field, name, def.element)
    case 'object':
      return field('group', { fields: fieldsOf(schema) })
    case 'union':
      return unionField(field, def.options ?? [])
    default:
      return field('other')
  }
}

type Make = (kind: Field['kind'], more?: Partial<Field>) => Field

function arrayField(field: Make, name: string, element: Schema | undefined): Field {
  if (element === option) return field('options')
  if (element === text) return field('texts')
  const def = element && defOf(element)
  if (def?.type === 'object') return field('rows', { fields: fieldsOf(element as Schema) })
  if (def?.type === 'string' && name === 'exclusive') return field('among')
  return field('other')
}

function unionField(field: Make, options: readonly Schema[]): Field {
  const variants = variantsOf(options)
  if (variants) return field('variant', { variants })
  const values = options.flatMap((one) => {
    const def = defOf(one)
    return def.type === 'boolean' ? [true, false] : def.type === 'literal' ? (def.values ?? []) : []
  })
  return values.length > 0 ? field('choice', { values }) : field('other')
}

function variantsOf(options: readonly Schema[]): Record<string, readonly Field[]> | undefined {
  const entries = options.map((one) => {
    const type = defOf(one).shape?.type
    const name = type && defOf(type).values?.[0]
    return typeof name === 'string' ? ([name, fieldsOf(one)] as const) : undefined
  })
  return entries.some((entry) => !entry)
    ? undefined
    : Object.fromEntries(entries.filter((entry) => entry !== undefined))
}

const fieldsOf = (schema: Schema): readonly Field[] =>
  Object.entries(defOf(schema).shape ?? {}).flatMap(([name, inside]) => {
    const field = name === 'type' || name === 'blocks' || name === 'items' ? undefined : fieldOf(name, inside)
    return field ? [field] : []
  })

/** Each type of question with its fields. */
export const ITEM_FIELDS: Readonly<Record<string, readonly Field[]>> = variantsOf(item.options) ?? {}
export const ITEM_TYPES = Object.keys(ITEM_FIELDS)
export const BLOCK_FIELDS = fieldsOf(block)
/** The form itself, without what a draft cannot change. */
export const FORM_FIELDS = fieldsOf(instrument).filter(({ name }) => !['form', 'version', 'languages'].includes(name))

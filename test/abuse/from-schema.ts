import fc from 'fast-check'

/** What the OpenAPI document says of a body or a part of one: the words of JSON Schema that our routes use. */
export type Schema = Readonly<{
  type?: string | readonly string[]
  enum?: readonly unknown[]
  const?: unknown
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  additionalProperties?: boolean | Schema
  propertyNames?: Schema
  items?: Schema | boolean
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
}>

/** Values known to exist, by the name of the property that takes them: without them nothing gets past the first door. */
export type Known = Readonly<Record<string, readonly unknown[]>>

const MOST_LETTERS = 60
const MOST_ITEMS = 4

/** Values that fit a schema. */
export function fitting(schema: Schema | boolean | undefined, known: Known, name = ''): fc.Arbitrary<unknown> {
  const own = fittingShape(schema, known)
  const real = known[name]
  return real?.length
    ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...real) }, { weight: 1, arbitrary: own })
    : own
}

function fittingShape(schema: Schema | boolean | undefined, known: Known): fc.Arbitrary<unknown> {
  if (schema === undefined || typeof schema === 'boolean') return fc.jsonValue({ maxDepth: 1 })
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return fc.oneof(...branches.map((branch) => fitting(branch, known)))
  if (schema.allOf)
    return fc
      .tuple(...schema.allOf.map((part) => fitting(part, known)))
      .map((parts) => Object.assign({}, ...(parts as object[])) as unknown)
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  if (types.length > 1) return fc.oneof(...types.map((type) => fittingShape({ ...schema, type }, known)))
  switch (types[0]) {
    case 'string':
      return texts(schema)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000_000, max: schema.maximum ?? 1_000_000 })
    case 'number':
      return numbers(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(fitting(schema.items, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS)),
      })
    case 'object':
      return objects(schema, known)
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

function texts({ pattern, minLength = 0, maxLength = MOST_LETTERS }: Schema): fc.Arbitrary<string> {
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  const most = Math.max(minLength, Math.min(maxLength, MOST_LETTERS))
  return fc.string({ minLength, maxLength: most, unit: 'grapheme' })
}

function numbers(schema: Schema): fc.Arbitrary<number> {
  const min = schema.minimum ?? schema.exclusiveMinimum ?? -1e6
  const max = schema.maximum ?? schema.exclusiveMaximum ?? 1e6
  const excluded = { minExcluded: schema.minimum === undefined, maxExcluded: schema.maximum === undefined }
  return fc.double({ min, max, noNaN: true, ...excluded })
}

function objects(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  const fixed = fc.record(Object.fromEntries(properties.map(([key, part]) => [key, fitting(part, known, key)])), {
    requiredKeys: [...(schema.required ?? [])].filter((key) => Object.hasOwn(schema.properties ?? {}, key)),
  })
  if (typeof schema.additionalProperties !== 'object') return fixed
  const key = known.key?.length ? fc.constantFrom(...(known.key as string[])) : fc.string({ maxLength: 12 })
  const more = fc.dictionary(key, fitting(schema.additionalProperties, known), { maxKeys: MOST_ITEMS })
  return fc.tuple(more, fixed).map(([free, own]) => ({ ...free, ...(own as object) }))
}

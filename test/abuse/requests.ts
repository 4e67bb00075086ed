import fc from 'fast-check'
import { fitting, type Known, type Schema } from './from-schema.ts'
import { hostileText, RAW_BODIES, spoil, steps } from './hostile.ts'

export type Operation = Readonly<{
  method: string
  path: string
  roles: readonly string[]
  body: Schema | undefined
}>

export type Request = Readonly<{
  operation: Operation
  /** whose session goes with it; `nobody` has none */
  who: string
  address: string
  headers: Readonly<Record<string, string>>
  body: string | undefined
}>

type Document = Readonly<{
  paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          Readonly<{
            'x-roles'?: readonly string[]
            requestBody?: Readonly<{ content?: Readonly<Record<string, Readonly<{ schema?: Schema }>>> }>
          }>
        >
      >
    >
  >
}>

export const operationsOf = (document: Document): Operation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({
      method: method.toUpperCase(),
      path,
      roles: one['x-roles'] ?? [],
      body: one.requestBody?.content?.['application/json']?.schema,
    })),
  )

/** What exists, for the parts of addresses: the first pattern that fits an address gives its names. */
export type Places = readonly (readonly [pattern: RegExp, names: readonly string[]])[]

const TYPES = [
  'text/plain',
  'application/xml',
  'application/json; charset=utf-16',
  'multipart/form-data',
  '',
  'application/pdf',
  'application/octet-stream',
  'text/csv',
]
const TAGS = ['"1"', '"2"', '"3"', '"7"', '*', 'W/"1"', '"x"', '"99999999999999999999"', '']
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { host: 'evil.example' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  { authorization: 'Bearer ' },
  { authorization: `Basic ${'A'.repeat(4_000)}` },
  { 'accept-language': 'km, vi;q=0.9, ../../x' },
  { 'if-none-match': '*' },
  { range: 'bytes=9-1' },
  { range: `bytes=${'0-1,'.repeat(500)}2-3` },
  { 'x-http-method-override': 'DELETE' },
  { cookie: '__Host-hailong=../../x' },
  { 'content-encoding': 'gzip' },
]

/** Any request to one operation: fitting ones, so that what lies behind the doors is reached, and all kinds of wrong ones. */
export function requestTo(
  operation: Operation,
  people: readonly string[],
  places: Places,
  known: Known,
): fc.Arbitrary<Request> {
  const allowed = people.filter((who) => operation.roles.includes(who))
  const who = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(allowed.length ? allowed : people)) },
    { weight: 2, arbitrary: fc.constantFrom(...people) },
    { weight: 1, arbitrary: fc.constant('nobody') },
  )
  const real = places.find(([pattern]) => pattern.test(operation.path))?.[1] ?? []
  const names = [...operation.path.matchAll(/\{\w+\}/g)].map(([name], place) => {
    const found = place === 0 && real.length ? fc.constantFrom(...real) : fc.constantFrom('x', '1', ...real)
    return fc.tuple(fc.constant(name), fc.oneof({ weight: 5, arbitrary: found }, { weight: 1, arbitrary: hostileText }))
  })
  const address = fc
    .tuple(fc.tuple(...names), fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: queries }))
    .map(
      ([parts, query]) =>
        parts.reduce((path, [name, value]) => path.replace(name, encode(value)), operation.path) + query,
    )
  const headers = fc
    .tuple(
      fc.oneof({ weight: 8, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: fc.constantFrom(...HEADERS) }),
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('"1"', '"2"', '"3"', '"4"', '"9"') },
        { weight: 1, arbitrary: fc.constantFrom(...TAGS) },
      ),
      fc.oneof(
        { weight: 9, arbitrary: fc.constant('application/json') },
        { weight: 1, arbitrary: fc.constantFrom(...TYPES) },
      ),
    )
    .map(([odd, tag, type]) => ({
      ...odd,
      ...(tag ? { 'if-match': tag } : {}),
      ...(type ? { 'content-type': type } : {}),
    }))
  return fc.record({
    operation: fc.constant(operation),
    who,
    address,
    headers,
    body: operation.method === 'GET' ? fc.constant(undefined) : bodies(operation, known),
  })
}

const encode = (value: string): string => encodeURIComponent(value.replace(/[\ud800-\udfff]/g, '?')).slice(0, 6_000)

const queries = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'q',
        'limit',
        'lang',
        'language',
        'form',
        'day',
        'year',
        'units',
        'file',
        'fields',
        'sort',
        'token',
        'paper',
        'filter[x]',
        'next',
      ),
      hostileText,
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((pairs) => `?${pairs.map(([name, value]) => `${encode(name)}=${encode(value).slice(0, 500)}`).join('&')}`)

function bodies({ body }: Operation, known: Known): fc.Arbitrary<string | undefined> {
  const raw = fc.constantFrom(...RAW_BODIES)
  if (!body) return fc.oneof(raw, fc.constant('{}'), fc.constant(undefined))
  const good = fitting(body, known)
  const text = (value: unknown) => JSON.stringify(value) ?? 'null'
  return fc.oneof(
    { weight: 5, arbitrary: good.map(text) },
    { weight: 5, arbitrary: fc.tuple(good, steps).map(([value, wrong]) => text(spoil(value, wrong))) },
    { weight: 1, arbitrary: raw },
  )
}

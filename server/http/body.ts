import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { validator } from 'hono-openapi'
import { z } from 'zod'
import { Problem } from '../problem.ts'
import type { AppEnv } from './env.ts'
import { oddPlace, unkeptPlace } from './odd-json.ts'

const pointer = (path: readonly (PropertyKey | { key: PropertyKey })[] | undefined): string =>
  (path ?? [])
    .map(
      (part) =>
        `/${String(typeof part === 'object' ? part.key : part)
          .replaceAll('~', '~0')
          .replaceAll('/', '~1')}`,
    )
    .join('')

/** `anyText`: of a sheet, whose own rules say which letters a text may have. */
type Leniency = Readonly<{ anyText?: boolean }>
const UNKEPT = 'char_forbidden'

/** A JSON body of the schema's shape, or a problem that names each place. */
export const body = <S extends z.ZodType>(schema: S, lets: Leniency = {}) =>
  validator('json', meant(schema, lets), (result) => {
    if (!result.success)
      throw new Problem('body_invalid', {
        errors: result.error.map(({ path, message }) => ({
          pointer: pointer(path),
          code: message === UNKEPT ? UNKEPT : 'shape',
        })),
      })
  })

/** The schema, asked only about values that somebody can have meant (at others it may throw) and that can be kept. */
function meant<S extends z.ZodType>(schema: S, { anyText = false }: Leniency): S {
  const standard = schema['~standard']
  const refuse = (message: string, place: string) => {
    const path = place.split('/').slice(1)
    return { issues: [{ message, path: path.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')) }] }
  }
  const validate: typeof standard.validate = (value) => {
    const odd = oddPlace(value)
    if (odd !== undefined) return refuse('odd', odd)
    const unkept = anyText ? undefined : unkeptPlace(value)
    return unkept === undefined ? standard.validate(value) : refuse(UNKEPT, unkept)
  }
  return Object.create(schema, { '~standard': { value: { ...standard, validate } } })
}

/** A query of the schema's shape. */
export const query = <S extends z.ZodType>(schema: S) =>
  validator('query', schema, (result) => {
    if (!result.success)
      throw new Problem('query_invalid', {
        errors: result.error.map((issue) => ({ pointer: pointer(issue.path), code: 'shape' })),
      })
  })

/**
 * Bodies over the limit are refused before they are in memory. A length that is stated is believed, because the parser of
 * Node ends the body there; only a body sent in pieces has to be counted while it comes.
 */
export function limit(bytes: number): MiddlewareHandler<AppEnv> {
  const handler = limiting(bytes)
  limits.set(handler, bytes)
  return handler
}

const limits = new WeakMap<object, number>()
/** The limit a middleware sets, or undefined if it is none of these: a test fails for a route that changes something without. */
export const limitOf = (handler: object): number | undefined => limits.get(handler)

/**
 * The same for a body that is written to disk as it comes. Its writer counts what is sent in pieces, so that nothing of it is
 * gathered in memory first.
 */
export function limitWritten(bytes: number): MiddlewareHandler<AppEnv> {
  const handler: MiddlewareHandler<AppEnv> = async (c, next) => {
    if (Number(statedLength(c) ?? 0) > bytes) throw tooLarge(bytes)
    await next()
  }
  limits.set(handler, bytes)
  return handler
}

const tooLarge = (bytes: number): Problem => new Problem('too_large', { detail: { limitBytes: bytes } })

/** Undefined where the body comes in pieces. */
function statedLength(c: Context<AppEnv>): string | undefined {
  const stated = c.req.header('content-length')
  const whole = stated !== undefined && /^\d{1,15}$/.test(stated) && c.req.header('transfer-encoding') === undefined
  return whole ? stated : undefined
}

function limiting(bytes: number): MiddlewareHandler<AppEnv> {
  const refuse = () => {
    throw tooLarge(bytes)
  }
  const counted = bodyLimit({ maxSize: bytes, onError: refuse })
  return async (c, next) => {
    const stated = statedLength(c)
    if (stated === undefined) return counted(c, next)
    if (Number(stated) > bytes) refuse()
    await next()
  }
}

/** The version the client has read, out of `If-Match: "7"`. */
export function ifMatch(c: Context<AppEnv>): number {
  const tag = c.req.header('if-match')
  if (tag === undefined) throw new Problem('precondition_required')
  const found = /^(?:W\/)?"(\d{1,9})"$/.exec(tag)
  if (!found) throw new Problem('stale')
  return Number(found[1])
}

/** The body of an act that needs no word but its address. */
export const nothing = z.strictObject({})

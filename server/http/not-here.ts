import type { Context, Hono } from 'hono'
import { METHOD_NAME_ALL } from 'hono/router'
import { Problem } from '../problem.ts'
import type { AppEnv } from './env.ts'
import { problemReply } from './refuse.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The methods an address takes; none where nothing is. */
export const methodsAt = (app: Pick<Hono<AppEnv>, 'router'>, path: string) =>
  METHODS.filter((method) => app.router.match(method, path)[0].some(([[, { method: own }]]) => own !== METHOD_NAME_ALL))

/**
 * Where nothing answers: an address that takes other methods says which (405, or 204 to whoever asks with OPTIONS), every
 * other one is not there. HEAD is what GET is.
 */
export function notHere(app: Hono<AppEnv>) {
  return (c: Context<AppEnv>): Response => {
    const taken = methodsAt(app, c.req.path)
    if (taken.length === 0) return problemReply(new Problem('not_found'), c.get('requestId'))
    const allow = [...taken.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'].join(', ')
    if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: allow } })
    const reply = problemReply(new Problem('method_not_allowed'), c.get('requestId'))
    reply.headers.set('Allow', allow)
    return reply
  }
}

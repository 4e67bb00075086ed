import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { AnalysisError } from '../../analysis/failure.ts'
import { isFull, isUnavailable } from '../db/storage-fault.ts'
import type { Deps } from '../deps.ts'
import { PROBLEMS, Problem } from '../problem.ts'
import type { AppEnv } from './env.ts'

/** Turns whatever was thrown into the problem document of RFC 9457. Nothing of an unexpected error leaves the log. */
export function refuse(deps: Deps) {
  return (error: Error, c: Context<AppEnv>): Response => {
    const asked = { requestId: c.get('requestId'), method: c.req.method, route: c.req.routePath }
    return problemReply(problemTold(deps, error, asked), asked.requestId ?? randomUUID())
  }
}

/** The problem an error is for whoever asked; a failure of the server has a line in the log. */
export function problemTold(
  deps: Deps,
  error: Error,
  asked: Readonly<{ requestId: string; method: string; route: string }>,
): Problem {
  const problem = problemOf(error)
  // What the program itself decided to refuse needs no line.
  if (problem !== error && ['unexpected', 'unavailable', 'storage_full'].includes(problem.code))
    deps.log.error(
      { ...asked, err: { name: error.name, message: error.message, stack: error.stack } },
      'request failed',
    )
  return problem
}

/** The problem document of RFC 9457. */
export function problemDocument(problem: Problem, requestId: string) {
  const [status, title] = PROBLEMS[problem.code]
  return {
    type: `urn:hailong:problem:${problem.code}`,
    title,
    status,
    code: problem.code,
    requestId,
    ...(Object.keys(problem.detail).length > 0 ? { detail: problem.detail } : {}),
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
    ...(problem.current === undefined ? {} : { current: problem.current }),
  }
}

export function problemReply(problem: Problem, requestId: string): Response {
  const { status, headers, body } = problemParts(problem, requestId)
  return new Response(body, { status, headers })
}

/** What a reply that is a problem is made of, but for the headers of every reply. */
export function problemParts(problem: Problem, requestId: string) {
  const document = problemDocument(problem, requestId)
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json' }
  if (problem.retryAfterSeconds !== undefined) headers['Retry-After'] = String(problem.retryAfterSeconds)
  else if (document.status === 503) headers['Retry-After'] = '5'
  return { status: document.status, headers, body: JSON.stringify(document) }
}

function problemOf(error: Error): Problem {
  if (error instanceof Problem) return error
  if (error instanceof AnalysisError)
    return new Problem('cannot_compute', {
      errors: [{ pointer: '', code: error.code, detail: plainDetail(error.detail) }],
    })
  if (error instanceof HTTPException && error.status === 400) return new Problem('json_malformed')
  if (isCutOff(error)) return new Problem('request_cut_off')
  if (isFull(error)) return new Problem('storage_full', { retryAfterSeconds: 600 })
  if (isUnavailable(error)) return new Problem('unavailable')
  return new Problem('unexpected')
}

/**
 * The sender went away, or was sent away, in the middle of the body: nobody reads the reply. A connection to the database that
 * was reset has the same code and is not the sender's fault, who would take the sheet out of the queue.
 */
const isCutOff = (error: Error): boolean =>
  error.name === 'AbortError' ||
  ('code' in error &&
    ((error.code === 'ECONNRESET' && error.message === 'aborted') || error.code === 'ERR_STREAM_PREMATURE_CLOSE'))

/** Only what words need: names and counts; several of them as one text. */
function plainDetail(detail: unknown): Record<string, string | number> {
  if (detail === null || typeof detail !== 'object') return {}
  return Object.fromEntries(
    Object.entries(detail).flatMap(([name, value]): [string, string | number][] => {
      if (typeof value === 'string' || typeof value === 'number') return [[name, value]]
      return Array.isArray(value) && value.length > 0 ? [[name, value.join(', ')]] : []
    }),
  )
}

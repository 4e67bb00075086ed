import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { raterPage as words } from '../../client/words/raters.ts'
import type { Text } from '../../surveys/text.ts'
import { askOnce } from '../ask-once.ts'
import type { Deps } from '../deps.ts'
import { limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { formBody } from '../http/form-body.ts'
import { makeFailureLimit, networkOf } from '../http/rate-limit.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { PROBLEMS, Problem } from '../problem.ts'
import { sendSheet, sheetOf } from './answer.ts'
import { renderDoor, renderSheet } from './rater-page.ts'

/** Only what is refused is limited: a council may sit behind one address, and a guesser is refused most of the time. */
const TRIES = { burst: 40, perMinute: 20 }
const SAID: Readonly<Record<string, Text>> = words
/** Two hundred units with twenty questions, and the code. */
const SHEET_BYTES = 131_072

/** The pages on which raters answer: the code goes in the body of a request, never into an address. */
export function raterPageRoutes(deps: Deps) {
  const refused = makeFailureLimit(deps.clock, TRIES)
  const style = askOnce(() => readFile(join(deps.clientDir, 'respondent', 'style.css'), 'utf8'))
  const reply = (c: Context<AppEnv>, page: Readonly<{ html: Buffer; csp: string }>, status = 200) =>
    c.body(new Uint8Array(page.html), status as 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': page.csp,
      'Cache-Control': 'no-store',
    })
  const field = (fields: Readonly<Record<string, unknown>>, name: string) =>
    typeof fields[name] === 'string' ? fields[name] : ''
  /** A refusal with words comes back as the page it belongs to, so that nobody stands before a code alone. */
  const guarded = async (c: Context<AppEnv>, work: () => Promise<Response>) => {
    const network = networkOf(c, deps.config.trustedProxies)
    try {
      refused.check(network)
      return await work()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      refused.count(network)
      const text = SAID[error.code]
      if (!text) throw error
      return reply(c, renderDoor(await style(), { kind: 'amber', text }), PROBLEMS[error.code][0])
    }
  }
  return new Hono<AppEnv>()
    .get('/', permit('public', 'Where a rater types the code'), async (c) => {
      if (Object.keys(c.req.query()).some((name) => /slip|code|token/i.test(name))) throw new Problem('token_in_url')
      return reply(c, renderDoor(await style()))
    })
    .post('/', permit('public', 'The sheet a rater code opens'), limit(4096), (c) =>
      guarded(c, async () => {
        const fields = await formBody(c)
        return reply(c, renderSheet(await style(), await sheetOf(deps.read, deps.keys, field(fields, 'code'))))
      }),
    )
    .post('/gui', permit('public', 'The answers of a rater, stored apart from who it was'), limit(SHEET_BYTES), (c) =>
      guarded(c, async () => {
        const fields = await formBody(c)
        const code = field(fields, 'code')
        try {
          await write(deps, c, (db, by) => sendSheet(db, by, code, fields))
        } catch (error) {
          if (!(error instanceof Problem && error.code === 'input_invalid')) throw error
          const sheet = await sheetOf(deps.read, deps.keys, code)
          return reply(c, renderSheet(await style(), sheet, words.input_invalid), 422)
        }
        return reply(c, renderDoor(await style(), { kind: 'green', text: words.sent }), 201)
      }),
    )
}

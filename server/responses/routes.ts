import { Hono } from 'hono'
import { z } from 'zod'
import { readCode } from '../../surveys/slip.ts'
import type { Deps } from '../deps.ts'
import { body, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { type FailureLimit, makeFailureLimit, makeRateLimit, networkOf } from '../http/rate-limit.ts'
import { write } from '../http/write.ts'
import { findInstrument, findPublishedForm } from '../instruments/store.ts'
import type { Parts } from '../parts.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { decline } from './decline.ts'
import { findFieldingRound } from './pages.ts'
import { reportPressure } from './report-pressure.ts'
import { sheetBody } from './sheet.ts'
import { slipState } from './slip-state.ts'

const declined = z.strictObject({ form: z.string().max(64), slip: z.string().max(256).optional() })

/**
 * A sheet that is taken costs nothing, because its slip can be spent only once: any number of parents may stand behind one
 * school's address. What is refused counts, and a guesser of codes is refused far more often than a parent who mistypes.
 */
export const LIMITS = {
  refusedSheets: { burst: 600, perMinute: 300 },
  declines: { burst: 600, perMinute: 300 },
  pressure: { burst: 60, perMinute: 30 },
  /** Five hundred parents in one hall look up their slips within minutes; guessing is held by the next line. */
  lookups: { burst: 1_500, perMinute: 600 },
  wrongCodes: { burst: 30, perMinute: 6 },
} as const

/** A sheet that was there already, or one that is wrong; what the server cannot do just now is no sender's fault. */
export const isRefused = (status: number): boolean => status !== 201 && status < 500

export const makeRefusedLimit = (deps: Deps): FailureLimit => makeFailureLimit(deps.clock, LIMITS.refusedSheets)

export function responseRoutes(deps: Deps, { ingest, refused }: Pick<Parts, 'ingest' | 'refused'>) {
  return new Hono<AppEnv>().post(
    '/',
    permit('public', 'One finished answer sheet; where a key stands twice in it, the last one counts'),
    limit(65_536),
    async (c, next) => {
      const network = networkOf(c, deps.config.trustedProxies)
      refused.check(network)
      await next()
      if (isRefused(c.res.status)) refused.count(network)
    },
    body(sheetBody, { anyText: true }),
    async (c) => {
      const { receipt, first } = await ingest(c.req.valid('json'))
      return c.json({ receipt }, first ? 201 : 200)
    },
  )
}

export function slipStateRoutes(deps: Deps) {
  const lookups = makeRateLimit(deps.clock, LIMITS.lookups)
  const wrongCodes = makeRateLimit(deps.clock, LIMITS.wrongCodes)
  return new Hono<AppEnv>().get('/:code', permit('public', 'The state of a slip, for whoever holds it'), async (c) => {
    const network = networkOf(c, deps.config.trustedProxies)
    lookups(network)
    const code = c.req.param('code')
    // A wrong check letter is a slip of the finger and costs no look-up.
    if ('issue' in readCode(code)) throw new Problem('slip_unknown')
    try {
      return c.json(await slipState(deps.read, deps.keys, code))
    } catch (error) {
      wrongCodes(network)
      throw error
    }
  })
}

export function declineRoutes(deps: Deps) {
  const sheets = makeRateLimit(deps.clock, LIMITS.declines)
  return new Hono<AppEnv>().post(
    '/',
    permit('public', 'Somebody does not take part; only counted'),
    limit(1024),
    body(declined),
    async (c) => {
      sheets(networkOf(c, deps.config.trustedProxies))
      const { form, slip } = c.req.valid('json')
      const open = await write(deps, c, (db, by) => decline(db, by, form.split('@')[0], slip))
      if (!open) throw new Problem('round_not_open')
      return c.body(null, 204)
    },
  )
}

export function pressureRoutes(deps: Deps) {
  const reports = makeRateLimit(deps.clock, LIMITS.pressure)
  return new Hono<AppEnv>().post(
    '/',
    permit('public', 'Somebody was told how to answer; counted by school and day, apart from every sheet'),
    limit(1024),
    body(declined),
    async (c) => {
      reports(networkOf(c, deps.config.trustedProxies))
      await write(deps, c, (db, by) => reportPressure(db, by, deps.keys, c.req.valid('json')))
      return c.body(null, 204)
    },
  )
}

export function formRoutes(deps: Deps) {
  return new Hono<AppEnv>().get('/:form', permit('public', 'A published form'), async (c) => {
    // While a round is in the field, its version is the one that is asked, also where a newer one was published.
    const named = c.req.param('form')
    const round = await findFieldingRound(deps.read, named)
    const asked = named.includes('@')
      ? named
      : round?.matrix.find(({ instrumentId }) => instrumentId.startsWith(`${named}@`))?.instrumentId
    const found = asked ? await findInstrument(deps.read, asked) : await findPublishedForm(deps.read, named)
    if (!found) throw new Problem('not_found')
    const { form, version, title, languages, blocks } = found
    c.header('Cache-Control', 'public, max-age=300')
    return c.json({ form, version, title, languages, blocks })
  })
}

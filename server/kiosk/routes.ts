import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isSafeText } from '../../surveys/text-fault.ts'
import type { Deps } from '../deps.ts'
import { body, limit, nothing } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { makeRateLimit, networkOf } from '../http/rate-limit.ts'
import { write } from '../http/write.ts'
import type { Parts } from '../parts.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { formsInField } from '../responses/pages.ts'
import { sheetBody } from '../responses/sheet.ts'
import { deviceOf, issueDevice, revokeDevice } from './devices.ts'
import { openSealed, sealingKey } from './open-sealed.ts'
import { listDevices } from './store.ts'
import { takeDecline } from './take-decline.ts'

const MAKERS = ['designer', 'admin'] as const
const newDevice = z.strictObject({ label: z.string().trim().min(1).max(100) })
const sealedSheet = z.strictObject({
  sealed: z
    .string()
    .min(120)
    .max(90_000)
    .regex(/^[A-Za-z0-9_-]+$/),
})

/** What a tablet seals for somebody who does not take part; the number is the tablet's own. */
const sealedDecline = z.strictObject({
  declined: z.uuid(),
  form: z.string().max(64).refine(isSafeText),
  slip: z.string().max(256).optional(),
})

export const KIOSK_LIMITS = {
  /** Sheets of one tablet, however many stand behind its school's address; a queue of a week goes at once. */
  sheets: { burst: 600, perMinute: 20 },
  wrongKeys: { burst: 30, perMinute: 6 },
} as const

/** What tablets ask for; each names itself by its key in a header. */
export function kioskRoutes(deps: Deps, { ingest }: Pick<Parts, 'ingest'>) {
  const sheets = makeRateLimit(deps.clock, KIOSK_LIMITS.sheets)
  const wrongKeys = makeRateLimit(deps.clock, KIOSK_LIMITS.wrongKeys)
  const device = async (c: Context<AppEnv>) => {
    try {
      return await deviceOf(deps.read, c.req.header('hailong-device'))
    } catch (error) {
      wrongKeys(networkOf(c, deps.config.trustedProxies))
      throw error
    }
  }
  return new Hono<AppEnv>()
    .get('/', permit('public', 'What a tablet needs to know, for whoever holds its key'), async (c) => {
      const { label, pinSalt, pinHash } = await device(c)
      const forms = (await formsInField(deps.read)).map(({ form, title }) => ({ form, title: title.vi }))
      return c.json({ label, pinSalt, pinHash, sealTo: sealingKey(deps.keys), forms })
    })
    .post(
      '/responses',
      permit('public', 'One answer sheet from a tablet, or that somebody does not take part; sealed'),
      limit(98_304),
      body(sealedSheet),
      async (c) => {
        const { id } = await device(c)
        sheets(id)
        const content = openSealed(deps.keys, c.req.valid('json').sealed)
        const declined = sealedDecline.safeParse(content)
        if (declined.success) {
          await write(deps, c, (db, by) => takeDecline(db, by, declined.data))
          return c.json({ counted: true })
        }
        const sheet = sheetBody.safeParse(content)
        if (!sheet.success) throw new Problem('body_invalid', { errors: [{ pointer: '/sealed', code: 'shape' }] })
        const { receipt, first } = await ingest(sheet.data, 'kiosk')
        return c.json({ receipt }, first ? 201 : 200)
      },
    )
}

/** Tablets are issued and withdrawn by those who make the slips. */
export function deviceRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/', permit(MAKERS, 'The tablets', 'everywhere'), async (c) =>
      c.json({ devices: await listDevices(deps.read) }),
    )
    .post(
      '/',
      permit(MAKERS, 'Issue a tablet; its key and PIN are shown once', 'everywhere'),
      limit(1024),
      body(newDevice),
      async (c) => {
        const issued = await write(deps, c, (db, by) => issueDevice(db, by, c.req.valid('json').label))
        return c.json(issued, 201)
      },
    )
    .post('/:id/revoke', permit(MAKERS, 'Withdraw a tablet', 'everywhere'), limit(1024), body(nothing), async (c) => {
      await write(deps, c, (db, by) => revokeDevice(db, by, c.req.param('id')))
      return c.json({ devices: await listDevices(deps.read) })
    })
}

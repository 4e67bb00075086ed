import { Hono } from 'hono'
import { z } from 'zod'
import { dayOf } from '../act.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, nothing } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { chooseMail, feedOf, makeFeed, revokeFeed, viewReminder } from './feed.ts'
import { listTodo } from './todo.ts'

const choosing = z.strictObject({ mail: z.boolean() })

/** What somebody has to do, and how they want to be reminded of it. */
export function todoRoutes(deps: Deps) {
  const view = (accountId: string) => viewReminder(deps.read, accountId, deps.config.smtp !== null)
  return new Hono<AppEnv>()
    .get('/', permit('signed_in', 'What the person signed in has to do'), async (c) => {
      const today = dayOf(deps.clock())
      const { id = '', grants = [] } = c.get('account') ?? {}
      return c.json({ today, todo: await listTodo(deps.read, { id, grants }, today) })
    })
    .get('/reminder', permit('signed_in', 'How the person signed in is reminded'), async (c) =>
      c.json(await view(c.get('account')?.id ?? '')),
    )
    .put(
      '/reminder',
      permit('signed_in', 'Choose whether to be reminded by e-mail'),
      limit(1024),
      body(choosing),
      async (c) => {
        const lock = ifMatch(c)
        await write(deps, c, (db, by) => chooseMail(db, by, lock, c.req.valid('json').mail))
        return c.json(await view(c.get('account')?.id ?? ''))
      },
    )
    .post(
      '/feed',
      permit('signed_in', 'Make a secret address for the own calendar; it is shown once'),
      limit(1024),
      body(nothing),
      async (c) => {
        const lock = ifMatch(c)
        const secret = await write(deps, c, (db, by) => makeFeed(db, by, lock))
        return c.json({ address: `${deps.config.publicUrl}/lich/${secret}.ics` }, 201)
      },
    )
    .delete('/feed', permit('signed_in', 'Revoke the address of the own calendar'), async (c) => {
      const lock = ifMatch(c)
      await write(deps, c, (db, by) => revokeFeed(db, by, lock))
      return c.body(null, 204)
    })
}

const NAME = /^([A-Za-z0-9_-]{43})\.ics$/

/** The calendar that a program fetches by itself: who has the address has it, so it says what is due and nothing else. */
export function feedRoutes(deps: Deps) {
  return new Hono<AppEnv>().get(
    '/:name',
    permit('public', 'Deadlines as a calendar, under a secret address'),
    async (c) => {
      const [, secret] = NAME.exec(c.req.param('name')) ?? []
      if (secret === undefined) throw new Problem('not_found')
      const text = await feedOf(deps.read, secret, deps.clock(), deps.config.publicUrl)
      return c.body(text, 200, {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'attachment; filename="lich-bao-cao.ics"',
        'Cache-Control': 'private, no-store',
      })
    },
  )
}

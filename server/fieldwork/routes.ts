import { Hono } from 'hono'
import { ROUND_STEPS } from '../../surveys/round.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, nothing } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit, READERS } from '../permit.ts'
import { replyRound } from '../plan/reply-round.ts'
import { viewClasses } from './classes.ts'
import { viewMargins } from './expected-margins.ts'
import { viewIntegrity } from './integrity.ts'
import { closeRound, openRound } from './open-close.ts'
import { viewOwnCounts } from './own-counts.ts'
import { viewOwnRounds } from './own-rounds.ts'
import { viewPressure } from './pressure.ts'
import { remindersCsv } from './reminders.ts'
import { viewFieldwork } from './view.ts'

/** What a coordinator at a commune or school may know; nothing here names a round that does not ask the own schools. */
export function ownFieldworkRoutes(deps: Deps) {
  return new Hono<AppEnv>().get(
    '/',
    permit(['coordinator'], 'Rounds that ask the own schools, in counts', 'within'),
    async (c) => c.json(await viewOwnRounds(deps.read, c.get('reach'))),
  )
}

export function fieldworkRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/fieldwork', permit(READERS, 'Counts of the field work', 'round'), async (c) =>
      c.json(await viewFieldwork(deps.read, c.req.param('id'))),
    )
    .get(
      '/:id/fieldwork/integrity',
      permit(
        ['designer', 'analyst', 'director', 'admin'],
        'Schools whose sheets are worth a look; flags, no answers',
        'round',
      ),
      async (c) => {
        const id = c.req.param('id')
        return c.json({
          ...(await viewIntegrity(deps.read, { now: deps.clock() }, id)),
          pressure: await viewPressure(deps.read, id),
        })
      },
    )
    .get(
      '/:id/fieldwork/margins',
      permit(READERS, 'The margin of each domain if the field work ended now', 'round'),
      async (c) => c.json(await viewMargins(deps.read, c.req.param('id'))),
    )
    .get(
      '/:id/fieldwork/classes',
      permit(READERS, 'Sheets of each class, from five up, a day late', 'round'),
      async (c) => c.json(await viewClasses(deps.read, { now: deps.clock() }, c.req.param('id'))),
    )
    .get('/:id/fieldwork/reminders.csv', permit(READERS, 'Schools to remind, as a table', 'round'), async (c) => {
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', 'attachment; filename="nhac-truong.csv"')
      return c.body(new Uint8Array(await remindersCsv(deps.read, c.req.param('id'))))
    })
    .get('/:id/fieldwork/own', permit(['coordinator'], 'Counts of the schools of the own unit', 'within'), async (c) =>
      c.json(await viewOwnCounts(deps.read, c.req.param('id'), c.get('reach'))),
    )
    .post(
      '/:id/open',
      permit(ROUND_STEPS.open.roles, 'Begin to take answers', 'round'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => openRound(db, by, c.req.param('id'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/close',
      permit(ROUND_STEPS.close.roles, 'Stop taking answers', 'round'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => closeRound(db, by, c.req.param('id'), version))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
}

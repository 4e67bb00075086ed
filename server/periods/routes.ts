import { Hono } from 'hono'
import { z } from 'zod'
import { dayOf } from '../act.ts'
import { CARD_READERS } from '../criteria/routes.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { changeYear, issuing } from '../tasks/begin-year.ts'
import { ofYear, TASK_DOERS, YEAR_KEEPERS } from '../tasks/routes.ts'
import {
  addGroup,
  addPeriod,
  beginCalendar,
  beginning,
  changeGroup,
  changePeriod,
  groupChange,
  newGroup,
  newPeriod,
  periodChange,
  removePeriod,
} from './keep-calendar.ts'
import { addNews, newItem, removeNews } from './news.ts'
import { getGroup, getPeriod } from './store.ts'
import { viewCalendar } from './view.ts'

const yearOf = async (db: Db, period: string): Promise<number> =>
  (await getGroup(db, (await getPeriod(db, period)).groupId)).year

/** A year, or the year of a period. */
const asking = ofYear.extend({ period: z.string().max(64).optional() })

/** The reporting calendar of a year: groups of units, periods, and what was published. */
export function periodRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get(
      '/',
      permit(CARD_READERS, 'The reporting calendar of a year and who is late', 'within'),
      query(asking),
      async (c) => {
        const { year, period } = c.req.valid('query')
        const wanted = period === undefined ? year : await yearOf(deps.read, period)
        return c.json(await viewCalendar(deps.read, c.get('reach'), wanted, dayOf(deps.clock())))
      },
    )
    .post(
      '/begin',
      permit(YEAR_KEEPERS, 'Begin the calendar of a year', 'everywhere'),
      limit(4096),
      body(beginning),
      async (c) => {
        await write(deps, c, (db, by) => beginCalendar(db, by, c.req.valid('json')))
        return c.json({ year: c.req.valid('json').year }, 201)
      },
    )
    .put(
      '/years/:year',
      permit(YEAR_KEEPERS, 'Say who issues the documents of a year', 'everywhere'),
      limit(4096),
      body(issuing),
      async (c) => {
        const [year, lock] = [Number(c.req.param('year')), ifMatch(c)]
        await write(deps, c, (db, by) =>
          changeYear(db, by, Number.isInteger(year) ? year : 0, lock, c.req.valid('json')),
        )
        return c.json({ year })
      },
    )
    .post(
      '/groups',
      permit(YEAR_KEEPERS, 'Add a group of units that report', 'everywhere'),
      limit(262_144),
      body(newGroup),
      async (c) => c.json({ id: await write(deps, c, (db, by) => addGroup(db, by, c.req.valid('json'))) }, 201),
    )
    .put(
      '/groups/:group',
      permit(YEAR_KEEPERS, 'Change the units of a group and its rule for weekends', 'everywhere'),
      limit(262_144),
      body(groupChange),
      async (c) => {
        const [id, lock] = [c.req.param('group'), ifMatch(c)]
        await write(deps, c, (db, by) => changeGroup(db, by, id, lock, c.req.valid('json')))
        return c.json({ id })
      },
    )
    .post(
      '/news',
      permit(TASK_DOERS, 'Enter what was published about the reform', 'within'),
      limit(8192),
      body(newItem),
      async (c) =>
        c.json({ id: await write(deps, c, (db, by) => addNews(db, by, c.get('reach'), c.req.valid('json'))) }, 201),
    )
    .delete('/news/:item', permit(TASK_DOERS, 'Take back what was entered as published', 'within'), async (c) => {
      const lock = ifMatch(c)
      await write(deps, c, (db, by) => removeNews(db, by, c.get('reach'), c.req.param('item'), lock))
      return c.body(null, 204)
    })
    .post('/', permit(YEAR_KEEPERS, 'Add a reporting period', 'everywhere'), limit(4096), body(newPeriod), async (c) =>
      c.json({ id: await write(deps, c, (db, by) => addPeriod(db, by, c.req.valid('json'))) }, 201),
    )
    .put(
      '/:period',
      permit(YEAR_KEEPERS, 'Change what a period covers and when it is due', 'everywhere'),
      limit(4096),
      body(periodChange),
      async (c) => {
        const [id, lock] = [c.req.param('period'), ifMatch(c)]
        await write(deps, c, (db, by) => changePeriod(db, by, id, lock, c.req.valid('json')))
        return c.json({ id })
      },
    )
    .delete('/:period', permit(YEAR_KEEPERS, 'Remove a period nobody has reported on', 'everywhere'), async (c) => {
      const lock = ifMatch(c)
      await write(deps, c, (db, by) => removePeriod(db, by, c.req.param('period'), lock))
      return c.body(null, 204)
    })
}

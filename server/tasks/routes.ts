import { Hono } from 'hono'
import { z } from 'zod'
import { dayOf } from '../act.ts'
import { CARD_READERS } from '../criteria/routes.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { listHistory } from '../plan/store.ts'
import { beginningTasks, beginTasks } from './begin-year.ts'
import { attachPaper, changeTask, detachPaper, paper, progress, setProgress, taskChange } from './change-task.ts'
import { getTask } from './store.ts'
import { viewTasks } from './view.ts'

/** Who keeps the year's list and its calendar. */
export const YEAR_KEEPERS = ['designer', 'admin'] as const
export const TASK_DOERS = ['assessor', ...YEAR_KEEPERS] as const
export const ofYear = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() })

/** The tasks of the year's plan: who does what until when, and by which paper it is done. */
export function taskRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/', permit(CARD_READERS, "The tasks of a year's plan", 'within'), query(ofYear), async (c) =>
      c.json(await viewTasks(deps.read, c.get('reach'), c.req.valid('query').year, dayOf(deps.clock()))),
    )
    .post(
      '/begin',
      permit(YEAR_KEEPERS, "Take the tasks of a card as the year's list", 'everywhere'),
      limit(1024),
      body(beginningTasks),
      async (c) => c.json({ tasks: await write(deps, c, (db, by) => beginTasks(db, by, c.req.valid('json'))) }, 201),
    )
    .get('/:id/history', permit(TASK_DOERS, 'Who did what with a task', 'task'), async (c) => {
      const { id } = await getTask(deps.read, c.req.param('id'))
      return c.json({ history: await listHistory(deps.read, id) })
    })
    .put(
      '/:id',
      permit(YEAR_KEEPERS, 'Say who leads and supports a task, and until when', 'everywhere'),
      limit(65_536),
      body(taskChange),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => changeTask(db, by, id, lock, c.req.valid('json')))
        return c.json({ id })
      },
    )
    .put(
      '/:id/progress',
      permit(TASK_DOERS, 'Say how far a task is', 'task'),
      limit(32_768),
      body(progress),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => setProgress(db, by, id, lock, c.req.valid('json')))
        return c.json({ id })
      },
    )
    .post(
      '/:id/papers',
      permit(TASK_DOERS, 'Attach a paper to a product of a task', 'task'),
      limit(1024),
      body(paper),
      async (c) => {
        const id = c.req.param('id')
        await write(deps, c, (db, by) => attachPaper(db, by, c.get('reach'), id, c.req.valid('json')))
        return c.json({ id }, 201)
      },
    )
    .post(
      '/:id/papers/remove',
      permit(TASK_DOERS, 'Take a paper off a product of a task', 'task'),
      limit(1024),
      body(paper),
      async (c) => {
        const id = c.req.param('id')
        await write(deps, c, (db, by) => detachPaper(db, by, id, c.req.valid('json')))
        return c.json({ id })
      },
    )
}

import { type Context, Hono } from 'hono'
import { ASSESSMENT_STEPS, extraEntry, remedyDecision, remedyDone, remedyPlan } from '../../surveys/assessment.ts'
import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { publishing, publishYears } from './publish-years.ts'
import { decideRemedy, finishRemedy, planRemedy } from './remedy.ts'
import { viewAssessment } from './view.ts'
import { writeExtra } from './write-extra.ts'

/** Points beside the card, and what becomes of lost ones. A remedy's `If-Match` is its own version; 0 where there is none yet. */
export function extraRoutes(deps: Deps) {
  const change = async (
    c: Context<AppEnv>,
    id: string,
    act: (db: Db, by: Act, lockVersion: number) => Promise<void>,
  ) => {
    const lock = ifMatch(c)
    await write(deps, c, (db, by) => act(db, by, lock))
    const view = await viewAssessment(deps.read, id, dayOf(deps.clock()), c.get('account')?.id ?? '')
    c.header('ETag', `"${view.lockVersion}"`)
    return c.json(view)
  }
  return new Hono<AppEnv>()
    .post(
      '/publish',
      permit(ASSESSMENT_STEPS.publish.roles, 'Publish the results of many units under one decision', 'within'),
      limit(262_144),
      body(publishing),
      async (c) => {
        await write(deps, c, (db, by) => publishYears(db, by, c.get('reach'), c.req.valid('json')))
        return c.json({ published: c.req.valid('json').years.length })
      },
    )
    .put(
      '/:id/own-extras',
      permit(['assessor'], 'Ask for points beside the card', 'assessment'),
      limit(32_768),
      body(extraEntry),
      (c) => {
        const id = c.req.param('id')
        return change(c, id, (db, by, lock) => writeExtra(db, by, id, lock, ['self'], c.req.valid('json')))
      },
    )
    .put(
      '/:id/extras',
      permit(['appraiser'], 'Give bonus or penalty, at the first look or the second', 'assessment'),
      limit(32_768),
      body(extraEntry),
      (c) => {
        const id = c.req.param('id')
        return change(c, id, (db, by, lock) => writeExtra(db, by, id, lock, ['first', 'second'], c.req.valid('json')))
      },
    )
    .put(
      '/:id/remedies',
      permit(['assessor'], 'Plan what is done about points that were lost', 'assessment'),
      limit(32_768),
      body(remedyPlan),
      (c) => {
        const id = c.req.param('id')
        return change(c, id, (db, by, lock) => planRemedy(db, by, id, lock, c.req.valid('json')))
      },
    )
    .post(
      '/:id/remedies/done',
      permit(['assessor'], 'Say that a remedy is done, and what shows it', 'assessment'),
      limit(32_768),
      body(remedyDone),
      (c) => {
        const id = c.req.param('id')
        return change(c, id, (db, by, lock) => finishRemedy(db, by, id, lock, c.req.valid('json')))
      },
    )
    .post(
      '/:id/remedies/decide',
      permit(['appraiser'], 'Accept a remedy or send it back', 'assessment'),
      limit(32_768),
      body(remedyDecision),
      (c) => {
        const id = c.req.param('id')
        return change(c, id, (db, by, lock) => decideRemedy(db, by, id, lock, c.req.valid('json')))
      },
    )
}

import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { ASSESSMENT_STEPS, type AssessmentStep, appraisal, explanation, selfEntry } from '../../surveys/assessment.ts'
import { dayOf } from '../act.ts'
import { CARD_READERS } from '../criteria/routes.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, nothing } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit } from '../permit.ts'
import { Problem } from '../problem.ts'
import { listYearHistory } from './history.ts'
import { opening, openYear } from './open.ts'
import { takeYearStep } from './step.ts'
import { listTodo } from './todo.ts'
import { viewAssessment } from './view.ts'
import { viewYears } from './view-years.ts'
import { writeEntry } from './write-entry.ts'

const nobody = (): never => {
  throw new Problem('not_signed_in')
}
const deciding = z.strictObject({ decision: z.string().trim().min(1).max(200) })

export function assessmentRoutes(deps: Deps) {
  const today = () => dayOf(deps.clock())
  const reply = async (c: Context<AppEnv>, id: string) => {
    const view = await viewAssessment(deps.read, id, today(), c.get('account')?.id ?? '')
    c.header('ETag', `"${view.lockVersion}"`)
    return c.json(view)
  }
  const take = async (c: Context<AppEnv>, id: string, step: AssessmentStep, decision: string | null) => {
    const lock = ifMatch(c)
    await write(deps, c, (db, by) => takeYearStep(db, by, id, lock, step, decision))
    return reply(c, id)
  }
  return new Hono<AppEnv>()
    .get('/', permit(CARD_READERS, 'The years of the units: state, dates, published index', 'within'), async (c) =>
      c.json({ assessments: await viewYears(deps.read, c.get('reach'), today()) }),
    )
    .get('/todo', permit(CARD_READERS, 'What waits for whoever asks, with its due days', 'within'), async (c) =>
      c.json({ todo: await listTodo(deps.read, c.get('account') ?? nobody(), today()) }),
    )
    .post(
      '/',
      permit(['designer', 'director', 'admin'], 'Open the year for units under a published card', 'everywhere'),
      limit(262_144),
      body(opening),
      async (c) => {
        const ids = await write(deps, c, (db, by) => openYear(db, by, c.req.valid('json')))
        return c.json({ ids }, 201)
      },
    )
    .get('/:id', permit(CARD_READERS, "One unit's year, its lines and its points", 'assessment'), (c) =>
      reply(c, c.req.param('id')),
    )
    .get('/:id/history', permit(CARD_READERS, "Who did what in one unit's year", 'assessment'), async (c) =>
      c.json({ history: await listYearHistory(deps.read, c.req.param('id')) }),
    )
    .put(
      '/:id/self-scores',
      permit(['assessor'], 'Enter one line of the own score', 'assessment'),
      limit(32_768),
      body(selfEntry),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => writeEntry(db, by, id, lock, ['self'], c.req.valid('json')))
        return reply(c, id)
      },
    )
    .put(
      '/:id/explanations',
      permit(['assessor'], 'Explain one line that was asked about', 'assessment'),
      limit(32_768),
      body(explanation),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => writeEntry(db, by, id, lock, ['explanation'], c.req.valid('json')))
        return reply(c, id)
      },
    )
    .put(
      '/:id/appraisals',
      permit(['appraiser'], 'Appraise one line, at the first look or the second', 'assessment'),
      limit(32_768),
      body(appraisal),
      async (c) => {
        const [id, lock] = [c.req.param('id'), ifMatch(c)]
        await write(deps, c, (db, by) => writeEntry(db, by, id, lock, ['first', 'second'], c.req.valid('json')))
        return reply(c, id)
      },
    )
    .post(
      '/:id/lock',
      permit(ASSESSMENT_STEPS.lock.roles, 'Lock the own score', 'assessment'),
      limit(1024),
      body(nothing),
      (c) => take(c, c.req.param('id'), 'lock', null),
    )
    .post(
      '/:id/ask',
      permit(ASSESSMENT_STEPS.ask.roles, 'End the first look and ask for explanations', 'assessment'),
      limit(1024),
      body(nothing),
      (c) => take(c, c.req.param('id'), 'ask', null),
    )
    .post(
      '/:id/answer',
      permit(ASSESSMENT_STEPS.answer.roles, 'Lock the explanations', 'assessment'),
      limit(1024),
      body(nothing),
      (c) => take(c, c.req.param('id'), 'answer', null),
    )
    .post(
      '/:id/settle',
      permit(ASSESSMENT_STEPS.settle.roles, 'End the second look', 'assessment'),
      limit(1024),
      body(nothing),
      (c) => take(c, c.req.param('id'), 'settle', null),
    )
    .post(
      '/:id/publish',
      permit(ASSESSMENT_STEPS.publish.roles, 'Publish the result of the year', 'assessment'),
      limit(4096),
      body(deciding),
      (c) => take(c, c.req.param('id'), 'publish', c.req.valid('json').decision),
    )
}

import { Hono } from 'hono'
import { ROUND_STEPS } from '../../surveys/round.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, nothing } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit, READERS } from '../permit.ts'
import { replyRound } from '../plan/reply-round.ts'
import { allocateDesign } from './allocate-design.ts'
import { allocationRequest, design, namedDesign } from './design.ts'
import { forecastDesign } from './forecast-design.ts'
import { addDesign, changeDesign, chooseDesign, dropDesign } from './save-design.ts'
import { readGroundOf, viewDesigns } from './view-designs.ts'

const DESIGNERS = ROUND_STEPS.submit.roles
const LIMIT = 262_144

/** Sampling plans before one is approved: compute, compare, choose. */
export function designRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/:id/designs', permit(READERS, 'The sampling plans of a round, compared', 'round'), async (c) =>
      c.json(await viewDesigns(deps.read, c.req.param('id'))),
    )
    .post(
      '/:id/designs/forecast',
      permit(READERS, 'What a sampling plan would cost and say, without storing it', 'round'),
      limit(LIMIT),
      body(design),
      async (c) => c.json(forecastDesign(c.req.valid('json'), await readGroundOf(deps.read, c.req.param('id')))),
    )
    .post(
      '/:id/designs/allocate',
      permit(READERS, 'Split the schools over the strata by a rule, without storing it', 'round'),
      limit(LIMIT),
      body(allocationRequest),
      async (c) => {
        const { allocation, ...given } = c.req.valid('json')
        return c.json({ table: allocateDesign(given, allocation, await readGroundOf(deps.read, c.req.param('id'))) })
      },
    )
    .post(
      '/:id/designs',
      permit(DESIGNERS, 'Keep a sampling plan', 'round'),
      limit(LIMIT),
      body(namedDesign),
      async (c) => {
        const id = await write(deps, c, (db, by) => addDesign(db, by, c.req.param('id'), c.req.valid('json')))
        return c.json({ id }, 201)
      },
    )
    .put(
      '/:id/designs/:design',
      permit(DESIGNERS, 'Change a kept sampling plan', 'round'),
      limit(LIMIT),
      body(namedDesign),
      async (c) => {
        const { id, design: wanted } = c.req.param()
        const version = ifMatch(c)
        await write(deps, c, (db, by) => changeDesign(db, by, id, wanted, version, c.req.valid('json')))
        return c.json({ id: wanted })
      },
    )
    .delete('/:id/designs/:design', permit(DESIGNERS, 'Drop a kept sampling plan', 'round'), async (c) => {
      const { id, design: wanted } = c.req.param()
      const version = ifMatch(c)
      await write(deps, c, (db, by) => dropDesign(db, by, id, wanted, version))
      return c.json({ id: wanted })
    })
    .post(
      '/:id/designs/:design/choose',
      permit(DESIGNERS, 'Make a sampling plan the plan of the round', 'round'),
      limit(1024),
      body(nothing),
      async (c) => {
        const { id, design: wanted } = c.req.param()
        const version = ifMatch(c)
        await write(deps, c, (db, by) => chooseDesign(db, by, id, wanted, version))
        return replyRound(deps, c, id)
      },
    )
}

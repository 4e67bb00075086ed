import { Hono } from 'hono'
import { z } from 'zod'
import { ROUND_STEPS } from '../../surveys/round.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, nothing } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit, READERS } from '../permit.ts'
import { approveRound } from './approve-round.ts'
import { changeBudget } from './change-budget.ts'
import { changeCalendar } from './change-calendar.ts'
import { changeModes } from './change-modes.ts'
import { changeParts } from './change-parts.ts'
import { changePlan } from './change-plan.ts'
import { createRound } from './create-round.ts'
import { earlierRound, holderOf } from './holder.ts'
import { approval, budgetChange, calendarChange, modesChange, newRound, partsChange, planChange } from './plan.ts'
import { replyRound } from './reply-round.ts'
import { takeStep } from './step.ts'
import { getRound, listRounds } from './store.ts'
import { roundSummary } from './view.ts'

const id = z.string().min(1).max(64)
/** A new round, the unit that holds it (may be left out where the person's roles leave no choice), the round it begins from. */
const heldRound = newRound.extend({ unitId: id.nullable().optional(), from: id.nullable().optional() })

export function planRoutes(deps: Deps) {
  return new Hono<AppEnv>()
    .get('/', permit(READERS, 'The rounds', 'within'), async (c) =>
      c.json({ rounds: (await listRounds(deps.read, c.get('reach'))).map(roundSummary) }),
    )
    .post('/', permit(['designer', 'admin'], 'Begin a round', 'within'), limit(16_384), body(heldRound), async (c) => {
      const { unitId: wanted, from, ...input } = c.req.valid('json')
      const reach = c.get('reach')
      const unitId = holderOf(c.get('account')?.grants ?? [], reach, wanted)
      const id = await write(deps, c, async (db, by) =>
        createRound(db, by, input, unitId, await earlierRound(db, reach, from)),
      )
      return replyRound(deps, c, id, 201)
    })
    .get('/:id', permit(READERS, 'One round and its road', 'round'), (c) => replyRound(deps, c, c.req.param('id')))
    .put(
      '/:id/plan',
      permit(['designer', 'admin'], 'Change the plan', 'round'),
      limit(65_536),
      body(planChange),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => changePlan(db, by, c.req.param('id'), version, c.req.valid('json')))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .put(
      '/:id/calendar',
      permit(['designer', 'admin'], 'Change the calendar of the plan', 'round'),
      limit(262_144),
      body(calendarChange),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => changeCalendar(db, by, c.req.param('id'), version, c.req.valid('json')))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .put(
      '/:id/budget',
      permit(['designer', 'admin'], 'Change the budget of the plan', 'round'),
      limit(524_288),
      body(budgetChange),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => changeBudget(db, by, c.req.param('id'), version, c.req.valid('json')))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .put(
      '/:id/modes',
      permit(['designer', 'admin'], 'Say in which ways each form may be answered', 'round'),
      limit(8192),
      body(modesChange),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => changeModes(db, by, c.req.param('id'), version, c.req.valid('json').modes))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .put(
      '/:id/plan-parts',
      permit(['designer', 'admin'], 'Change several parts of the plan as one', 'round'),
      limit(917_504),
      body(partsChange),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => changeParts(db, by, c.req.param('id'), version, c.req.valid('json')))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/submit',
      permit(ROUND_STEPS.submit.roles, 'Submit the plan', 'round'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, async (db, by) =>
          takeStep(db, by, await getRound(db, c.req.param('id')), version, 'submit'),
        )
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/take-back',
      permit(ROUND_STEPS.take_back.roles, 'Take a submitted plan back', 'round'),
      limit(1024),
      body(nothing),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, async (db, by) =>
          takeStep(db, by, await getRound(db, c.req.param('id')), version, 'take_back'),
        )
        return replyRound(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/approve',
      permit(ROUND_STEPS.approve.roles, 'Enter the decision that approves the plan', 'round'),
      limit(4096),
      body(approval),
      async (c) => {
        const version = ifMatch(c)
        await write(deps, c, (db, by) => approveRound(db, by, c.req.param('id'), version, c.req.valid('json')))
        return replyRound(deps, c, c.req.param('id'))
      },
    )
}

import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { INSTRUMENT_STEPS, WRITERS } from '../../surveys/instrument-state.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, nothing, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit, READERS } from '../permit.ts'
import { compareVersions } from './compare.ts'
import { createDraft } from './create-draft.ts'
import { DRAFT_BYTES, draftShape } from './draft-shape.ts'
import { faultsOf } from './faults.ts'
import { makePresence } from './presence.ts'
import { discardDraft, markText, saveDraft } from './save-draft.ts'
import { publishDraft, reopenDraft, reviewDraft, withdrawInstrument } from './step-draft.ts'
import { listForms, listVersionHistory, viewVersion } from './view.ts'

const saving = z.strictObject({ definition: draftShape })
const marking = z.strictObject({
  pointer: z.string().max(200),
  language: z.enum(['vi', 'km', 'en']),
  words: z.string().max(20_000),
  reviewed: z.boolean(),
})
const decided = z.strictObject({ decision: z.string().trim().min(1).max(200) })
const withdrawing = z.strictObject({ reason: z.string().trim().min(1).max(500) })
const comparing = z.object({ from: z.string().max(64), to: z.string().max(64) })

/** The version a change was made from; a request that names none is told what stands there, as one that is too late. */
export const lockOf = (c: Context<AppEnv>): number | undefined =>
  c.req.header('if-match') === undefined ? undefined : ifMatch(c)

/** A version as it is now, with what is still wrong with it. */
export async function replyVersion(deps: Deps, c: Context<AppEnv>, id: string, status: 200 | 201 = 200) {
  const view = await viewVersion(deps.read, id)
  if (view.lockVersion !== null) c.header('ETag', `"${view.lockVersion}"`)
  const issues = view.lockVersion === null ? [] : await faultsOf(deps.read, view.definition)
  return c.json({ ...view, issues }, status)
}

export function instrumentRoutes(deps: Deps) {
  const presence = makePresence(deps.clock)
  return new Hono<AppEnv>()
    .get('/', permit(READERS, 'All forms and their versions', 'shared'), async (c) =>
      c.json({ forms: await listForms(deps.read, c.get('reach')) }),
    )
    .get('/compare', permit(READERS, 'Two versions, item by item', 'shared'), query(comparing), async (c) => {
      const { from, to } = c.req.valid('query')
      const [before, after] = [await viewVersion(deps.read, from), await viewVersion(deps.read, to)]
      return c.json(compareVersions(before.definition, after.definition))
    })
    .get('/:id', permit(READERS, 'One version of a form', 'shared'), (c) => replyVersion(deps, c, c.req.param('id')))
    .get('/:id/history', permit(READERS, 'Who did what with a version', 'shared'), async (c) =>
      c.json({ history: await listVersionHistory(deps.read, await viewVersion(deps.read, c.req.param('id'))) }),
    )
    .get('/:id/editors', permit(WRITERS, 'Who else has the draft open, and its lock version', 'shared'), async (c) => {
      const id = c.req.param('id')
      const { lockVersion, changedBy, state } = await viewVersion(deps.read, id)
      const account = c.get('account')
      return c.json({ lockVersion, changedBy, state, others: account ? presence.others(id, account) : [] })
    })
    .post(
      '/:id/draft',
      permit(WRITERS, 'Begin a draft from a version', 'everywhere'),
      limit(1024),
      body(nothing),
      async (c) => {
        const source = await viewVersion(deps.read, c.req.param('id'))
        const { definition, id: basedOn } = source
        const id = await write(deps, c, (db, by) =>
          createDraft(db, by, { definition, basedOn, before: definition, from: 'version' }),
        )
        return replyVersion(deps, c, id, 201)
      },
    )
    .put('/:id', permit(WRITERS, 'Save a draft', 'everywhere'), limit(DRAFT_BYTES), body(saving), async (c) => {
      const id = c.req.param('id')
      await write(deps, c, (db, by) => saveDraft(db, by, id, lockOf(c), c.req.valid('json').definition))
      return replyVersion(deps, c, id)
    })
    .delete('/:id', permit(WRITERS, 'Throw a draft away', 'everywhere'), async (c) => {
      await write(deps, c, (db, by) => discardDraft(db, by, c.req.param('id'), lockOf(c)))
      return c.body(null, 204)
    })
    .post(
      '/:id/marks',
      permit(INSTRUMENT_STEPS.review.roles, 'Vouch for a text in one language, or take that back', 'everywhere'),
      limit(65_536),
      body(marking),
      async (c) => {
        const { reviewed, ...at } = c.req.valid('json')
        await write(deps, c, (db, by) => markText(db, by, c.req.param('id'), at, reviewed))
        return replyVersion(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/review',
      permit(INSTRUMENT_STEPS.review.roles, 'A second person has read the draft', 'everywhere'),
      limit(1024),
      body(nothing),
      async (c) => {
        await write(deps, c, (db, by) => reviewDraft(db, by, c.req.param('id'), lockOf(c)))
        return replyVersion(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/reopen',
      permit(INSTRUMENT_STEPS.reopen.roles, 'Give a reviewed draft back to its writers', 'everywhere'),
      limit(1024),
      body(nothing),
      async (c) => {
        await write(deps, c, (db, by) => reopenDraft(db, by, c.req.param('id'), lockOf(c)))
        return replyVersion(deps, c, c.req.param('id'))
      },
    )
    .post(
      '/:id/publish',
      permit(INSTRUMENT_STEPS.publish.roles, 'Publish a reviewed draft', 'everywhere'),
      limit(4096),
      body(decided),
      async (c) => {
        const { decision } = c.req.valid('json')
        const id = await write(deps, c, (db, by) => publishDraft(db, by, c.req.param('id'), lockOf(c), decision))
        return replyVersion(deps, c, id, 201)
      },
    )
    .post(
      '/:id/withdraw',
      permit(INSTRUMENT_STEPS.withdraw.roles, 'No new round may ask this version', 'everywhere'),
      limit(4096),
      body(withdrawing),
      async (c) => {
        const id = c.req.param('id')
        await write(deps, c, (db, by) => withdrawInstrument(db, by, id, c.req.valid('json').reason))
        return replyVersion(deps, c, id)
      },
    )
}

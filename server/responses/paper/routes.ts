import { Hono } from 'hono'
import { z } from 'zod'
import { formatCode } from '../../../surveys/slip.ts'
import { actOf, type Deps } from '../../deps.ts'
import { body, limit } from '../../http/body.ts'
import type { AppEnv } from '../../http/env.ts'
import { write } from '../../http/write.ts'
import { permit } from '../../permit.ts'
import { codeOf } from '../../slips/code.ts'
import { sheetBody } from '../sheet.ts'
import { enterSheet } from './enter-sheet.ts'
import { discardSheet, resolveSheet, viewDifferences } from './resolve-sheet.ts'
import { lookUpSheet, viewPaper } from './view.ts'

/** Who types sheets of paper: people of the Department, never of a school. */
const TYPISTS = ['designer', 'analyst', 'admin'] as const
const code = z.strictObject({ slip: z.string().min(1).max(256) })
/** `wrong_code`: typed under another slip's code; `answered`: the slip has been used on a phone; `unreadable`; `not_agreed`. */
const DISCARD_REASONS = ['wrong_code', 'answered', 'unreadable', 'not_agreed'] as const
const discarding = z.strictObject({ reason: z.enum(DISCARD_REASONS) })
const choosing = z.strictObject({
  choices: z.record(
    z.string().max(64),
    z.union([z.literal('first'), z.literal('second'), z.strictObject({ value: z.unknown().optional() })]),
  ),
})

export function paperEntryRoutes(deps: Deps) {
  const by = (account: string | undefined) => actOf(deps, account ?? 'anyone')
  return new Hono<AppEnv>()
    .get(
      '/:id/paper',
      permit(TYPISTS, 'Sheets of paper that wait for a second entry or a decision', 'round'),
      async (c) => c.json(await viewPaper(deps.read, by(c.get('account')?.id), c.req.param('id'))),
    )
    .post(
      '/:id/paper/look-up',
      permit(
        TYPISTS,
        'Which form a sheet of paper is and whether it is typed for the first or the second time',
        'round',
      ),
      limit(1024),
      body(code),
      async (c) =>
        c.json(await lookUpSheet(deps.read, by(c.get('account')?.id), c.req.param('id'), c.req.valid('json').slip)),
    )
    .post(
      '/:id/paper',
      permit(TYPISTS, 'What one person reads off a sheet of paper', 'round'),
      limit(65_536),
      body(sheetBody.omit({ id: true }), { anyText: true }),
      async (c) => {
        const entered = await write(deps, c, (db, act) => enterSheet(db, act, c.req.param('id'), c.req.valid('json')))
        return c.json(entered, 201)
      },
    )
    .get('/:id/paper/:entry', permit(TYPISTS, 'Where two people read a sheet differently', 'round'), async (c) => {
      const found = await viewDifferences(deps.read, by(c.get('account')?.id), c.req.param('id'), c.req.param('entry'))
      const { form, version, blocks } = found.instrument
      return c.json({
        form: `${form}@${version}`,
        blocks,
        slip: formatCode(codeOf(deps.keys, found.entry.slipId)),
        differences: found.differences,
      })
    })
    .post(
      '/:id/paper/:entry/resolve',
      permit(TYPISTS, 'Say what stands on the paper, and store the sheet', 'round'),
      limit(65_536),
      body(choosing),
      async (c) => {
        await write(deps, c, (db, act) =>
          resolveSheet(db, act, c.req.param('id'), c.req.param('entry'), c.req.valid('json').choices),
        )
        return c.json({ state: 'stored' as const }, 201)
      },
    )
    .post(
      '/:id/paper/:entry/discard',
      permit(TYPISTS, 'Throw an entry away, with the reason', 'round'),
      limit(1024),
      body(discarding),
      async (c) => {
        await write(deps, c, (db, act) =>
          discardSheet(db, act, c.req.param('id'), c.req.param('entry'), c.req.valid('json').reason),
        )
        return c.body(null, 204)
      },
    )
}

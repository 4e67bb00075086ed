import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { compareCriteria } from '../../surveys/criteria/compare-criteria.ts'
import { criteriaSet, setId } from '../../surveys/criteria/criteria-set.ts'
import type { Deps } from '../deps.ts'
import { body, ifMatch, limit, query } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { write } from '../http/write.ts'
import { permit, READERS } from '../permit.ts'
import { listHistory } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { uploadName } from '../table/upload-name.ts'
import { createCard, discardCard, publishCard, refuseFaults, saveCard } from './draft.ts'
import { viewCard, viewCards } from './view.ts'
import { CARD_FILE_BYTES, readCardFile, writeCardFile } from './workbook-file.ts'

/** Who may read a card: also those who are judged by it and those who judge. */
export const CARD_READERS = [...READERS, 'assessor', 'appraiser'] as const
const WRITERS = ['designer', 'admin'] as const
const MOST_ISSUES = 300
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const beginning = z.strictObject({ year: z.number().int().min(2000).max(2100).optional() })
const saving = z.strictObject({ definition: criteriaSet })
const deciding = z.strictObject({ decision: z.string().trim().min(1).max(200) })
const comparing = z.object({ from: z.string().max(64), to: z.string().max(64) })
/** `into`: the draft whose content the file replaces; without it the file becomes a new draft */
const importing = z.object({ dryRun: z.enum(['0', '1']).optional(), into: z.string().max(64).optional() })

export function criteriaRoutes(deps: Deps) {
  const reply = async (c: Context<AppEnv>, id: string, status: 200 | 201 = 200) => {
    const view = await viewCard(deps.read, id)
    if (view.lockVersion !== null) c.header('ETag', `"${view.lockVersion}"`)
    return c.json(view, status)
  }
  return new Hono<AppEnv>()
    .get('/', permit(CARD_READERS, 'The cards of criteria: shipped, in work, published', 'shared'), async (c) =>
      c.json(await viewCards(deps.read)),
    )
    .get('/compare', permit(CARD_READERS, 'Two cards, line by line', 'shared'), query(comparing), async (c) => {
      const { from, to } = c.req.valid('query')
      const [before, after] = [await viewCard(deps.read, from), await viewCard(deps.read, to)]
      return c.json(compareCriteria(before.definition, after.definition))
    })
    .get('/:id', permit(CARD_READERS, 'One card', 'shared'), (c) => reply(c, c.req.param('id')))
    .get('/:id/history', permit(CARD_READERS, 'Who did what with a card', 'shared'), async (c) => {
      const { id } = await viewCard(deps.read, c.req.param('id'))
      return c.json({ history: await listHistory(deps.read, id) })
    })
    .get('/:id/file', permit(CARD_READERS, 'A card as a workbook', 'shared'), async (c) => {
      const { definition } = await viewCard(deps.read, c.req.param('id'))
      return c.body(await writeCardFile(definition), 200, {
        'Content-Type': XLSX,
        'Content-Disposition': `attachment; filename="${setId(definition).replace('@', '-')}.xlsx"`,
      })
    })
    .post(
      '/import',
      permit(WRITERS, 'Check a card from a workbook, and make it a draft', 'everywhere'),
      limit(CARD_FILE_BYTES + 1),
      query(importing),
      async (c) => {
        const { dryRun, into } = c.req.valid('query')
        if (/json/i.test(c.req.header('content-type') ?? '')) throw new Problem('unsupported_media_type')
        const lock = into === undefined || dryRun === '1' ? 0 : ifMatch(c)
        const name = uploadName(c.req.header('x-file-name'), 'bo-tieu-chi')
        const { set, issues, notes } = await readCardFile(new Uint8Array(await c.req.arrayBuffer()), deps.tableWorker)
        if (dryRun !== '1') refuseFaults(issues)
        const id =
          dryRun === '1' || !set
            ? null
            : await write(deps, c, async (db, by) => {
                if (into === undefined) return createCard(db, by, { definition: set, basedOn: null, from: name })
                await saveCard(db, by, into, lock, set)
                return into
              })
        return c.json({
          id,
          card: set ? { group: set.group, year: set.year, title: set.title } : null,
          issues: issues.slice(0, MOST_ISSUES),
          issueCount: issues.length,
          notes: notes.slice(0, MOST_ISSUES),
        })
      },
    )
    .post(
      '/:id/draft',
      permit(WRITERS, 'Begin a draft from a card, for the same year or another', 'everywhere'),
      limit(1024),
      body(beginning),
      async (c) => {
        const { definition, id: basedOn } = await viewCard(deps.read, c.req.param('id'))
        const { year } = c.req.valid('json')
        const id = await write(deps, c, (db, by) => createCard(db, by, { definition, basedOn, year, from: 'card' }))
        return reply(c, id, 201)
      },
    )
    .put('/:id', permit(WRITERS, 'Save a draft', 'everywhere'), limit(2_000_000), body(saving), async (c) => {
      const lock = ifMatch(c)
      await write(deps, c, (db, by) => saveCard(db, by, c.req.param('id'), lock, c.req.valid('json').definition))
      return reply(c, c.req.param('id'))
    })
    .delete('/:id', permit(WRITERS, 'Throw a draft away', 'everywhere'), async (c) => {
      const lock = ifMatch(c)
      await write(deps, c, (db, by) => discardCard(db, by, c.req.param('id'), lock))
      return c.body(null, 204)
    })
    .post(
      '/:id/publish',
      permit(['director', 'admin'], 'Publish a draft somebody else has written', 'everywhere'),
      limit(4096),
      body(deciding),
      async (c) => {
        const lock = ifMatch(c)
        await write(deps, c, (db, by) => publishCard(db, by, c.req.param('id'), lock, c.req.valid('json').decision))
        return reply(c, c.req.param('id'))
      },
    )
}

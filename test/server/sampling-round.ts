import { expect } from 'vitest'
import { actOf } from '../../server/deps.ts'
import { importFrame } from '../../server/frame/import-frame.ts'
import { FIRST_PLAN } from '../../server/plan/plan.ts'
import { type Design, FIRST_ASSUMPTIONS } from '../../server/sample/design.ts'
import type { DesignForecast } from '../../server/sample/forecast-design.ts'
import type { viewDesigns } from '../../server/sample/view-designs.ts'
import type { FrameRow } from '../../surveys/frame.ts'
import { json, world } from '../world.ts'
import { FRAME, ROUND, step } from './journey.ts'

/** A round that is still being planned, with the twelve schools of the small frame. */
export async function draftingRound(rows: readonly FrameRow[] = FRAME) {
  const at = await world()
  const designer = await at.as('designer')
  const { id, version } = (await (await designer('/api/rounds', json('POST', ROUND))).json()) as {
    id: string
    version: number
  }
  await at.db.transaction().execute((db) =>
    importFrame(db, actOf(at.deps, 'command'), id, version, {
      name: 'khung.xlsx',
      hash: '0'.repeat(64),
      rows,
    }),
  )
  const call = (path: string, value: unknown) => designer(`/api/rounds/${id}/${path}`, json('POST', value))
  return {
    ...at,
    designer,
    id,
    call,
    step: (verb: string, value: unknown = {}) => step(designer, id, verb, value),
    view: async () =>
      (await (await designer(`/api/rounds/${id}/designs`)).json()) as Awaited<ReturnType<typeof viewDesigns>>,
    forecastOf: async (design: Design) => {
      const reply = await call('designs/forecast', design)
      expect(reply.status, await reply.clone().text()).toBe(200)
      return (await reply.json()) as DesignForecast
    },
  }
}

/** A plan of two schools a stratum for the same schools: one of the three is left, as a reserve. */
export const TWO_OF_THREE = {
  plan: {
    ...FIRST_PLAN,
    table: Object.fromEntries(
      ['mn|Kế Sách', 'mn|Mỹ Tú', 'th|Kế Sách', 'th|Mỹ Tú'].map((line) => [
        line,
        { schools: 2, classes: 2, pupils: 10 },
      ]),
    ),
  },
  assumptions: FIRST_ASSUMPTIONS,
}

/** The same round drawn by that plan, or already in the field. */
export async function drawnRound(until: 'approved' | 'sampling' | 'fielding') {
  const at = await draftingRound()
  const made = await at.call('designs', { name: 'Hai trường mỗi tầng', ...TWO_OF_THREE })
  const { id } = (await made.json()) as { id: string }
  await at.step(`designs/${id}/choose`)
  await at.step('submit')
  await at.step('approve', { decisionNumber: '2203/QĐ-UBND', decisionDate: '2021-09-05' })
  if (until !== 'approved') await at.step('sample', { seed: 'seed-1' })
  if (until === 'fielding') for (const verb of ['slips', 'slips/print', 'slips/issue', 'open']) await at.step(verb)
  return at
}

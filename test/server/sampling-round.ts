import { expect } from 'vitest'
import { actOf } from '../../server/deps.ts'
import { importFrame } from '../../server/frame/import-frame.ts'
import type { Design } from '../../server/sample/design.ts'
import type { DesignForecast } from '../../server/sample/forecast-design.ts'
import type { viewDesigns } from '../../server/sample/view-designs.ts'
import { json, world } from '../world.ts'
import { FRAME, ROUND, step } from './journey.ts'

/** A round that is still being planned, with the twelve schools of the small frame. */
export async function draftingRound() {
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
      rows: FRAME,
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

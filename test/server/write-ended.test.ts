import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { json, world } from '../world.ts'
import { ROUND } from './journey.ts'
import { codeOf } from './sign-in-fixture.ts'

test.each(['signed out', 'locked out'])(
  'a change of somebody who was %s while it waited for its turn is not made',
  async (how) => {
    const { as, db } = await world()
    const designer = await as('designer')
    const { coming } = await db.transaction().execute(async (inside) => {
      const coming = Promise.resolve(designer('/api/rounds', json('POST', ROUND)))
      await pause(100)
      if (how === 'signed out') await inside.deleteFrom('session').execute()
      else await inside.updateTable('account').set({ disabledAt: '2021-10-05T02:00:00Z' }).execute()
      return { coming }
    })
    expect(await codeOf(await coming)).toBe('not_signed_in')
    expect(await db.selectFrom('round').select('id').execute()).toEqual([])
  },
)

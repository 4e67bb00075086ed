import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { AppEnv } from '../../server/http/env.ts'
import { makeTurns } from '../../server/http/in-turn.ts'
import { Problem } from '../../server/problem.ts'

// Case M05.
test('of fifty at once one is made, sixteen wait for their turn, and the others are told when to come again', async () => {
  const app = new Hono<AppEnv>()
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let [under, most] = [0, 0]
  app.get('/', makeTurns(), async (context) => {
    under += 1
    most = Math.max(most, under)
    await held
    under -= 1
    return context.text('made')
  })
  app.onError(
    (error) => new Response(error instanceof Problem ? `${error.code} ${error.retryAfterSeconds}` : 'unknown'),
  )
  const replies = Array.from({ length: 50 }, async () => (await app.request('/')).text())
  const refused = replies.slice(17)
  // They are told while the first is still made.
  expect(await Promise.all(refused)).toEqual(refused.map(() => 'slow_down 10'))
  release()
  expect(await Promise.all(replies.slice(0, 17))).toEqual(Array(17).fill('made'))
  expect([most, under]).toEqual([1, 0])
  expect(await (await app.request('/')).text()).toBe('made')
})

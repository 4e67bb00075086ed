import type { world } from '../world.ts'
import type { Target } from './fuzz.ts'
import { signedIn, things, watchOf } from './surroundings.ts'

/** A world as something to throw requests at: without a network. */
export async function targetOf(at: Awaited<ReturnType<typeof world>>): Promise<Target> {
  const cookies = new Map<string, string>()
  let turn = 0
  return {
    watch: await watchOf(at.db),
    async send({ operation, address, headers, body }, cookie) {
      // Every request from another network: what is limited is not what is looked at here.
      turn += 1
      const from = `10.${turn % 250}.${(turn >> 8) % 250}.${(turn >> 16) % 250}`
      const { host: _, ...own } = headers
      const reply = await at.app.request(address, {
        method: operation.method,
        headers: { ...(cookie ? { cookie } : {}), ...own, 'x-forwarded-for': from },
        ...(body === undefined ? {} : { body }),
      })
      return { status: reply.status, headers: reply.headers, text: await reply.text() }
    },
    async surroundings() {
      await signedIn(at.deps, cookies)
      return { cookies, ...(await things(at.deps)) }
    },
  }
}

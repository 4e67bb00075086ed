import type { Context } from 'hono'
import type { Scope } from '../permit.ts'
import type { Account, Grant, Reach } from '../staff/account.ts'

/** Lets a request through if one of the grants reaches what the route is about, and says how far they reach. */
export type Gate = (c: Context<AppEnv>, grants: readonly Grant[], scope: Scope) => Promise<void>

/** What the middleware knows about a request. */
export type AppEnv = {
  Variables: {
    requestId: string
    account: Account | null
    /** a session was named that has ended by time */
    lapsed: boolean
    /** whose password was right and whose code is still to come: may give the code, and nothing else */
    half: string | null
    gate: Gate
    /** set by `permit`: the units that the roles the route asks for reach */
    reach: Reach
    /** set by the gate where it refuses: the thing that is out of reach, or `unknown` where there is none */
    outside?: string
  }
}

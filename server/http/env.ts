import type { Account } from '../staff/account.ts'

/** What the middleware knows about a request. */
export type AppEnv = { Variables: { requestId: string; account: Account | null } }

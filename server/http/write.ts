import type { Context } from 'hono'
import type { Act } from '../act.ts'
import type { Db } from '../db/open.ts'
import { actOf, type Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import { isStillIn } from '../staff/is-still-in.ts'
import type { AppEnv } from './env.ts'

/**
 * A change: one transaction around the verb; the reply leaves after the commit. The parameter is called `db` on purpose,
 * so that the outer connection cannot be reached inside: waiting for it from within would be waiting for oneself.
 * Whoever was locked out, given other roles or signed out while the change waited for its turn changes nothing any more.
 */
export async function write<T>(deps: Deps, c: Context<AppEnv>, act: (db: Db, by: Act) => Promise<T>): Promise<T> {
  const account = c.get('account')
  const by = actOf(deps, account?.id ?? 'anyone')
  try {
    return await deps.db.transaction().execute(async (db) => {
      if (account && !(await isStillIn(db, account.sessionId))) throw new Problem('not_signed_in')
      return act(db, by)
    })
  } catch (error) {
    deps.storageFault(error)
    throw error
  }
}

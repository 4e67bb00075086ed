import type { Context } from 'hono'
import type { Act } from '../act.ts'
import type { Db } from '../db/open.ts'
import { actOf, type Deps } from '../deps.ts'
import type { AppEnv } from './env.ts'

/**
 * A change: one transaction around the verb; the reply leaves after the commit. The parameter is called `db` on purpose,
 * so that the outer connection cannot be reached inside: waiting for it from within would be waiting for oneself.
 */
export async function write<T>(deps: Deps, c: Context<AppEnv>, act: (db: Db, by: Act) => Promise<T>): Promise<T> {
  const by = actOf(deps, c.get('account')?.id ?? 'anyone')
  try {
    return await deps.db.transaction().execute((db) => act(db, by))
  } catch (error) {
    deps.storageFault(error)
    throw error
  }
}

import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/env.ts'
import { viewRound } from './view.ts'

/** The reply to every change of a round: the round as it is now, with its version as the ETag. */
export async function replyRound(deps: Deps, c: Context<AppEnv>, id: string, status: 200 | 201 = 200) {
  const view = await viewRound(deps.read, id)
  c.header('ETag', `"${view.version}"`)
  return c.json(view, status)
}

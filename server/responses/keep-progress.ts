import { z } from 'zod'
import { type Act, dayOf } from '../act.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { findFieldingRound } from './pages.ts'
import { countProgress, deleteProgressBefore, findProgress, putProgress } from './progress-store.ts'

/** What a phone sends of an unfinished sheet: sealed under a key of the slip's code, which does not come along. */
export const progressBody = z.strictObject({
  form: z.string().max(64),
  sealed: z
    .string()
    .min(40)
    .max(40_000)
    .regex(/^[A-Za-z0-9_-]+$/),
  /** The version the phone has seen; 0 where it has seen none. */
  version: z.int().min(0).max(1_000_000),
})
export type ProgressBody = z.infer<typeof progressBody>

export const isProgressId = (id: string): boolean => /^[0-9a-f]{64}$/.test(id)

/** Nobody comes back to a sheet after so many days. */
const KEPT_DAYS = 30

/** Keeps an unfinished sheet, if no other phone has changed it since; the server can read nothing of it. */
export async function keepProgress(db: Db, by: Act, id: string, body: ProgressBody): Promise<number> {
  if (!isProgressId(id)) throw new Problem('not_found')
  const round = await findFieldingRound(db, body.form.split('@')[0] ?? '')
  if (!round) throw new Problem('round_not_open')
  await deleteProgressBefore(db, dayOf(new Date(by.now.getTime() - KEPT_DAYS * 86_400_000)))
  const before = await findProgress(db, id)
  if ((before?.version ?? 0) !== body.version)
    throw new Problem('stale', { current: before ? { version: before.version, day: before.day } : null })
  if (!before) {
    const { kept, slips } = await countProgress(db, round.id)
    // Nobody needs more than one a slip: what comes beyond is no parent.
    if (kept >= slips) throw new Problem('slow_down', { retryAfterSeconds: 3600 })
  }
  const version = body.version + 1
  await putProgress(db, { id, roundId: round.id, sealed: body.sealed, version, day: dayOf(by.now) })
  return version
}

import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import type { Draft } from './store.ts'
import { viewDraft } from './view.ts'

/** Refuses a change made from another version, with the draft as it is now in the reply: both texts are there to choose from. */
export async function checkLock(db: Db, draft: Draft, lockVersion: number | undefined): Promise<void> {
  if (draft.lockVersion === lockVersion) return
  throw new Problem(lockVersion === undefined ? 'precondition_required' : 'stale', {
    detail: { version: draft.lockVersion },
    current: await viewDraft(db, draft),
  })
}

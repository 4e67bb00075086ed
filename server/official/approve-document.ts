import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { approveDraft, findDocument } from './store.ts'

/** A version was signed or approved by a decision: from now on it is the one that counts, and it can be approved only once. */
export async function approveDocument(
  db: Db,
  by: Act,
  id: string,
  decision: Readonly<{ decisionNumber: string; decisionDate: string }>,
): Promise<void> {
  const document = await findDocument(db, id)
  if (!document) throw new Problem('not_found')
  const approval = { ...decision, approvedBy: by.actor, approvedAt: by.now.toISOString() }
  if (!(await approveDraft(db, id, approval))) throw new Problem('version_fixed')
  const { kind, version, contentHash } = document
  await audit(db, by, 'document.approve', document.roundId, { document: id, kind, version, contentHash, ...decision })
}

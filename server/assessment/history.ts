import type { AuditDetail } from '../audit.ts'
import type { Db } from '../db/open.ts'

/** Everything that was done with one unit's year, the newest last. */
export async function listYearHistory(db: Db, id: string) {
  const rows = await db
    .selectFrom('auditEntry')
    .leftJoin('account', 'account.id', 'auditEntry.actor')
    .select(['sequence', 'at', 'action', 'detail', 'account.name as name'])
    .where('object', '=', id)
    .where((at) => at.or([at('action', 'like', 'assessment.%'), at('action', 'like', 'evidence.%')]))
    .orderBy('sequence')
    .execute()
  return rows.map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as AuditDetail }))
}

const STEPS: readonly string[] = ['open', 'lock', 'ask', 'answer', 'settle', 'publish']

/** When each step of the road was taken and by whom. */
export async function listSteps(db: Db, id: string) {
  const rows = await db
    .selectFrom('auditEntry')
    .leftJoin('account', 'account.id', 'auditEntry.actor')
    .select(['at', 'action', 'account.name as by'])
    .where('object', '=', id)
    .where(
      'action',
      'in',
      STEPS.map((step) => `assessment.${step}`),
    )
    .orderBy('sequence')
    .execute()
  return rows.map(({ action, ...row }) => ({ ...row, step: action.slice('assessment.'.length) }))
}

import { z } from 'zod'
import { day } from '../../surveys/round.ts'
import { type Act, dayOf, newId } from '../act.ts'
import { belongsTo } from '../assessment/store.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { getOwnEvidence } from '../evidence/keep-evidence.ts'
import { Problem } from '../problem.ts'
import type { Reach } from '../staff/account.ts'
import { type Finding, findVisit, getDraw, getFinding, insertFinding, updateFinding, updateVisit } from './store.ts'

const text = (least: number) => z.string().trim().min(least).max(4000)
export const visitNotes = z.strictObject({
  visitedOn: day.nullable(),
  team: z.string().trim().max(500),
  notes: z.string().trim().max(8000),
})
export const newFinding = z.strictObject({ said: text(1), dueOn: day })
export const measure = z.strictObject({ measure: text(1), evidenceId: z.string().min(1).max(64).nullable() })
export const verdict = z.strictObject({ verified: z.boolean(), verdict: text(1) })

async function getVisit(db: Db, id: string) {
  const visit = await findVisit(db, id)
  if (!visit) throw new Problem('not_found')
  if ((await getDraw(db, visit.drawId)).state !== 'current')
    throw new Problem('step_not_possible', { detail: { state: 'superseded', step: 'visit' } })
  return visit
}

/** When a unit was visited, by whom, and what was seen there. */
export async function noteVisit(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  said: z.infer<typeof visitNotes>,
): Promise<void> {
  const visit = await getVisit(db, id)
  if (said.visitedOn !== null && said.visitedOn > dayOf(by.now))
    throw new Problem('input_invalid', { errors: [{ pointer: '/visitedOn', code: 'day_in_future' }] })
  const changed = { changedBy: by.actor, changedAt: by.now.toISOString() }
  if (!(await updateVisit(db, id, lockVersion, { ...said, ...changed })))
    throw new Problem('stale', { detail: { version: visit.lockVersion } })
  await audit(db, by, 'inspection.visit', id, { visitedOn: said.visitedOn })
}

/** Something the unit has to put right, and until when. Only after the visit. */
export async function addFinding(db: Db, by: Act, visitId: string, said: z.infer<typeof newFinding>): Promise<string> {
  const visit = await getVisit(db, visitId)
  if (visit.visitedOn === null)
    throw new Problem('step_not_possible', { detail: { state: 'planned', step: 'finding' } })
  if (said.dueOn < visit.visitedOn)
    throw new Problem('input_invalid', { errors: [{ pointer: '/dueOn', code: 'due_before_start' }] })
  const id = newId(by)
  const at = by.now.toISOString()
  await insertFinding(db, {
    ...{ id, visitId, unitId: visit.unitId, ...said, state: 'open', measure: '', measuredBy: null, measuredAt: null },
    ...{ evidenceId: null, verdict: '', verifiedBy: null, verifiedAt: null, createdBy: by.actor, createdAt: at },
    ...{ lockVersion: 1, changedBy: by.actor, changedAt: at },
  })
  await audit(db, by, 'inspection.finding', id, { visit: visitId, dueOn: said.dueOn })
  return id
}

async function standingAt(db: Db, id: string, lockVersion: number, state: Finding['state'], step: string) {
  const finding = await getFinding(db, id)
  if (finding.lockVersion !== lockVersion) throw new Problem('stale', { detail: { version: finding.lockVersion } })
  if (finding.state !== state) throw new Problem('step_not_possible', { detail: { state: finding.state, step } })
  return finding
}

/** What the unit did about a finding, with a paper where there is one. */
export async function stateMeasure(
  db: Db,
  by: Act,
  reach: Reach,
  id: string,
  lockVersion: number,
  said: z.infer<typeof measure>,
): Promise<void> {
  const finding = await standingAt(db, id, lockVersion, 'open', 'measure')
  if (said.evidenceId !== null) await getOwnEvidence(db, reach, said.evidenceId, finding.unitId)
  const at = by.now.toISOString()
  await updateFinding(db, finding, {
    ...{ ...said, state: 'measure', measuredBy: by.actor, measuredAt: at, changedBy: by.actor, changedAt: at },
  })
  await audit(db, by, 'inspection.measure', id, { evidence: said.evidenceId })
}

/** Put right, as somebody else has seen; or not yet, and the finding is open again. */
export async function judgeFinding(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  said: z.infer<typeof verdict>,
): Promise<void> {
  const finding = await standingAt(db, id, lockVersion, 'measure', 'verify')
  if (finding.measuredBy === by.actor || (await belongsTo(db, by.actor, finding.unitId))) throw new Problem('own_unit')
  const at = by.now.toISOString()
  await updateFinding(db, finding, {
    ...{ verdict: said.verdict, changedBy: by.actor, changedAt: at },
    ...(said.verified ? { state: 'verified', verifiedBy: by.actor, verifiedAt: at } : { state: 'open' }),
  })
  await audit(db, by, said.verified ? 'inspection.verify' : 'inspection.reopen', id)
}

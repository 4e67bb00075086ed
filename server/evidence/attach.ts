import { z } from 'zod'
import { criterionId } from '../../surveys/criteria/criteria-set.ts'
import type { Act } from '../act.ts'
import { getAssessment, listEntries, updateAssessment } from '../assessment/store.ts'
import { cardOf } from '../assessment/view.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import type { Reach } from '../staff/account.ts'
import { getOwnEvidence } from './keep-evidence.ts'
import { deleteLink, findLink, insertLink } from './link-store.ts'
import { openLine, openStage } from './open-stage.ts'

export const attaching = z.strictObject({
  component: criterionId,
  evidence: z.string().min(1).max(64),
  /** which of the papers the line asks for, from 0 */
  line: z.number().int().min(0).max(19).nullable(),
})
export type Attaching = z.infer<typeof attaching>

/**
 * A paper of the unit proves a line of its year. The same paper may prove any number of lines; said again it is nothing new, said
 * with another of the papers wanted it moves there.
 */
export async function attachEvidence(db: Db, by: Act, reach: Reach, id: string, input: Attaching): Promise<void> {
  const row = await getAssessment(db, id)
  const { component, stage } = openLine(row, await cardOf(db, row), await listEntries(db, id), input.component)
  if (input.line !== null && input.line >= component.evidence.length)
    throw new Problem('input_invalid', { errors: [{ pointer: '/line', code: 'evidence_line_unknown' }] })
  const paper = await getOwnEvidence(db, reach, input.evidence, row.unitId)
  const known = await findLink(db, id, component.id, paper.id)
  if (known && (known.line === input.line || known.stage !== stage)) return
  if (known) await deleteLink(db, known)
  await insertLink(db, {
    ...{ assessmentId: id, componentId: component.id, evidenceId: paper.id, line: input.line, stage },
    ...{ addedBy: by.actor, addedAt: by.now.toISOString() },
  })
  // Whoever locks the year locks what he has read.
  await updateAssessment(db, row, {})
  await audit(db, by, 'evidence.attach', id, { component: component.id, evidence: paper.id, line: input.line, stage })
}

/** Takes a paper off a line while what it came with is still being written; the paper itself stays. */
export async function detachEvidence(db: Db, by: Act, id: string, componentId: string, evidenceId: string) {
  const row = await getAssessment(db, id)
  const link = await findLink(db, id, componentId, evidenceId)
  if (!link) throw new Problem('not_found')
  if (link.stage !== openStage(row.state)) throw new Problem('year_locked', { detail: { state: row.state } })
  await deleteLink(db, link)
  await updateAssessment(db, row, {})
  await audit(db, by, 'evidence.detach', id, { component: componentId, evidence: evidenceId, stage: link.stage })
}

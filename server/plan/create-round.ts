import { NOTICES } from '../../surveys/forms/notice.ts'
import { instrumentId } from '../../surveys/instrument.ts'
import type { MatrixEntry } from '../../surveys/round.ts'
import { type Act, newId } from '../act.ts'
import { type AuditDetail, audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { findPublishedForm } from '../instruments/store.ts'
import { Problem } from '../problem.ts'
import { isUnit } from '../units/store.ts'
import { carryForward } from './carry-forward.ts'
import { FIRST_PLAN, type NewRound } from './plan.ts'
import { insertRound, type Round, replaceBudgetLines, replaceMilestones } from './store.ts'

/** The forms a new round carries, in their newest published version: parents of preschool and of primary pupils, so that two levels can be compared. */
const FIRST_FORMS = ['ph-mn', 'ph-th'] as const

const FIRST_RULES = [
  'Phiếu không có câu trả lời nào ở các lĩnh vực A–E không được tính.',
  'Phiếu trả lời giống hệt nhau hoặc chọn một mức cho mọi câu chỉ được đánh dấu, không bị loại.',
]

async function firstMatrix(db: Db): Promise<MatrixEntry[]> {
  const matrix: MatrixEntry[] = []
  for (const name of FIRST_FORMS) {
    const form = await findPublishedForm(db, name)
    if (form) matrix.push({ level: form.level, respondent: form.respondent, instrumentId: instrumentId(form) })
  }
  return matrix
}

/**
 * `unitId` holds the round: its people and those of the units above it work on it; null is the whole Department. A round that
 * begins `from` an earlier one takes its plan over; nothing of what was found or approved then.
 */
export async function createRound(
  db: Db,
  by: Act,
  input: NewRound,
  unitId: string | null = null,
  from: Round | null = null,
): Promise<string> {
  if (input.opensOn && input.closesOn && input.closesOn < input.opensOn)
    throw new Problem('input_invalid', { errors: [{ pointer: '/closesOn', code: 'before_opening' }] })
  // Whoever works for all reaches every unit, also one that is not there.
  if (unitId !== null && !(await isUnit(db, unitId))) throw new Problem('not_found')
  const id = newId(by)
  const carried = from && (await carryForward(db, from, input.year))
  await insertRound(db, {
    id,
    unitId,
    ...input,
    state: 'drafting',
    decisionNumber: null,
    decisionDate: null,
    matrix: JSON.stringify(carried?.matrix ?? (await firstMatrix(db))),
    plan: JSON.stringify(carried?.plan ?? FIRST_PLAN),
    modes: JSON.stringify(carried?.modes ?? {}),
    exclusionRules: JSON.stringify(carried?.exclusionRules ?? FIRST_RULES),
    noticeVersion: NOTICES.parent.version,
    synthetic: by.keys.demonstration ? 1 : 0,
    version: 1,
    createdAt: by.now.toISOString(),
  })
  if (carried) {
    await replaceMilestones(db, id, carried.milestones)
    await replaceBudgetLines(db, id, carried.budget)
  }
  const source: AuditDetail = from ? { from: from.id } : {}
  await audit(db, by, 'round.create', id, { year: input.year, demonstration: by.keys.demonstration, ...source })
  return id
}

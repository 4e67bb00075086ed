import { movedYears } from '../../surveys/calendar.ts'
import { instrumentId } from '../../surveys/instrument.ts'
import type { MatrixEntry } from '../../surveys/round.ts'
import type { Db } from '../db/open.ts'
import { findPublishedForm } from '../instruments/store.ts'
import { listBudgetLines, listMilestones, type Round } from './store.ts'

/**
 * What a new round takes over from an earlier one: who is asked by which form and in which ways, how the sample is designed, the
 * rules, the calendar as many years on, the budget. Schools always taken or left out stay behind with the year whose reasons they had.
 */
export async function carryForward(db: Db, from: Round, year: number) {
  const matrix: MatrixEntry[] = []
  for (const entry of from.matrix) {
    const form = await findPublishedForm(db, entry.instrumentId.split('@')[0] ?? '')
    if (form) matrix.push({ ...entry, instrumentId: instrumentId(form) })
  }
  const { takeAll: _, excluded: __, ...plan } = from.plan
  return {
    matrix,
    plan,
    modes: from.modes,
    exclusionRules: from.exclusionRules,
    milestones: (await listMilestones(db, from.id)).map((one) => movedYears(one, year - from.year)),
    budget: await listBudgetLines(db, from.id),
  }
}

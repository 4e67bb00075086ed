import { budgetIssues, budgetTotal } from '../../surveys/budget.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { checkPlanOpen } from './change-plan.ts'
import type { BudgetChange } from './plan.ts'
import { refuseIssues } from './refuse-issues.ts'
import { getRound, replaceBudgetLines, sumBudget, updateRound } from './store.ts'

/** The budget is written as a whole, and only while the plan is drafted. Its total is found three times: by the page, here, and by the database. */
export async function changeBudget(
  db: Db,
  by: Act,
  id: string,
  version: number,
  { lines, total }: BudgetChange,
): Promise<void> {
  const round = await getRound(db, id)
  checkPlanOpen(round)
  refuseIssues(budgetIssues(lines))
  const sum = budgetTotal(lines)
  if (total !== sum)
    throw new Problem('input_invalid', {
      errors: [{ pointer: '/total', code: 'sum_mismatch', detail: { value: total, sum } }],
    })
  await updateRound(db, round, version, {})
  await replaceBudgetLines(db, id, lines)
  const stored = await sumBudget(db, id)
  if (stored !== sum) throw new Error(`the budget of round ${id} is stored as ${stored} and adds up to ${sum}`)
  await audit(db, by, 'round.change_budget', id, { version: version + 1, lines: lines.length, total: sum })
}

import { z } from 'zod'
import { amountOf, type BudgetLine } from './budget-sums.ts'
import type { Issue } from './issue.ts'
import { plainLine } from './plain-line.ts'

export * from './budget-sums.ts'

export const budgetLine = z.strictObject({
  section: plainLine(200).nullable(),
  content: plainLine(300),
  unit: plainLine(50),
  quantity: z.int().min(1).max(10_000_000),
  unitPrice: z.int().min(0).max(2_000_000_000),
  basis: plainLine(300).nullable(),
})
export const budget = z.array(budgetLine).max(200)

/** More than this in one line is a slip of the keyboard; with it every sum stays exact. */
export const MOST_AMOUNT = 1_000_000_000_000

export function budgetIssues(lines: readonly BudgetLine[]): Issue[] {
  return lines.flatMap((line, index) =>
    amountOf(line) > MOST_AMOUNT
      ? [{ path: `/lines/${index}/unitPrice`, code: 'amount_too_large', detail: { max: MOST_AMOUNT } }]
      : [],
  )
}

import { z } from 'zod'
import type { Issue } from './issue.ts'
import { plainLine } from './plain-line.ts'

/** A line of the budget. Money is whole đồng; there is no smaller coin, and no rounding. */
export const budgetLine = z.strictObject({
  /** the part of the budget it stands under, "In ấn, vật tư"; null outside any part */
  section: plainLine(200).nullable(),
  content: plainLine(300),
  /** what is counted: phiếu, người, ngày */
  unit: plainLine(50),
  quantity: z.int().min(1).max(10_000_000),
  unitPrice: z.int().min(0).max(2_000_000_000),
  /** the rule the price rests on, as the office cites it */
  basis: plainLine(300).nullable(),
})
export type BudgetLine = z.infer<typeof budgetLine>

export const MOST_BUDGET_LINES = 200
export const budget = z.array(budgetLine).max(MOST_BUDGET_LINES)

/** More than this in one line is a slip of the keyboard; with it every sum stays exact. */
export const MOST_AMOUNT = 1_000_000_000_000

export const amountOf = ({ quantity, unitPrice }: Pick<BudgetLine, 'quantity' | 'unitPrice'>): number =>
  quantity * unitPrice

export const budgetTotal = (lines: readonly BudgetLine[]): number =>
  lines.reduce((sum, line) => sum + amountOf(line), 0)

export type BudgetSection = Readonly<{ section: string | null; total: number; lines: readonly BudgetLine[] }>

/** Lines under the part they belong to, in the order in which the parts appear first. */
export function budgetSections(lines: readonly BudgetLine[]): BudgetSection[] {
  const sections = [...new Set(lines.map(({ section }) => section))]
  return sections.map((section) => {
    const within = lines.filter((line) => line.section === section)
    return { section, total: budgetTotal(within), lines: within }
  })
}

export function budgetIssues(lines: readonly BudgetLine[]): Issue[] {
  return lines.flatMap((line, index) =>
    amountOf(line) > MOST_AMOUNT
      ? [{ path: `/lines/${index}/unitPrice`, code: 'amount_too_large', detail: { max: MOST_AMOUNT } }]
      : [],
  )
}

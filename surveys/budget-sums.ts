/** A line of the budget. Money is whole đồng; there is no smaller coin, and no rounding. */
export type BudgetLine = Readonly<{
  /** the part of the budget it stands under, "In ấn, vật tư"; null outside any part */
  section: string | null
  content: string
  /** what is counted: phiếu, người, ngày */
  unit: string
  quantity: number
  unitPrice: number
  /** the rule the price rests on, as the office cites it */
  basis: string | null
}>

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

import { stratumValue, design as words } from '../../words/design.ts'
import { countText, decimalText, percentText } from '../../words/numbers.ts'
import { staff } from '../../words/staff.ts'

/** Numbers and names of a design as the tables show them. */

export const moneyText = (amount: number): string => `${countText(amount)}\u00a0đ`
export const marginText = (margin: number | null): string =>
  margin === null ? words.none : `±${decimalText(margin * 100, 1)}`
export const provableText = (rate: number | null, margin: number | null = 0): string =>
  margin === null ? words.none : rate === null ? words.never : percentText(rate)

/** `Tiểu học · Huyện Kế Sách` */
export const stratumText = (columns: readonly string[], values: readonly string[]): string =>
  columns.map((column, at) => stratumValue(column, values[at] ?? '', staff.levels)).join(' · ')

/** A line of the plan's table, `th|Huyện Kế Sách`, as people call it; a name that is none stays. */
export const lineText = (columns: readonly string[], line: string): string => {
  const values = line.split(/(?<!\\)\|/).map((value) => value.replace(/\\([\\|])/g, '$1'))
  return values.length === columns.length ? stratumText(columns, values) : line
}

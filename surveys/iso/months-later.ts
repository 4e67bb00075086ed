const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** How long after a text takes effect it must stand in the quality system (task 50 of the plan). */
export const LAW_MONTHS = 3

/**
 * The same day so many months later, or the last day of that month where there is no such day: a period in months ends on the
 * corresponding day of the last month, or on its last day; so the civil code counts months, as we know it (the article was not at hand to be quoted).
 */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const count = year * 12 + (month - 1) + months
  const [laterYear, laterMonth] = [Math.floor(count / 12), count % 12]
  const length = laterMonth === 1 && isLeap(laterYear) ? 29 : (LENGTHS[laterMonth] ?? 31)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${laterYear}-${two(laterMonth + 1)}-${two(Math.min(date, length))}`
}

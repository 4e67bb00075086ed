import { dayAfter, dayBefore } from '../units/facts.ts'

/** What becomes of a deadline on a Saturday or Sunday: the plan does not say, so whoever keeps the calendar decides. */
export const WEEKEND_RULES = ['stays', 'before', 'after'] as const
export type WeekendRule = (typeof WEEKEND_RULES)[number]

/** 0 Monday to 6 Sunday, by the calendar alone (Sakamoto's month offsets for the Gregorian calendar). */
export function weekdayOf(day: string): number {
  const [year = 1, month = 1, date = 1] = day.split('-').map(Number)
  const offset = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0
  const counted = month < 3 ? year - 1 : year
  const fromSunday =
    (counted + Math.floor(counted / 4) - Math.floor(counted / 100) + Math.floor(counted / 400) + offset + date) % 7
  return (fromSunday + 6) % 7
}

export const isWeekend = (day: string): boolean => weekdayOf(day) >= 5

/** The last day on which something is on time: the printed day, or the working day that the rule puts in its place. */
export function lastDay(dueOn: string, rule: WeekendRule): string {
  if (rule === 'stays') return dueOn
  const next = rule === 'before' ? dayBefore : dayAfter
  let day = dueOn
  while (isWeekend(day)) day = next(day)
  return day
}

import { z } from 'zod'
import type { Issue } from '../issue.ts'
import { plainLine } from '../plain-line.ts'
import { day } from '../round.ts'
import { WEEKEND_RULES } from './weekend.ts'

/**
 * What is due: a plan or a report, one from each unit of the group; or items in the news, counted for the whole group
 * together or for each unit.
 */
export const PERIOD_KINDS = ['plan', 'report', 'news', 'article'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

/** Plans and reports are written by each unit; the others are counted. */
export const isWritten = (kind: PeriodKind): boolean => kind === 'plan' || kind === 'report'

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/)

/**
 * A reporting period. What it is about (start, end) and when it is due are data of their own: the report of the first quarter
 * is due on 27/02, a month before the quarter ends.
 */
export const reportingPeriod = z.strictObject({
  code,
  name: plainLine(200),
  kind: z.enum(PERIOD_KINDS),
  startsOn: day,
  endsOn: day,
  dueOn: day,
  /** of news: how many items at least; of plans and reports 1 */
  least: z.number().int().min(1).max(100),
  /** of news: each unit for itself, or all together */
  counted: z.enum(['each', 'together']),
})
export type ReportingPeriod = z.infer<typeof reportingPeriod>

export const reportGroup = z.strictObject({
  code,
  name: plainLine(200),
  weekend: z.enum(WEEKEND_RULES),
})
export type ReportGroup = z.infer<typeof reportGroup> & Readonly<{ periods: readonly ReportingPeriod[] }>

/** A period that ends before it begins, is due before it begins, or asks for several reports. */
export function periodIssues({ kind, startsOn, endsOn, dueOn, least, counted }: ReportingPeriod): Issue[] {
  const issues: Issue[] = []
  if (endsOn < startsOn) issues.push({ path: '/endsOn', code: 'ends_before_start' })
  if (dueOn < startsOn) issues.push({ path: '/dueOn', code: 'due_before_start' })
  if (isWritten(kind) && least !== 1) issues.push({ path: '/least', code: 'one_report' })
  if (isWritten(kind) && counted !== 'each') issues.push({ path: '/counted', code: 'one_report' })
  return issues
}

/** Whether something due on a last day is there in time; `doneOn` null: not there. */
export type DueState = 'in_time' | 'late' | 'open' | 'overdue'
export function dueStateOf(last: string, doneOn: string | null, today: string): DueState {
  if (doneOn !== null) return doneOn <= last ? 'in_time' : 'late'
  return today <= last ? 'open' : 'overdue'
}

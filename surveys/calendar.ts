import { z } from 'zod'
import type { Issue } from './issue.ts'
import { plainLine } from './plain-line.ts'
import { day } from './round.ts'

/** A milestone of a round: what is done, from which day to which, and who answers for it. */
export const milestone = z.strictObject({
  name: plainLine(200),
  startsOn: day,
  endsOn: day,
  /** the office or person in charge, as it is printed */
  who: plainLine(200),
  note: plainLine(500).nullable(),
})
export type Milestone = z.infer<typeof milestone>

export const MOST_MILESTONES = 100
export const calendar = z.array(milestone).max(MOST_MILESTONES)

/** A milestone that ends before it begins, or that stands twice word for word. */
export function calendarIssues(milestones: readonly Milestone[]): Issue[] {
  const seen = new Map<string, number>()
  return milestones.flatMap(({ name, startsOn, endsOn }, index) => {
    const issues: Issue[] = []
    if (endsOn < startsOn) issues.push({ path: `/milestones/${index}/endsOn`, code: 'ends_before_start' })
    const key = `${name} ${startsOn} ${endsOn}`
    const first = seen.get(key)
    if (first === undefined) seen.set(key, index)
    else issues.push({ path: `/milestones/${index}/name`, code: 'milestone_duplicate', detail: { first: first + 1 } })
    return issues
  })
}

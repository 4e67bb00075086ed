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

/** The same milestone as many years on; 29 February is the last of February where a year has none. */
export function movedYears(one: Milestone, years: number): Milestone {
  const move = (text: string): string => {
    const moved = `${Number(text.slice(0, 4)) + years}${text.slice(4)}`
    return day.safeParse(moved).success ? moved : moved.replace(/29$/, '28')
  }
  return { ...one, startsOn: move(one.startsOn), endsOn: move(one.endsOn) }
}

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

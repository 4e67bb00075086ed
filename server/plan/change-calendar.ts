import { calendarIssues } from '../../surveys/calendar.ts'
import type { Act } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { checkPlanOpen } from './change-plan.ts'
import type { CalendarChange } from './plan.ts'
import { refuseIssues } from './refuse-issues.ts'
import { getRound, replaceMilestones, updateRound } from './store.ts'

/** The calendar is written as a whole, and only while the plan is drafted: with the plan it is approved. */
export async function changeCalendar(
  db: Db,
  by: Act,
  id: string,
  version: number,
  { milestones }: CalendarChange,
): Promise<void> {
  const round = await getRound(db, id)
  checkPlanOpen(round)
  refuseIssues(calendarIssues(milestones))
  await updateRound(db, round, version, {})
  await replaceMilestones(db, id, milestones)
  await audit(db, by, 'round.change_calendar', id, { version: version + 1, milestones: milestones.length })
}

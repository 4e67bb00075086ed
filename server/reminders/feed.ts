import { reminders as words } from '../../client/words/reminders.ts'
import { dayAfter } from '../../surveys/units/facts.ts'
import { type Act, dayOf } from '../act.ts'
import { audit } from '../audit.ts'
import { CARD_READERS } from '../criteria/routes.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { viewCalendar } from '../periods/view.ts'
import type { Role } from '../permit.ts'
import { Problem } from '../problem.ts'
import { reachOf } from '../staff/gate.ts'
import { listStandingGrants } from '../staff/session.ts'
import { listYears } from '../tasks/store.ts'
import { viewTasks } from '../tasks/view.ts'
import { type CalendarDay, calendarFile } from './calendar-file.ts'
import { findByFeed, findReminder, insertReminder, updateReminder } from './store.ts'

const READERS: readonly Role[] = CARD_READERS

/** What somebody has chosen; mail is on until it is turned off, the calendar has no address until one is made. */
export async function viewReminder(db: Db, accountId: string, mailThere: boolean) {
  const found = await findReminder(db, accountId)
  return {
    mailThere,
    mail: found ? found.mail === 1 : true,
    feedMadeAt: found?.feedMadeAt ?? null,
    lockVersion: found?.lockVersion ?? 0,
  }
}

async function put(
  db: Db,
  accountId: string,
  lockVersion: number,
  change: Readonly<{ mail?: number; feedHash?: string | null; feedMadeAt?: string | null }>,
): Promise<void> {
  const fresh = { accountId, mail: 1, feedHash: null, feedMadeAt: null, ...change, lockVersion: 1 }
  const done =
    lockVersion === 0 ? await insertReminder(db, fresh) : await updateReminder(db, accountId, lockVersion, change)
  if (!done) throw new Problem('stale')
}

export async function chooseMail(db: Db, by: Act, lockVersion: number, mail: boolean): Promise<void> {
  await put(db, by.actor, lockVersion, { mail: mail ? 1 : 0 })
  await audit(db, by, 'reminder.mail', by.actor, { mail })
}

/** A new secret address, shown once; one that was there before leads nowhere from now on. */
export async function makeFeed(db: Db, by: Act, lockVersion: number): Promise<string> {
  const secret = Buffer.from(by.random(32)).toString('base64url')
  await put(db, by.actor, lockVersion, { feedHash: sha256(secret), feedMadeAt: by.now.toISOString() })
  await audit(db, by, 'reminder.make_feed', by.actor)
  return secret
}

export async function revokeFeed(db: Db, by: Act, lockVersion: number): Promise<void> {
  await put(db, by.actor, lockVersion, { feedHash: null, feedMadeAt: null })
  await audit(db, by, 'reminder.revoke_feed', by.actor)
}

/**
 * The calendar behind a secret address: the deadlines of the groups the person's units belong to, and of the tasks they lead. What
 * is due and when, and nothing of who has done what.
 */
export async function feedOf(db: Db, secret: string, now: Date, publicUrl: string): Promise<string> {
  const found = await findByFeed(db, sha256(secret))
  if (!found) throw new Problem('not_found')
  const today = dayOf(now)
  // Only roles that may read the calendar in the application read it here.
  const grants = (await listStandingGrants(db, found.accountId)).filter(({ role }) => READERS.includes(role))
  const reach = await reachOf(db, grants, today)
  const host = new URL(publicUrl).hostname
  const days: CalendarDay[] = []
  for (const { year } of await listYears(db)) {
    const { periods } = await viewCalendar(db, reach, year, today)
    for (const period of periods)
      days.push({
        ...{ uid: `period-${period.id}@${host}`, day: period.lastDay, dayAfter: dayAfter(period.lastDay) },
        summary: words.due(period.name),
        description: words.covers(period.startsOn, period.endsOn, period.dueOn, period.lastDay),
        url: `${publicUrl}/staff/periods`,
      })
    const { tasks } = await viewTasks(db, reach, year, today)
    for (const task of tasks)
      if (task.dueOn !== null && (reach === 'everywhere' || task.mine))
        days.push({
          ...{ uid: `task-${task.id}@${host}`, day: task.dueOn, dayAfter: dayAfter(task.dueOn) },
          summary: words.dueTask(task.number),
          description: task.name,
          url: `${publicUrl}/staff/tasks`,
        })
  }
  return calendarFile(
    words.calendar,
    days.sort((a, b) => (a.day < b.day ? -1 : 1)),
    now,
  )
}

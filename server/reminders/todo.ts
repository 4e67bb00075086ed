import type { Db } from '../db/open.ts'
import { viewInspections } from '../inspection/view.ts'
import { viewCalendar } from '../periods/view.ts'
import type { Grant, Reach } from '../staff/account.ts'
import { reaches, reachOf } from '../staff/gate.ts'
import { listYears } from '../tasks/store.ts'
import { viewTasks } from '../tasks/view.ts'

/** Who writes reports and does tasks for a unit; who keeps the year for all. */
const OF_UNITS: readonly string[] = ['assessor']
const OF_ALL: readonly string[] = ['designer', 'admin']

/** One thing somebody has to do. `days` until its last day; below zero it is late. Never an answer, never a person. */
export type Todo = Readonly<{
  kind: 'report' | 'returned' | 'receive' | 'news' | 'task' | 'proof_lost' | 'finding' | 'verify'
  what: string
  unitId: string | null
  unitName: string
  lastDay: string
  days: number
  /** the page on which it is done */
  path: string
}>

/** From how many days before its last day something is shown as to be done. */
export const AHEAD = 30

/** What somebody has to do, by their roles: the late first. */
export async function listTodo(db: Db, grants: readonly Grant[], today: string): Promise<Todo[]> {
  const of = async (roles: readonly string[]): Promise<Reach> =>
    reachOf(
      db,
      grants.filter(({ role }) => roles.includes(role)),
      today,
    )
  const [units, all] = [await of(OF_UNITS), await of(OF_ALL)]
  const keeps = all === 'everywhere'
  if (!keeps && units !== 'everywhere' && units.size === 0) return []
  const found: Todo[] = []
  // Reports of a year are due in it, and now and then in the next: the year that is running and the one before.
  const running = Number(today.slice(0, 4))
  for (const { year } of await listYears(db)) {
    if (year < running - 1 || year > running + 1) continue
    found.push(
      ...(await ofCalendar(db, units, keeps, year, today)),
      ...(await ofTasks(db, units, keeps, year, today)),
      ...(await ofInspections(db, units, keeps, year, today)),
    )
  }
  return found
    .filter(({ days }) => days <= AHEAD)
    .sort((a, b) => a.days - b.days || a.what.localeCompare(b.what, 'vi') || (a.unitName < b.unitName ? -1 : 1))
}

async function ofCalendar(db: Db, units: Reach, keeps: boolean, year: number, today: string): Promise<Todo[]> {
  const { periods } = await viewCalendar(db, keeps ? 'everywhere' : units, year, today)
  return periods.flatMap((period): Todo[] => {
    const due = { lastDay: period.lastDay, days: -period.days }
    if (period.items !== null) {
      const lacks = period.items.due === 'open' || period.items.due === 'overdue'
      // A month that has not begun asks for nothing yet.
      if (!lacks || period.startsOn > today) return []
      return [{ kind: 'news', what: period.name, unitId: null, unitName: '', ...due, path: '/periods#news' }]
    }
    return period.units.flatMap((unit): Todo[] => {
      const one = { what: period.name, unitId: unit.unitId, unitName: unit.unitName, ...due }
      const path = unit.reportId === null ? `/periods/${period.id}` : `/reports/${unit.reportId}`
      if (keeps && unit.state === 'submitted') return [{ kind: 'receive', ...one, path }]
      if (!reaches(units, unit.unitId) || unit.state === 'submitted' || unit.state === 'received') return []
      return [{ kind: unit.returned ? 'returned' : 'report', ...one, path }]
    })
  })
}

async function ofTasks(db: Db, units: Reach, keeps: boolean, year: number, today: string): Promise<Todo[]> {
  const { tasks } = await viewTasks(db, units, year, today)
  return tasks.flatMap((task): Todo[] => {
    const mine = task.leadUnit === null ? keeps : reaches(units, task.leadUnit.id)
    const lost = task.standing === 'proof_lost'
    if (!mine || (task.standing === 'done' && !lost) || task.state === 'not_arisen') return []
    if (!lost && task.dueOn === null) return []
    const lastDay = task.dueOn ?? today
    return [
      {
        ...{ kind: lost ? 'proof_lost' : 'task', what: `${task.number}. ${task.name}`, path: `/tasks/${task.number}` },
        ...{ unitId: task.leadUnit?.id ?? null, unitName: task.leadUnit?.name ?? '', lastDay },
        days: daysUntil(today, lastDay),
      },
    ]
  })
}

async function ofInspections(db: Db, units: Reach, keeps: boolean, year: number, today: string): Promise<Todo[]> {
  const { draws } = await viewInspections(db, keeps ? 'everywhere' : units, year, today)
  return draws
    .filter(({ state }) => state === 'current')
    .flatMap(({ visits }) =>
      visits.flatMap(({ unit, findings }) =>
        findings.flatMap((finding): Todo[] => {
          const kind = finding.state === 'open' ? 'finding' : 'verify'
          const mine = kind === 'finding' ? reaches(units, unit.id) : keeps
          if (finding.state === 'verified' || !mine) return []
          return [
            {
              ...{ kind, what: finding.said, unitId: unit.id, unitName: unit.name, path: '/inspection' },
              ...{ lastDay: finding.dueOn, days: daysUntil(today, finding.dueOn) },
            },
          ]
        }),
      ),
    )
}

export const daysUntil = (today: string, day: string): number =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)

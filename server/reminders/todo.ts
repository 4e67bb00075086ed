import { reminders as words } from '../../client/words/reminders.ts'
import type { Db } from '../db/open.ts'
import { viewInspections } from '../inspection/view.ts'
import { viewCalendar } from '../periods/view.ts'
import type { Grant, Reach } from '../staff/account.ts'
import { reaches, reachOf } from '../staff/gate.ts'
import { listYears } from '../tasks/store.ts'
import { viewTasks } from '../tasks/view.ts'
import { daysUntil } from './days-until.ts'
import { listRecords, type RecordKind } from './todo-records.ts'

/** Who writes reports and does tasks for a unit; who keeps the year for all; who takes in reports and inspects. */
const OF_UNITS: readonly string[] = ['assessor']
const OF_ALL: readonly string[] = ['designer', 'admin']
const RECEIVING: readonly string[] = ['designer', 'appraiser', 'admin']

export type TodoKind =
  | 'report'
  | 'returned'
  | 'receive'
  | 'news'
  | 'task'
  | 'proof_lost'
  | 'draw'
  | 'visit'
  | 'finding'
  | 'verify'
  | RecordKind

/** One thing somebody has to do. `days` until its last day; below zero it is late; null: it waits, and has no day. Never an answer, never a person. */
export type Todo = Readonly<{
  kind: TodoKind
  what: string
  unitId: string | null
  unitName: string
  lastDay: string | null
  days: number | null
  /** the page on which it is done */
  path: string
}>

/** From how many days before its last day something is shown as to be done. */
export const AHEAD = 30

export type Person = Readonly<{ id: string; grants: readonly Grant[] }>

/** What somebody has to do, by their roles: the late first. */
export async function listTodo(db: Db, { id, grants }: Person, today: string): Promise<Todo[]> {
  const of = async (roles: readonly string[]): Promise<Reach> =>
    reachOf(
      db,
      grants.filter(({ role }) => roles.includes(role)),
      today,
    )
  const [units, all, receives] = [await of(OF_UNITS), await of(OF_ALL), await of(RECEIVING)]
  const asked: Asked = { units, receives, keeps: all === 'everywhere', seen: together(units, receives) }
  const found: Todo[] = await listRecords(db, id, grants, today)
  // Reports of a year are due in it, and now and then in the next: the year that is running and the one before.
  const running = Number(today.slice(0, 4))
  if (asked.seen === 'everywhere' || asked.seen.size > 0)
    for (const { year } of await listYears(db)) {
      if (year < running - 1 || year > running + 1) continue
      found.push(
        ...(await ofCalendar(db, asked, year, today)),
        ...(await ofTasks(db, asked, year, today)),
        ...(await ofInspections(db, asked, year, today)),
      )
    }
  const order = (one: Todo) => one.days ?? Number.POSITIVE_INFINITY
  return found
    .filter(({ days }) => days === null || days <= AHEAD)
    .sort(
      (a, b) =>
        Math.sign(order(a) - order(b)) || a.what.localeCompare(b.what, 'vi') || (a.unitName < b.unitName ? -1 : 1),
    )
}

/** For which units somebody writes, takes in and looks; whether the year is theirs to keep. */
type Asked = Readonly<{ units: Reach; receives: Reach; keeps: boolean; seen: Reach }>
const together = (one: Reach, other: Reach): Reach =>
  one === 'everywhere' || other === 'everywhere' ? 'everywhere' : new Set([...one, ...other])

async function ofCalendar(db: Db, asked: Asked, year: number, today: string): Promise<Todo[]> {
  const { units, receives, keeps, seen } = asked
  const { periods } = await viewCalendar(db, seen, year, today)
  return periods.flatMap((period): Todo[] => {
    const due = { lastDay: period.lastDay, days: -period.days }
    if (period.items !== null) {
      const lacks = period.items.due === 'open' || period.items.due === 'overdue'
      // A month that has not begun asks for nothing yet.
      if (!lacks || period.startsOn > today || !(keeps || units === 'everywhere' || units.size > 0)) return []
      return [{ kind: 'news', what: period.name, unitId: null, unitName: '', ...due, path: '/periods#news' }]
    }
    return period.units.flatMap((unit): Todo[] => {
      const one = { what: period.name, unitId: unit.unitId, unitName: unit.unitName, ...due }
      const path = unit.reportId === null ? `/periods/${period.id}` : `/reports/${unit.reportId}`
      if (unit.state === 'submitted' && reaches(receives, unit.unitId)) return [{ kind: 'receive', ...one, path }]
      if (!reaches(units, unit.unitId) || unit.state === 'submitted' || unit.state === 'received') return []
      return [{ kind: unit.returned ? 'returned' : 'report', ...one, path }]
    })
  })
}

async function ofTasks(db: Db, { units, keeps }: Asked, year: number, today: string): Promise<Todo[]> {
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

async function ofInspections(db: Db, asked: Asked, year: number, today: string): Promise<Todo[]> {
  const { units, receives, keeps, seen } = asked
  const { draws, groups } = await viewInspections(db, seen, year, today)
  const current = draws.filter(({ state }) => state === 'current')
  const path = `/inspection?year=${year}`
  const end = { lastDay: `${year}-12-31`, days: daysUntil(today, `${year}-12-31`) }
  const drawing: Todo[] =
    keeps && current.length === 0 && groups.some((group) => group.units.length > 0)
      ? [{ kind: 'draw', what: words.drawOf(year), unitId: null, unitName: '', ...end, path }]
      : []
  const visits = current.flatMap((draw) => draw.visits)
  return [
    ...drawing,
    ...visits.flatMap(({ unit, visitedOn }): Todo[] =>
      visitedOn === null && receives === 'everywhere'
        ? [{ kind: 'visit', what: words.visitOf(year), unitId: unit.id, unitName: unit.name, ...end, path }]
        : [],
    ),
    ...visits.flatMap(({ unit, findings }) =>
      findings.flatMap((finding): Todo[] => {
        const kind = finding.state === 'open' ? 'finding' : 'verify'
        const mine = reaches(kind === 'finding' ? units : receives, unit.id)
        if (finding.state === 'verified' || !mine) return []
        return [
          {
            ...{ kind, what: finding.said, unitId: unit.id, unitName: unit.name, path },
            ...{ lastDay: finding.dueOn, days: daysUntil(today, finding.dueOn) },
          },
        ]
      }),
    ),
  ]
}

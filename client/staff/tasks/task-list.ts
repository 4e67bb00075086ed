import type { TaskState } from '../../../surveys/tasks/reform-task.ts'
import type { Tone } from '../../ui/chip.tsx'
import { holds } from '../api.ts'
import { YEAR_KEEPERS } from '../periods/standing.ts'
import { finds } from '../search.ts'
import type { Progress, Task } from './api.ts'

export type Filter = Readonly<{ lead: string; state: string; due: string; find: string }>

export const standingTone = (standing: Task['standing']): Tone =>
  standing === 'done'
    ? 'green'
    : standing === 'overdue' || standing === 'proof_lost'
      ? 'red'
      : standing === 'doing'
        ? 'accent'
        : 'plain'

/** Who leads: the unit that was named, else the words of the plan. */
export const leadOf = (task: Task): string => task.leadUnit?.name ?? task.lead

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000
export const papersThere = ({ products, missing }: Task): number => products.length - missing

export function fits(task: Task, { lead, state, due, find }: Filter, today: string): boolean {
  const left = task.dueOn === null ? null : dayNumber(task.dueOn) - dayNumber(today)
  const dueFits =
    due === '' ||
    (due === 'none' && left === null) ||
    (due === 'late' && task.standing === 'overdue') ||
    (due === 'month' && left !== null && left >= 0 && left <= 30)
  return (
    dueFits &&
    (lead === '' || leadOf(task) === lead) &&
    (state === '' || task.standing === state) &&
    (find === '' || finds(find, task.name, String(task.number)))
  )
}

export const mayWork = (task: Task): boolean => task.mine && holds(['assessor', ...YEAR_KEEPERS])

/** What is said of a task that is put into another column; one that is taken up again keeps how far it was. */
export const movedTo = ({ percent }: Task, state: TaskState, note: string): Progress => ({
  state,
  note,
  percent: state === 'doing' ? Math.min(percent, 99) : 0,
})

import { z } from 'zod'
import { plainLine } from '../../surveys/plain-line.ts'
import { tasksOfCard } from '../../surveys/tasks/reform-task.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import { viewCard } from '../criteria/view.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { findYear, insertTasks, insertYear, listTasks, updateYear } from './store.ts'

export const yearNumber = z.number().int().min(2000).max(2100)
export const issuing = z.strictObject({
  department: plainLine(200),
  parentBody: plainLine(200),
  place: plainLine(100),
  symbol: plainLine(40),
})
export const beginningTasks = z.strictObject({ year: yearNumber, card: z.string().min(1).max(64) })

/** The year, with who issues its documents. */
export async function beginYear(db: Db, by: Act, year: number, head: z.infer<typeof issuing>): Promise<void> {
  if (await findYear(db, year)) throw new Problem('already_there')
  const at = by.now.toISOString()
  await insertYear(db, { year, ...head, lockVersion: 1, changedBy: by.actor, changedAt: at })
  await audit(db, by, 'reform.begin', String(year))
}

export async function changeYear(
  db: Db,
  by: Act,
  year: number,
  lockVersion: number,
  head: z.infer<typeof issuing>,
): Promise<void> {
  if (!(await findYear(db, year))) throw new Problem('not_found')
  const changed = { changedBy: by.actor, changedAt: by.now.toISOString() }
  if (!(await updateYear(db, year, lockVersion, { ...head, ...changed }))) throw new Problem('stale')
  await audit(db, by, 'reform.edit', String(year))
}

/** The tasks of a card as this year's list, once; they are named by their numbers from then on. */
export async function beginTasks(db: Db, by: Act, { year, card }: z.infer<typeof beginningTasks>): Promise<number> {
  if (!(await findYear(db, year))) throw new Problem('not_found')
  if ((await listTasks(db, year)).length > 0) throw new Problem('already_there')
  const { definition } = await viewCard(db, card)
  const tasks = tasksOfCard(definition)
  if (tasks.length === 0)
    throw new Problem('input_invalid', { errors: [{ pointer: '/card', code: 'card_without_tasks' }] })
  const at = by.now.toISOString()
  await insertTasks(
    db,
    tasks.map(({ products, ...task }) => ({
      ...{ id: newId(by), year, ...task, products: JSON.stringify(products) },
      ...{ leadUnitId: null, state: 'todo', percent: 0, note: '', lockVersion: 1, changedBy: by.actor, changedAt: at },
    })),
  )
  await audit(db, by, 'task.begin', String(year), { card, tasks: tasks.length })
  return tasks.length
}

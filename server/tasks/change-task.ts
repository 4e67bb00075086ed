import { z } from 'zod'
import { day } from '../../surveys/round.ts'
import { stateFault, TASK_STATES } from '../../surveys/tasks/reform-task.ts'
import type { Act } from '../act.ts'
import { findUnits } from '../assessment/store.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { getEvidence } from '../evidence/keep-evidence.ts'
import { Problem } from '../problem.ts'
import type { Reach } from '../staff/account.ts'
import {
  deleteTaskPaper,
  getTask,
  insertTaskPaper,
  listTaskPapers,
  putTaskUnits,
  type StoredTask,
  updateTask,
} from './store.ts'

const unit = z.string().min(1).max(64)
export const taskChange = z.strictObject({
  leadUnitId: unit.nullable(),
  supportingUnitIds: z.array(unit).max(400),
  dueOn: day.nullable(),
  askedOf: z.enum(['named', 'all']),
})
export const progress = z.strictObject({
  state: z.enum(TASK_STATES),
  percent: z.number().int().min(0).max(100),
  note: z.string().trim().max(4000),
})
export const paper = z.strictObject({ product: z.number().int().min(0).max(60), evidenceId: z.string().min(1).max(64) })

/** Who leads, who supports, and until when. */
export async function changeTask(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  { supportingUnitIds, ...change }: z.infer<typeof taskChange>,
): Promise<void> {
  const task = await getTask(db, id)
  const wanted = [...new Set(supportingUnitIds)]
  const asked = [...wanted, ...(change.leadUnitId === null ? [] : [change.leadUnitId])]
  const known = new Set(await findUnits(db, asked))
  if (asked.some((one) => !known.has(one)))
    throw new Problem('input_invalid', { errors: [{ pointer: '/leadUnitId', code: 'unit_needed' }] })
  await keep(db, by, task, lockVersion, change)
  await putTaskUnits(
    db,
    id,
    wanted.filter((one) => one !== change.leadUnitId),
  )
  await audit(db, by, 'task.edit', id, { lead: change.leadUnitId, dueOn: change.dueOn, supporting: wanted.length })
}

/** How far it is. Done only with a paper for each product; not arisen only where the plan allows it, and with a reason. */
export async function setProgress(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  said: z.infer<typeof progress>,
): Promise<void> {
  const task = await getTask(db, id)
  const fault = stateFault(said.state, task.products, await papersOf(db, task), said.note)
  if (fault) throw new Problem('input_invalid', { errors: [{ pointer: '/state', code: fault }] })
  const percent = said.state === 'done' ? 100 : said.state === 'todo' ? 0 : said.percent
  await keep(db, by, task, lockVersion, { state: said.state, percent, note: said.note })
  await audit(db, by, 'task.progress', id, { state: said.state, percent })
}

/** How many papers each product of a task has. */
async function papersOf(db: Db, task: StoredTask): Promise<number[]> {
  const papers = (await listTaskPapers(db, task.year)).filter(({ taskId }) => taskId === task.id)
  return task.products.map((_, place) => papers.filter(({ product }) => product === place).length)
}

/** One paper may prove several products and several tasks; it must be within the reach of who attaches it. */
export async function attachPaper(
  db: Db,
  by: Act,
  reach: Reach,
  id: string,
  { product, evidenceId }: z.infer<typeof paper>,
): Promise<void> {
  const task = await getTask(db, id)
  if (product >= task.products.length)
    throw new Problem('input_invalid', { errors: [{ pointer: '/product', code: 'product_unknown' }] })
  await getEvidence(db, reach, evidenceId)
  const row = { taskId: id, product, evidenceId, addedBy: by.actor, addedAt: by.now.toISOString() }
  if (!(await insertTaskPaper(db, row))) throw new Problem('already_there')
  await audit(db, by, 'task.attach', id, { product, evidence: evidenceId })
}

/** Takes a paper off a product. A task that was done by it goes back to being done: the list says what is missing. */
export async function detachPaper(db: Db, by: Act, id: string, said: z.infer<typeof paper>): Promise<void> {
  const task = await getTask(db, id)
  if (!(await deleteTaskPaper(db, id, said.product, said.evidenceId))) throw new Problem('not_found')
  await audit(db, by, 'task.detach', id, { product: said.product, evidence: said.evidenceId })
  if (task.state !== 'done' || !stateFault('done', task.products, await papersOf(db, task), task.note)) return
  await keep(db, by, task, task.lockVersion, { state: 'doing', percent: 99 })
  await audit(db, by, 'task.progress', id, { state: 'doing', percent: 99 })
}

async function keep(
  db: Db,
  by: Act,
  task: StoredTask,
  lockVersion: number,
  change: Parameters<typeof updateTask>[3],
): Promise<void> {
  const changed = { changedBy: by.actor, changedAt: by.now.toISOString() }
  if (!(await updateTask(db, task.id, lockVersion, { ...change, ...changed })))
    throw new Problem('stale', { detail: { version: task.lockVersion } })
}

import { randomFrom } from '../../analysis/numeric/random.ts'
import { beginTasks } from '../tasks/begin-year.ts'
import { attachPaper, changeTask, setProgress } from '../tasks/change-task.ts'
import { listTasks, type StoredTask } from '../tasks/store.ts'
import type { Office } from './demo-people.ts'
import type { Desk } from './desk.ts'

/** Of a hundred tasks so many are done, so many under way; the rest waits. */
const DONE = 35
const DOING = 45

/** The 50 tasks with who leads them and how far they are; one paper proves what was done. */
export async function workTasks(desk: Desk, office: Office, year: number, card: string, paper: string, day: string) {
  const { deps, seed, act } = desk
  const { designer } = office
  await act(day, designer, (db, by) => beginTasks(db, by, { year, card }))
  const tasks = await listTasks(deps.db, year)
  await act(day, designer, async (db, by) => {
    for (const task of tasks) {
      const chance = randomFrom(seed).fork(`task ${year}`).fork(String(task.number))
      const fate = chance.below(100)
      const dueOn = task.dueOn ?? `${year}-${chance.below(2) === 0 ? '06-30' : '11-30'}`
      const leads = { leadUnitId: leadOf(task, office), supportingUnitIds: [office.offices.vp], askedOf: task.askedOf }
      await changeTask(db, by, task.id, 1, { ...leads, dueOn })
      if (fate >= DONE + DOING) continue
      const done = fate < DONE
      if (done)
        for (const product of task.products.keys())
          await attachPaper(db, by, 'everywhere', task.id, { product, evidenceId: paper })
      const percent = done ? 100 : 10 * (2 + chance.below(7))
      const note = done ? 'Đã hoàn thành, có văn bản kèm theo.' : 'Đang thực hiện theo kế hoạch.'
      await setProgress(db, by, task.id, 2, { state: done ? 'done' : 'doing', percent, note })
    }
  })
}

/** The plan names offices in words; whom it does not name, the office of organisation leads. */
function leadOf({ lead }: StoredTask, { offices }: Office): string {
  if (/Văn phòng/i.test(lead)) return offices.vp
  if (/KH-TC/i.test(lead)) return offices.khtc
  if (/Thanh tra/i.test(lead)) return offices.tt
  if (/GDTrH|CNTT/i.test(lead)) return offices.gdtrh
  return offices.tccb
}

import { type Random, randomFrom } from '../../analysis/numeric/random.ts'
import { listReportEntries, listReportsOf } from '../periods/report-store.ts'
import { beginTasks } from '../tasks/begin-year.ts'
import { attachPaper, changeTask, setProgress } from '../tasks/change-task.ts'
import { listTasks, type StoredTask } from '../tasks/store.ts'
import type { Office } from './demo-people.ts'
import type { Desk } from './desk.ts'
import { WORK } from './office-work.ts'
import { periodOf } from './send-report.ts'

/** Of a hundred tasks so many are done, so many under way; the rest waits. */
const DONE = 35
const DOING = 45

const chanceOf = ({ seed }: Desk, year: number, task: StoredTask): Random =>
  randomFrom(seed).fork(`task ${year}`).fork(String(task.number))

/** The 50 tasks of the year's card with who leads and supports them, and until when. */
export async function assignTasks(desk: Desk, office: Office, year: number, card: string, day: string) {
  const { deps, act } = desk
  const { designer, offices } = office
  await act(day, designer, (db, by) => beginTasks(db, by, { year, card }))
  const tasks = await listTasks(deps.db, year)
  await act(day, designer, async (db, by) => {
    for (const task of tasks) {
      const half = chanceOf(desk, year, task).fork('due').below(2) === 0
      const supportingUnitIds = /^Các phòng/.test(task.lead) ? Object.values(offices) : [offices.vp]
      await changeTask(db, by, task.id, 1, {
        ...{ leadUnitId: leadOf(task, office), supportingUnitIds, askedOf: task.askedOf },
        dueOn: task.dueOn ?? `${year}-${half ? '06-30' : '11-30'}`,
      })
    }
  })
}

/** How far they are in the middle of the year; one paper proves what was done. What an office has reported on was at least begun. */
export async function workTasks(desk: Desk, office: Office, year: number, paper: string, day: string) {
  const { deps, act } = desk
  const reported = new Set(WORK.flatMap(({ task, said }) => (said['6-thang'] === undefined ? [] : [task])))
  const tasks = await listTasks(deps.db, year)
  await act(day, office.designer, async (db, by) => {
    for (const task of tasks) {
      const chance = chanceOf(desk, year, task)
      const fate = chance.below(100)
      if (fate >= DONE + DOING && !reported.has(task.number) && task.number !== 1) continue
      // The paper is the plan, so the task of the plan is done.
      const done = fate < DONE || task.number === 1
      if (done)
        for (const product of task.products.keys())
          await attachPaper(db, by, 'everywhere', task.id, { product, evidenceId: paper })
      const percent = done ? 100 : 10 * (2 + chance.below(7))
      const note = done ? 'Đã hoàn thành, có văn bản kèm theo.' : 'Đang thực hiện theo kế hoạch.'
      await setProgress(db, by, task.id, 2, { state: done ? 'done' : 'doing', percent, note })
    }
  })
}

/** After the year's reports: what an office has reached is done, proven by the paper its report names. */
export async function finishTasks(desk: Desk, office: Office, year: number, day: string) {
  const { deps, act } = desk
  const { id } = await periodOf(desk, year, 'phong', 'nam')
  const reports = (await listReportsOf(deps.db, id)).map((one) => one.id)
  const entries = await listReportEntries(deps.db, reports)
  const papers = new Map(entries.map(({ taskNumber, evidence }) => [taskNumber, evidence[0]]))
  const short = new Set(entries.flatMap(({ taskNumber, difficulties }) => (difficulties === '' ? [] : [taskNumber])))
  const tasks = await listTasks(deps.db, year)
  await act(day, office.designer, async (db, by) => {
    for (const { id: task, number, products, state, lockVersion } of tasks) {
      const paper = papers.get(number)
      if (paper === undefined || state === 'done' || short.has(number)) continue
      for (const product of products.keys())
        await attachPaper(db, by, 'everywhere', task, { product, evidenceId: paper })
      const note = 'Đã hoàn thành, số liệu theo báo cáo năm.'
      await setProgress(db, by, task, lockVersion, { state: 'done', percent: 100, note })
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

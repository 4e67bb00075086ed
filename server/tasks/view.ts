import { missingProducts, standingOf } from '../../surveys/tasks/reform-task.ts'
import type { Db } from '../db/open.ts'
import type { Reach } from '../staff/account.ts'
import { reaches } from '../staff/gate.ts'
import { listTaskPapers, listTasks, listTaskUnits, listYears, type TaskPaper } from './store.ts'

/** Names of units as they are called last. */
export async function unitNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('unit').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/**
 * The tasks of a year as they stand today. That a paper is there everybody sees; its number and abstract only who reaches the unit
 * that holds it.
 */
export async function viewTasks(db: Db, reach: Reach, wanted: number | undefined, today: string) {
  const years = await listYears(db)
  const year = wanted ?? years[0]?.year ?? Number(today.slice(0, 4))
  const [tasks, papers, units, names] = await Promise.all([
    listTasks(db, year),
    listTaskPapers(db, year),
    listTaskUnits(db, year),
    unitNames(db),
  ])
  const named = (id: string) => ({ id, name: names.get(id) ?? id })
  return {
    year,
    today,
    years: years.map((one) => one.year),
    tasks: tasks.map((task) => {
      const own = papers.filter(({ taskId }) => taskId === task.id)
      const counts = task.products.map((_, place) => own.filter(({ product }) => product === place).length)
      return {
        ...{ id: task.id, number: task.number, area: task.area, name: task.name, lead: task.lead },
        ...{ supporting: task.supporting, dueOn: task.dueOn, askedOf: task.askedOf, note: task.note },
        ...{ state: task.state, percent: task.percent, lockVersion: task.lockVersion, changedAt: task.changedAt },
        leadUnit: task.leadUnitId === null ? null : named(task.leadUnitId),
        supportingUnits: units.filter(({ taskId }) => taskId === task.id).map(({ unitId }) => named(unitId)),
        standing: standingOf(task, counts, today),
        missing: missingProducts(task.products, counts).length,
        mine: reaches(reach, task.leadUnitId),
        products: task.products.map((product, place) => ({
          ...product,
          papers: own.filter((one) => one.product === place).map((one) => paperView(one, reach)),
        })),
      }
    }),
  }
}

const paperView = ({ evidenceId: id, number, issuedOn, issuer, abstract, unitId }: TaskPaper, reach: Reach) =>
  reaches(reach, unitId) ? { id, about: { number, issuedOn, issuer, abstract } } : { id, about: null }

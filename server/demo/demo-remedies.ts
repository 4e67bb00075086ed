import { decideRemedy, finishRemedy, planRemedy } from '../assessment/remedy.ts'
import { lostOf, type Scores } from '../assessment/scores.ts'
import { getAssessment } from '../assessment/store.ts'
import type { Office } from './demo-people.ts'
import type { Desk } from './desk.ts'
import type { UnitYear } from './walk-year.ts'

type Planned = Readonly<{ one: UnitYear; component: string }>

/** Every second unit plans something about the first points it lost. */
export async function planRemedies({ deps, act }: Desk, years: readonly UnitYear[], year: number): Promise<Planned[]> {
  const planned: Planned[] = []
  for (const one of years.filter((_, at) => at % 2 === 0)) {
    const { result } = await getAssessment(deps.db, one.id)
    const [lost] = lostOf((JSON.parse(result ?? 'null') as Scores | null)?.second ?? null)
    if (!lost) continue
    const plan = {
      component: lost.id,
      measure: 'Phân công người phụ trách, kiểm tra hằng tháng',
      lead: 'Phó hiệu trưởng',
      dueOn: `${year}-06-30`,
    }
    await act(`${year}-02-08`, one.unit.assessor, (db, by) => planRemedy(db, by, one.id, 0, plan))
    planned.push({ one, component: lost.id })
  }
  return planned
}

/** Some have done it, and most of that was accepted. */
export async function finishRemedies(
  { act }: Desk,
  { appraiser }: Office,
  planned: readonly Planned[],
  year: number,
): Promise<void> {
  const done = planned.filter((_, at) => at % 3 !== 2)
  for (const { one, component } of done) {
    const said = { component, doneOn: `${year}-06-15`, proof: 'Báo cáo kết quả khắc phục', evidenceId: null }
    await act(`${year}-06-16`, one.unit.assessor, (db, by) => finishRemedy(db, by, one.id, 1, said))
  }
  for (const [at, { one, component }] of done.entries()) {
    if (at === done.length - 1) continue
    const accept = at !== 1
    const answer = accept ? '' : 'Cần gửi kèm văn bản phân công.'
    await act(`${year}-06-28`, appraiser, (db, by) => decideRemedy(db, by, one.id, 2, { component, accept, answer }))
  }
}

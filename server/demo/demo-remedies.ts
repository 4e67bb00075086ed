import { decideRemedy, finishRemedy, planRemedy } from '../assessment/remedy.ts'
import { lostOf, type Scores } from '../assessment/scores.ts'
import { getAssessment } from '../assessment/store.ts'
import type { Office } from './demo-people.ts'
import type { Desk } from './desk.ts'
import type { UnitYear } from './walk-year.ts'

/** Every fourth unit plans something about the first points it lost; some have done it, and most of that was accepted. */
export async function remedyLosses(
  { deps, act }: Desk,
  { appraiser }: Office,
  years: readonly UnitYear[],
  year: number,
) {
  const on = (day: string) => `${year}-${day}`
  const planned: { one: UnitYear; component: string }[] = []
  for (const one of years.filter((_, at) => at % 4 === 0)) {
    const { result } = await getAssessment(deps.db, one.id)
    const [lost] = lostOf((JSON.parse(result ?? 'null') as Scores | null)?.second ?? null)
    if (!lost) continue
    const plan = {
      component: lost.id,
      measure: 'Phân công người phụ trách, kiểm tra hằng tháng',
      lead: 'Phó hiệu trưởng',
    }
    await act(on('02-08'), one.unit.assessor, (db, by) =>
      planRemedy(db, by, one.id, 0, { ...plan, dueOn: on('06-30') }),
    )
    planned.push({ one, component: lost.id })
  }
  const done = planned.filter((_, at) => at % 3 !== 2)
  for (const { one, component } of done) {
    const said = { component, doneOn: on('06-15'), proof: 'Báo cáo kết quả khắc phục', evidenceId: null }
    await act(on('06-16'), one.unit.assessor, (db, by) => finishRemedy(db, by, one.id, 1, said))
  }
  for (const [at, { one, component }] of done.entries()) {
    if (at === done.length - 1) continue
    const accept = at !== 1
    const answer = accept ? '' : 'Cần gửi kèm văn bản phân công.'
    await act(on('06-28'), appraiser, (db, by) => decideRemedy(db, by, one.id, 2, { component, accept, answer }))
  }
}

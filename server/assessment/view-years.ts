import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { groupBy } from '../../surveys/group-by.ts'
import { findCard } from '../criteria/store.ts'
import type { Db } from '../db/open.ts'
import type { Reach } from '../staff/account.ts'
import { countRemedies } from './remedy-store.ts'
import { lostOf, type Scores } from './scores.ts'
import { countEntries, countRated, listAssessments, listAssessors } from './store.ts'
import { dueState } from './view.ts'

/** The years of the units somebody reaches: how far each is, how its dates stand, and what came out. */
export async function viewYears(db: Db, reach: Reach, today: string) {
  const rows = await listAssessments(db, reach)
  const counted = new Map((await countEntries(db)).map((one) => [`${one.assessmentId} ${one.stage}`, one]))
  const rated = new Map((await countRated(db)).map((one) => [one.assessmentId, Number(one.rated)]))
  const remedied = await countRemedies(db)
  const assessors = await listAssessors(db)
  const cards = new Map<string, { title: string; components: number }>()
  for (const { criteriaSetId } of rows) {
    if (cards.has(criteriaSetId)) continue
    const card = await findCard(db, criteriaSetId)
    if (card)
      cards.set(criteriaSetId, { title: card.definition.title, components: componentsOf(card.definition).length })
  }
  const assessorsOf = groupBy(assessors, ({ unitId }) => unitId)
  const remediedOf = groupBy(remedied, ({ assessmentId }) => assessmentId)
  return rows.map(({ result, scoreDueOn, explainDueOn, lockedAt, answeredAt, ...row }) => {
    const of = (stage: string) => counted.get(`${row.id} ${stage}`)
    const second = result === null ? null : (JSON.parse(result) as Scores).second
    return {
      ...row,
      assessors: (assessorsOf.get(row.unitId) ?? []).map(({ name }) => name),
      card: cards.get(row.criteriaSetId) ?? { title: '', components: 0 },
      /** what raters gave is there as well */
      entered: Number(of('self')?.facts ?? 0) + (rated.get(row.id) ?? 0),
      asked: Number(of('first')?.asked ?? 0),
      explained: Number(of('explanation')?.lines ?? 0),
      remedies: (remediedOf.get(row.id) ?? []).map(({ state, many }) => ({ state, many })),
      lost: lostOf(second).length,
      index: second?.index ?? null,
      band: second?.band ?? null,
      due: { score: dueState(scoreDueOn, lockedAt, today), explain: dueState(explainDueOn, answeredAt, today) },
    }
  })
}

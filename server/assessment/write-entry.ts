import { faultOfFact } from '../../analysis/assessment/rule.ts'
import { type Fact, STAGES, type Stage } from '../../surveys/assessment.ts'
import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { type Act, dayOf } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { raterFacts } from './rater-facts.ts'
import { type Assessment, belongsTo, getAssessment, listEntries, putEntry, updateAssessment } from './store.ts'
import { cardOf, viewAssessment } from './view.ts'

/** The year as it was when it was read; else a refusal that carries it as it is now. */
export async function readCurrent(db: Db, by: Act, id: string, lockVersion: number): Promise<Assessment> {
  const row = await getAssessment(db, id)
  if (row.lockVersion !== lockVersion)
    throw new Problem('stale', {
      detail: { version: row.lockVersion },
      current: await viewAssessment(db, id, dayOf(by.now), by.actor),
    })
  return row
}

/** Nobody appraises the unit he belongs to, or what he entered himself. */
export async function refuseOwn(db: Db, by: Act, { id, unitId }: Assessment, stages: readonly Stage[]): Promise<void> {
  const wrote = (await listEntries(db, id)).some((one) => one.writtenBy === by.actor && stages.includes(one.stage))
  if (wrote || (await belongsTo(db, by.actor, unitId))) throw new Problem('own_unit')
}

type Written = Readonly<{ component: string; fact?: Fact | null; note: string; asked?: boolean }>

/** One line of a year, at the one state in which it may be written. A fact that does not fit its rule is never stored. */
export async function writeEntry(
  db: Db,
  by: Act,
  id: string,
  lockVersion: number,
  stages: readonly Stage[],
  written: Written,
): Promise<void> {
  const row = await readCurrent(db, by, id, lockVersion)
  const stage = stages.find((one) => STAGES[one] === row.state)
  if (!stage) throw new Problem('step_not_possible', { detail: { state: row.state, step: stages.join(' ') } })
  const appraising = stage === 'first' || stage === 'second'
  if (appraising) await refuseOwn(db, by, row, ['self', 'explanation'])
  const card = await cardOf(db, row)
  const component = componentsOf(card).find((one) => one.id === written.component)
  if (!component) throw new Problem('input_invalid', { errors: [{ pointer: '/component', code: 'component_unknown' }] })
  if (stage !== 'explanation' && (await raterFacts(db, row.criteriaSetId, card)).get(row.unitId)?.has(component.id))
    throw new Problem('input_invalid', { errors: [{ pointer: '/component', code: 'component_rated' }] })
  const fault = written.fact ? faultOfFact(component, written.fact) : undefined
  if (fault)
    throw new Problem('input_invalid', { errors: [{ pointer: '/fact', code: fault.code, detail: fault.detail }] })
  if (appraising && (written.fact || written.asked) && written.note === '')
    throw new Problem('input_invalid', { errors: [{ pointer: '/note', code: 'reason_needed' }] })
  if (stage === 'explanation') {
    const asked = (await listEntries(db, id)).some(
      (one) => one.stage === 'first' && one.componentId === component.id && one.asked,
    )
    if (!asked) throw new Problem('input_invalid', { errors: [{ pointer: '/component', code: 'not_asked' }] })
  }
  const fact = written.fact ? JSON.stringify(written.fact) : null
  await putEntry(db, {
    assessmentId: id,
    componentId: component.id,
    stage,
    fact,
    note: written.note,
    asked: written.asked ? 1 : 0,
    writtenBy: by.actor,
    writtenAt: by.now.toISOString(),
  })
  await updateAssessment(db, row, {})
  await audit(db, by, `assessment.${stage}`, id, { component: component.id, fact, asked: written.asked ?? false })
}

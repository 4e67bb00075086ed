import type { Fact } from '../../analysis/assessment/rule.ts'
import { type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import type { RaterForm } from '../../surveys/criteria/rater-form.ts'
import type { Db } from '../db/open.ts'

/**
 * What raters gave the units of a card, frozen when their asking was closed: by unit and component, a number on the scale of the
 * rule, or that too few of them answered. Nobody's entry goes before it.
 */
export async function raterFacts(
  db: Db,
  criteriaSetId: string,
  card: CriteriaSet,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Fact>>> {
  const scales = new Map(
    componentsOf(card).flatMap(({ id, rule }) => (rule.kind === 'index' ? [[id, rule.scale] as const] : [])),
  )
  const facts = new Map<string, Map<string, Fact>>()
  for (const { unitId, componentId, least, hundredths } of await db
    .selectFrom('raterResult')
    .select(['unitId', 'componentId', 'least', 'hundredths'])
    .where('criteriaSetId', '=', criteriaSetId)
    .execute()) {
    const own = facts.get(unitId) ?? new Map<string, Fact>()
    facts.set(unitId, own)
    own.set(
      componentId,
      hundredths === null
        ? { kind: 'too_few', least }
        : { kind: 'number', value: (hundredths * (scales.get(componentId) ?? 100)) / 10_000 },
    )
  }
  return facts
}

/** Whether raters are being asked about a unit under a card: its year is not published before they are done. */
export async function isBeingRated(db: Db, criteriaSetId: string, unitId: string): Promise<boolean> {
  const open = await db
    .selectFrom('raterRound')
    .select('form')
    .where('criteriaSetId', '=', criteriaSetId)
    .where('state', '=', 'open')
    .execute()
  return open.some(({ form }) => (JSON.parse(form) as RaterForm).units.includes(unitId))
}

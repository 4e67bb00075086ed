import { canonicalJson } from '../../surveys/canonical-json.ts'
import type { Issue } from '../../surveys/issue.ts'
import { checkFacts, noticesOfFacts } from '../../surveys/units/check-facts.ts'
import { factsByCode, factsOfGraph, graphOf, mergeFacts, type UnitFact } from '../../surveys/units/facts.ts'
import type { UnitGraph } from '../../surveys/units/graph.ts'
import { type Act, newId } from '../act.ts'
import { audit } from '../audit.ts'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { Problem } from '../problem.ts'
import { insertUnits, readGraph, replaceHistory, type UnitRow, updateUnit } from './store.ts'

export type UnitPlan = Readonly<{
  facts: readonly UnitFact[]
  issues: readonly Issue[]
  /** of the list's own units: what is no fault but ought to be known */
  notices: readonly Issue[]
  /** units that are new, units that are told differently than before, units of the list that stay as they are */
  added: number
  changed: number
  same: number
}>

/** What the list would make of the organisation as it is stored. Nothing is written. */
export function planImport(stored: UnitGraph, list: readonly UnitFact[]): UnitPlan {
  const before = factsOfGraph(stored)
  const facts = mergeFacts(before, list)
  const [old, now] = [factsByCode(before), factsByCode(facts)]
  const codes = [...new Set(list.map(({ code }) => code))]
  const added = codes.filter((code) => !old.has(code)).length
  const same = codes.filter(
    (code) => old.has(code) && canonicalJson(old.get(code)) === canonicalJson(now.get(code)),
  ).length
  const notices = noticesOfFacts(facts).filter(({ detail }) => codes.includes(String(detail?.unit)))
  return { facts, issues: checkFacts(facts), notices, added, same, changed: codes.length - added - same }
}

/**
 * A checked list joins the organisation, whole or not at all: new units come, known ones get new lines of their history.
 * Nothing is forgotten; the same list twice changes nothing and leaves no entry.
 */
export async function importUnits(db: Db, by: Act, list: readonly UnitFact[], file: string): Promise<UnitPlan> {
  const stored = await readGraph(db)
  const plan = planImport(stored, list)
  if (plan.issues.length > 0)
    throw new Problem('units_invalid', {
      errors: plan.issues.map(({ path, code, detail }) => ({ pointer: path, code, ...(detail ? { detail } : {}) })),
    })
  if (plan.added + plan.changed === 0) return plan
  const ids = new Map(stored.units.map(({ code, id }) => [code, id]))
  for (const { code } of plan.facts) if (!ids.has(code)) ids.set(code, newId(by))
  const graph = graphOf(plan.facts, (code) => ids.get(code))
  const before = new Map(stored.units.map((unit) => [unit.id, canonicalJson(unit)]))
  const lastName = new Map(graph.names.map(({ unitId, name }) => [unitId, name]))
  const oldName = new Map(stored.names.map(({ unitId, name }) => [unitId, name]))
  const fresh: UnitRow[] = []
  for (const unit of graph.units) {
    const name = lastName.get(unit.id) ?? unit.code
    if (!before.has(unit.id)) fresh.push({ ...unit, name })
    else if (before.get(unit.id) !== canonicalJson(unit) || oldName.get(unit.id) !== name)
      await updateUnit(db, { ...unit, name })
  }
  await insertUnits(db, fresh)
  await replaceHistory(db, graph)
  await audit(db, by, 'units.import', 'units', {
    file,
    added: plan.added,
    changed: plan.changed,
    contentHash: sha256(canonicalJson(plan.facts)),
  })
  return plan
}

import { ROLES_OF_FACT } from '../../surveys/units/facts.ts'
import { followUnit } from '../../surveys/units/follow.ts'
import { unitsOn } from '../../surveys/units/graph.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../problem.ts'
import { listKinds, readGraph } from './store.ts'

/** The organisation as it was on a day, flat: the page makes the tree of the role it shows. */
export async function viewUnits(db: Db, day: string) {
  const graph = await readGraph(db)
  const changes = [...graph.units, ...graph.names, ...graph.links].flatMap(({ validFrom }) => validFrom)
  return {
    day,
    kinds: await listKinds(db),
    known: graph.units.length,
    /** the days on which anything began, so that the page can offer them */
    days: [...new Set(changes)].sort(),
    units: unitsOn(graph, day),
  }
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'vi', { numeric: true })

/** One unit through its whole life, and what it is on the day asked for. */
export async function viewUnit(db: Db, id: string, day: string) {
  const graph = await readGraph(db)
  const unit = graph.units.find((one) => one.id === id)
  if (!unit) throw new Problem('not_found')
  const lastName = new Map(graph.names.map(({ unitId, name }) => [unitId, name]))
  const named = (unitId: string) => ({ id: unitId, name: lastName.get(unitId) ?? unitId })
  const kinds = await listKinds(db)
  const followed = followUnit(graph, id, day)
  return {
    ...unit,
    kindName: kinds.find(({ code }) => code === unit.kind)?.name ?? unit.kind,
    names: graph.names.filter(({ unitId }) => unitId === id).map(({ unitId: _, ...name }) => name),
    links: ROLES_OF_FACT.flatMap((role) =>
      graph.links
        .filter((link) => link.childId === id && link.role === role)
        .map(({ parentId, validFrom, validTo }) => ({ role, parent: named(parentId), validFrom, validTo })),
    ),
    replaces: graph.successions
      .filter(({ newId }) => newId === id)
      .map(({ oldId, on, reason, decisionNumber }) => ({ unit: named(oldId), on, reason, decisionNumber })),
    replacedBy: graph.successions
      .filter(({ oldId }) => oldId === id)
      .map(({ newId, on, reason, decisionNumber }) => ({ unit: named(newId), on, reason, decisionNumber })),
    followed: { day, now: followed.now, units: followed.ids.map(named).sort(byName) },
  }
}

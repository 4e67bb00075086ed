import { holdsOn, type Succession, type UnitGraph } from './graph.ts'

/**
 * What a unit of the past is on a later day. `same`: still there, perhaps under another name. `one`: it went on, alone or with
 * others, as one unit, so that its old series can be carried forward. `several`: it was divided; an old figure belongs to
 * none of its parts alone. `ended`: nothing is known to follow it.
 */
export type Followed = Readonly<{
  id: string
  now: 'same' | 'one' | 'several' | 'ended'
  ids: readonly string[]
  /** the steps that led there, in order */
  way: readonly Succession[]
}>

/** Follows one unit through its successors up to the day, through as many reforms as there were. */
export function followUnit(graph: UnitGraph, id: string, day: string): Followed {
  const byId = new Map(graph.units.map((unit) => [unit.id, unit]))
  const way: Succession[] = []
  const ends = new Set<string>()
  const seen = new Set<string>()
  const open = [id]
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (seen.has(next)) continue
    seen.add(next)
    const unit = byId.get(next)
    if (unit && holdsOn(unit, day)) {
      ends.add(next)
      continue
    }
    for (const step of graph.successions)
      if (step.oldId === next && step.on <= day) {
        way.push(step)
        open.push(step.newId)
      }
  }
  const ids = [...ends]
  const now = ids.length === 0 ? 'ended' : ids.length > 1 ? 'several' : ids[0] === id ? 'same' : 'one'
  return { id, now, ids, way }
}

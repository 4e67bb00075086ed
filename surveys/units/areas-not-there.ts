import type { FrameRow } from '../frame.ts'
import type { Issue } from '../issue.ts'
import { type UnitGraph, unitsOn } from './graph.ts'
import { areaKey } from './places-on.ts'

/** Units that are no ground on which a school stands. */
const NO_GROUND = ['department', 'office', 'school']

/**
 * Areas of a school list that are no unit of the day: written in another way, or schools of another province. A notice and
 * no fault, for areas may be named for the survey alone; nothing is said where no areas are entered for that day.
 */
export function areasNotThere(graph: UnitGraph, rows: readonly FrameRow[], day: string): Issue[] {
  const grounds = unitsOn(graph, day).filter(
    ({ kind, parents }) =>
      !NO_GROUND.includes(kind) && parents.professional === null && (parents.area ?? parents.administrative) !== null,
  )
  if (grounds.length === 0) return []
  const known = new Set(grounds.map(({ name }) => areaKey(name)))
  const strange = new Map<string, FrameRow[]>()
  for (const row of rows)
    if (!known.has(areaKey(row.area))) strange.set(row.area, [...(strange.get(row.area) ?? []), row])
  return [...strange].map(([area, [first, ...more]]) => ({
    path: '/schools/area',
    code: 'area_not_there',
    detail: { area, day, unit: first?.code ?? '', schools: more.length + 1 },
  }))
}

import type { DrawUnit } from './store.ts'

/** The schools that are to be surveyed: the drawn ones less those replaced, and the reserves in their place. */
export function activeSchools(schools: readonly DrawUnit[]): DrawUnit[] {
  const called = new Set(schools.map(({ replacedBy }) => replacedBy))
  return schools.filter(({ id, reserve, replacedBy }) => replacedBy === null && (reserve === 0 || called.has(id)))
}

/** The reserve that stands next in a stratum; undefined when all have been called. */
export function nextReserve(schools: readonly DrawUnit[], stratum: string): DrawUnit | undefined {
  const called = new Set(schools.map(({ replacedBy }) => replacedBy))
  return schools
    .filter((unit) => unit.reserve === 1 && unit.stratum === stratum && !called.has(unit.id))
    .sort((a, b) => a.position - b.position)[0]
}

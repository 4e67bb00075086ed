/**
 * The organisation as a time-bounded graph: provinces, districts, communes, offices and schools come, are renamed, move
 * under another parent and end, and a past year is still told in the units it had. Intervals hold both their ends;
 * `validTo: null` means still there. Days are ISO texts, so that they compare as they are.
 */
export type Interval = Readonly<{ validFrom: string; validTo: string | null }>
export type Unit = Interval & Readonly<{ id: string; code: string; kind: string; level: string | null }>
/** `administrative`: who founded it and pays; `professional`: who directs its work; `area`: the ground it stands on. */
export const LINK_ROLES = ['administrative', 'professional', 'area'] as const
export type LinkRole = (typeof LINK_ROLES)[number]
export type UnitName = Interval & Readonly<{ unitId: string; name: string }>
export type UnitLink = Interval & Readonly<{ childId: string; parentId: string; role: LinkRole }>
/** Part or all of `oldId` went on as `newId` on that day. */
export type Succession = Readonly<{
  oldId: string
  newId: string
  on: string
  reason: string
  decisionNumber: string | null
}>
export type UnitGraph = Readonly<{
  units: readonly Unit[]
  names: readonly UnitName[]
  links: readonly UnitLink[]
  successions: readonly Succession[]
}>

/** Whether the day lies in the interval. */
export const holdsOn = ({ validFrom, validTo }: Interval, day: string): boolean =>
  validFrom <= day && (validTo === null || day <= validTo)

/** A unit as it was on one day. */
export type UnitOnDay = Readonly<{
  id: string
  code: string
  kind: string
  level: string | null
  name: string
  parents: Readonly<Record<LinkRole, string | null>>
}>

/** Every unit there was on the day, with the name and the parents it had then. */
export function unitsOn({ units, names, links }: UnitGraph, day: string): UnitOnDay[] {
  const nameOf = new Map(names.filter((name) => holdsOn(name, day)).map(({ unitId, name }) => [unitId, name]))
  const there = units.filter((unit) => holdsOn(unit, day))
  const known = new Set(there.map(({ id }) => id))
  const parentOf = new Map(
    links
      .filter((link) => holdsOn(link, day) && known.has(link.parentId))
      .map(({ childId, role, parentId }) => [`${role} ${childId}`, parentId]),
  )
  return there.map(({ id, code, kind, level }) => ({
    id,
    code,
    kind,
    level,
    name: nameOf.get(id) ?? code,
    parents: {
      administrative: parentOf.get(`administrative ${id}`) ?? null,
      professional: parentOf.get(`professional ${id}`) ?? null,
      area: parentOf.get(`area ${id}`) ?? null,
    },
  }))
}

/** The unit itself and all that stood below it on the day, in the tree of one role. */
export function descendantsOn(graph: UnitGraph, role: LinkRole, id: string, day: string): Set<string> {
  const children = new Map<string, string[]>()
  for (const link of graph.links)
    if (link.role === role && holdsOn(link, day))
      children.set(link.parentId, [...(children.get(link.parentId) ?? []), link.childId])
  const found = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    open.push(...(children.get(next) ?? []))
  }
  return found
}

/** The unit and its parents upwards on the day, nearest first. */
export function ancestorsOn(units: readonly UnitOnDay[], role: LinkRole, id: string): UnitOnDay[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const way: UnitOnDay[] = []
  for (let unit = byId.get(id); unit && !way.includes(unit); unit = byId.get(unit.parents[role] ?? '')) way.push(unit)
  return way
}

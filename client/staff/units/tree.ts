import type { UnitsView } from '../shapes.ts'

export type Role = 'administrative' | 'professional' | 'area'
export type Branch = Readonly<{ unit: UnitsView['units'][number]; below: readonly Branch[]; count: number }>

const byName = (a: Branch, b: Branch): number =>
  a.unit.name.localeCompare(b.unit.name, 'vi', { numeric: true }) || (a.unit.code < b.unit.code ? -1 : 1)

/** The units of a day under their parents of one role; those without a parent stand at the top. */
export function treeOf(units: UnitsView['units'], role: Role): Branch[] {
  const children = new Map<string | null, UnitsView['units'][number][]>()
  for (const unit of units) {
    const parent = unit.parents[role]
    children.set(parent, [...(children.get(parent) ?? []), unit])
  }
  const grow = (parent: string | null): Branch[] =>
    (children.get(parent) ?? [])
      .map((unit): Branch => {
        const below = grow(unit.id)
        return { unit, below, count: below.reduce((sum, branch) => sum + 1 + branch.count, 0) }
      })
      .sort(byName)
  return grow(null)
}

import { unitId } from '../estimates/cell-ground.ts'
import { hideResult } from '../estimates/hide-cells.ts'
import type { PlacedTable } from '../estimates/places-of-table.ts'
import type { Protection } from '../estimates/protect.ts'
import { unitRows } from '../estimates/unit-rows.ts'
import type { DomainResult, ReportUnits } from './report-input.ts'

/** The frozen rows in the areas of another day, with their figures. */
export type InUnits = Readonly<{ places: PlacedTable; domains: readonly DomainResult[] }>

/** What the annex prints of them: a hidden unit keeps its line, not its figure. */
export function reportUnits({ places, domains }: InUnits, { hidden }: Protection): ReportUnits {
  const { units, left, moved } = unitRows(places, domains)
  const gone = new Set(hidden)
  const line = ({
    name,
    schools,
    domain: { computed },
  }: Readonly<{ name: string; schools: number; domain: DomainResult }>) => ({
    ...{ name, schools, result: gone.has(unitId(name)) ? hideResult(computed) : computed },
  })
  return {
    ...{ day: places.day, own: places.own },
    units: units.map((row) => ({ ...line(row), from: row.from })),
    left: left.map((row) => ({ ...line(row), because: row.because, into: row.into })),
    moved: moved.length,
  }
}

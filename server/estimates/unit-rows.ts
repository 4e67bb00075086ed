import type { Placed } from '../../surveys/units/places-on.ts'
import type { DomainResult } from '../report/report-input.ts'
import { keyOf, namesOf, type PlacedTable } from './places-of-table.ts'

type UnitRow = Readonly<{ name: string; schools: number; domain: DomainResult }>
/** The figures of a round in the areas of a day: those that could be followed, those left under their old names, schools that moved. */
export type UnitRows = Readonly<{
  units: readonly (UnitRow & Readonly<{ kind: string; from: readonly string[] }>)[]
  left: readonly (UnitRow & Readonly<{ because: NonNullable<Placed['because']>; into: readonly string[] }>)[]
  moved: readonly Readonly<{ code: string; from: string; to: string }>[]
}>

/** `domains` are those computed from the rows of `placed`. */
export function unitRows({ placed }: Pick<PlacedTable, 'placed'>, domains: readonly DomainResult[]): UnitRows {
  const names = namesOf(placed)
  const rowsOf = new Map<string, Placed[]>()
  for (const one of placed) {
    const rows = rowsOf.get(keyOf(one))
    if (rows) rows.push(one)
    else rowsOf.set(keyOf(one), [one])
  }
  const rows = [...rowsOf].map(([key, list]) => {
    const name = names.get(key) ?? ''
    const domain = domains.find(({ level, area }) => level === null && area === name)
    if (!domain || !list[0]) throw new Error(`no figures of ${name}`)
    const schools = new Set(list.map(({ school }) => school)).size
    return { first: list[0], from: distinctAreas(list), row: { name, schools, domain } }
  })
  rows.sort((a, b) => a.row.name.localeCompare(b.row.name, 'vi', { numeric: true }))
  const movedOnce = new Map(placed.flatMap((one) => (one.moved ? [[one.school, one]] : [])))
  return {
    units: rows.flatMap(({ first: { unit }, from, row }) => (unit ? [{ ...row, kind: unit.kind, from }] : [])),
    left: rows.flatMap(({ first: { because, into }, row }) => (because ? [{ ...row, because, into }] : [])),
    moved: [...movedOnce.values()].map(({ school, area, unit }) => ({
      code: school,
      from: area,
      to: unit?.name ?? '',
    })),
  }
}

const distinctAreas = (list: readonly Placed[]): string[] =>
  [...new Set(list.map(({ area }) => area))].sort((a, b) => a.localeCompare(b, 'vi'))

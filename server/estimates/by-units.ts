import type { Placed } from '../../surveys/units/places-on.ts'
import { findDataset } from '../dataset/store.ts'
import { readDataset } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import type { Result } from '../report/report-input.ts'
import { findDrawById } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { listKinds, readGraph } from '../units/store.ts'
import { computeRound } from './estimate-round.ts'
import { keyOf, namesOf, ownDay } from './places-of-table.ts'
import { USUAL_SPEC } from './spec.ts'

type UnitRow = Readonly<{ name: string; schools: number; computed: Result; asked: Result }>
export type UnitResults = Readonly<{
  day: string
  /** The round's own day: asked for it, the areas are those of its school list. */
  own: string
  units: readonly (UnitRow & Readonly<{ kind: string; from: readonly string[] }>)[]
  /** Areas that cannot be told in the units of the day, under the names they had, and why. */
  left: readonly (UnitRow & Readonly<{ because: NonNullable<Placed['because']>; into: readonly string[] }>)[]
  /** Schools that stand on other ground than the area they were in became. */
  moved: readonly Readonly<{ code: string; name: string; from: string; to: string }>[]
}>

/** The days on which the organisation changed, and the round's own: what a page can offer. */
export async function unitDays(db: Db, roundId: string): Promise<{ own: string | null; days: string[] }> {
  const round = await getRound(db, roundId)
  const dataset = await findDataset(db, roundId)
  const { units, names, links, successions } = await readGraph(db)
  const days = [...units, ...names, ...links].map(({ validFrom }) => validFrom)
  const all = new Set([...days, ...successions.map(({ on }) => on)])
  const own = dataset ? ownDay(round, readDataset(dataset.bytes)) : null
  return { own, days: [...all].filter((day) => own !== null && day > own).sort() }
}

/** The round's figures by the first-order areas of a day; computed anew from the frozen rows, and not kept. */
export async function estimatesByUnits(db: Db, roundId: string, day: string): Promise<UnitResults> {
  const spec = { ...USUAL_SPEC, extras: [], groups: [] }
  const { dataset, result, places } = await computeRound(db, roundId, spec, day)
  if (!places) throw new Error('asked for units of a day')
  const [kinds, draw] = await Promise.all([listKinds(db), findDrawById(db, dataset.drawId)])
  const kindName = new Map(kinds.map(({ code, name }) => [code, name]))
  const schoolName = draw ? await schoolPlaces(db, draw) : new Map<string, { name: string }>()
  const { placed, own } = places
  const names = namesOf(placed)
  const rowsOf = new Map<string, Placed[]>()
  for (const one of placed) rowsOf.set(keyOf(one), [...(rowsOf.get(keyOf(one)) ?? []), one])
  const rows = [...rowsOf].map(([key, list]) => {
    const name = names.get(key) ?? ''
    const found = result.results.domains.find(({ level, area }) => level === null && area === name)
    if (!found || !list[0]) throw new Error(`no figures of ${name}`)
    const { computed, asked } = found
    const schools = new Set(list.map(({ school }) => school)).size
    return { first: list[0], from: distinctAreas(list), row: { name, schools, computed, asked } }
  })
  const sorted = rows.sort((a, b) => a.row.name.localeCompare(b.row.name, 'vi', { numeric: true }))
  const movedOnce = new Map(placed.flatMap((one) => (one.moved ? [[one.school, one]] : [])))
  return {
    day,
    own,
    units: sorted.flatMap(({ first: { unit }, from, row }) =>
      unit ? [{ ...row, kind: kindName.get(unit.kind) ?? unit.kind, from }] : [],
    ),
    left: sorted.flatMap(({ first: { because, into }, row }) => (because ? [{ ...row, because, into }] : [])),
    moved: [...movedOnce.values()].map(({ school, area, unit }) => ({
      ...{ code: school, name: schoolName.get(school)?.name ?? school, from: area, to: unit?.name ?? '' },
    })),
  }
}

const distinctAreas = (list: readonly Placed[]): string[] =>
  [...new Set(list.map(({ area }) => area))].sort((a, b) => a.localeCompare(b, 'vi'))

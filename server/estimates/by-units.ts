import type { Placed } from '../../surveys/units/places-on.ts'
import { findDataset } from '../dataset/store.ts'
import { readDataset } from '../dataset/table.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import type { DomainResult, Result } from '../report/report-input.ts'
import { findDrawById } from '../sample/store.ts'
import { schoolPlaces } from '../sample/view.ts'
import { listKinds, readGraph } from '../units/store.ts'
import { computeRound } from './estimate-round.ts'
import { ownDay } from './places-of-table.ts'
import { USUAL_SPEC } from './spec.ts'
import { unitRows } from './unit-rows.ts'

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
  const { units, left, moved } = unitRows(places, result.results.domains)
  const shown = <Row extends { domain: DomainResult }>({ domain: { computed, asked }, ...row }: Row) => ({
    ...row,
    computed,
    asked,
  })
  return {
    ...{ day, own: places.own },
    units: units.map((row) => ({ ...shown(row), kind: kindName.get(row.kind) ?? row.kind })),
    left: left.map(shown),
    moved: moved.map((school) => ({ ...school, name: schoolName.get(school.code)?.name ?? school.code })),
  }
}

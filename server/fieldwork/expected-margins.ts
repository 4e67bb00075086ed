import { type FieldDomain, type FieldSchool, fieldMargins, nextSlips } from '../../analysis/plan/next-slips.ts'
import type { Db } from '../db/open.ts'
import { getRound } from '../plan/store.ts'
import { adoptedDesign } from '../sample/adopted-design.ts'
import { findDraw, listDrawUnits } from '../sample/store.ts'
import { schoolPlaces, stratumKeys } from '../sample/view.ts'
import { countSlipsBySchool, sumReturnedBySchool } from '../slips/store.ts'
import { plannedMargins } from './planned-margins.ts'
import { LEAST_SHOWN } from './view.ts'

/** Schools named as the next to ask. */
const ADVISED = 12

/**
 * The margin every domain would have if the field work ended now, and which schools' next sheets would help the worst of them
 * most. From counts alone: no answer is looked at.
 */
export async function viewMargins(db: Db, roundId: string) {
  const round = await getRound(db, roundId)
  const draw = await findDraw(db, roundId)
  if (!draw) return { margins: [], next: null, assumed: null }
  const [units, states, back, places] = await Promise.all([
    listDrawUnits(db, draw.id, 1),
    countSlipsBySchool(db, roundId),
    sumReturnedBySchool(db, roundId),
    schoolPlaces(db, draw),
  ])
  const gone = new Map(
    back.map(({ code, spoiled, returned, reserve }) => [code, Number(spoiled) + Number(returned) + Number(reserve)]),
  )
  const count = (code: string, ...wanted: string[]) =>
    states
      .filter((row) => row.code === code && wanted.includes(row.state))
      .reduce((sum, row) => sum + Number(row.count), 0)
  const schools = units
    .filter(({ code }) => gone.has(code))
    .map(
      ({ code, stratum }): FieldSchool => ({
        school: code,
        stratum,
        answers: count(code, 'used'),
        open: Math.max(0, count(code, 'issued') - (gone.get(code) ?? 0)),
      }),
    )
  const domains = domainsOf(draw.ledger.strata, stratumKeys(draw))
  const adopted = await adoptedDesign(db, round)
  const { rate, betweenSchools, betweenClasses } = adopted.assumptions
  const rho = betweenSchools + betweenClasses / Math.max(1, round.plan.classesPerSchool)
  const planned = await plannedMargins(db, round, draw.frameId, adopted)
  const next = nextSlips(domains, schools, { rate, rho })
  const answered = new Map(schools.map(({ school, answers }) => [school, answers]))
  return {
    margins: fieldMargins(domains, schools, { rate, rho }).map(({ domain, empty, ...row }) => {
      const [kind, value = ''] = domain.split('\u0000')
      return {
        kind: kind as 'all' | 'level' | 'area',
        value,
        ...row,
        empty: empty.length,
        planned: planned.get(domain) ?? null,
      }
    }),
    next: next && {
      kind: next.domain.split('\u0000')[0] as 'all' | 'level' | 'area',
      value: next.domain.split('\u0000')[1] ?? '',
      margin: next.margin,
      schools: next.schools.slice(0, ADVISED).map(({ school, ...advice }) => ({
        code: school,
        name: places.get(school)?.name ?? school,
        level: places.get(school)?.level ?? '',
        area: places.get(school)?.area ?? '',
        few: (answered.get(school) ?? 0) < LEAST_SHOWN,
        ...advice,
      })),
    },
    assumed: { rate, rho, design: adopted.name },
  }
}

/** The whole, and each level and area that is a union of strata. */
function domainsOf(
  strata: readonly Readonly<{ name: string; pupils: number }>[],
  keys: ReadonlyMap<string, Readonly<{ level: string | null; area: string | null }>>,
): FieldDomain[] {
  const parts = (['level', 'area'] as const).flatMap((kind) => {
    const values = [...new Set(strata.flatMap(({ name }) => keys.get(name)?.[kind] ?? []))].sort()
    return values.map((value) => ({
      name: `${kind}\u0000${value}`,
      strata: strata.filter(({ name }) => keys.get(name)?.[kind] === value),
    }))
  })
  return [{ name: 'all', strata }, ...parts]
}

import type { Db } from '../db/open.ts'
import type { ProblemError } from '../problem.ts'
import type { Reach } from '../staff/account.ts'
import { reaches } from '../staff/gate.ts'
import { listUnitNames, listUses, type Use } from './use-store.ts'

const PATHS: Readonly<Record<Use['kind'], (use: Use) => string>> = {
  component: ({ object }) => `/assessment/${object}`,
  remedy: ({ object }) => `/assessment/${object}`,
  task: ({ object, year }) => `/tasks/${object}?year=${year}`,
  report: ({ object }) => `/reports/${object}`,
  measure: ({ year }) => `/inspection?year=${year}`,
}

/** Where a paper is used, each place once; of what lies outside the reach only that it is there. */
export async function viewUses(db: Db, reach: Reach, id: string) {
  const uses = placesOf(await listUses(db, [id]))
  const names = await listUnitNames(
    db,
    uses.flatMap(({ unitId }) => unitId ?? []),
  )
  return uses.map((use) => {
    const { kind, year, unitId } = use
    if (!reaches(reach, unitId)) return { kind, year, of: null, unitName: null, path: null }
    return { kind, year, of: use.of, unitName: names.get(unitId ?? '') ?? '', path: PATHS[kind](use) }
  })
}
export type UseView = Awaited<ReturnType<typeof viewUses>>[number]

/** A task or a report that names the paper several times is one place. */
function placesOf(uses: readonly Use[]): Use[] {
  const places = new Map(uses.map((use) => [[use.kind, use.object, use.of].join(' '), use]))
  return [...places.values()].sort((a, b) => b.year - a.year || (a.kind < b.kind ? -1 : 1))
}

/** How many places each paper is used at. */
export async function countUses(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const uses = await listUses(db, ids)
  return new Map(ids.map((id) => [id, placesOf(uses.filter(({ evidenceId }) => evidenceId === id)).length]))
}

/** The same as reasons of a refusal. */
export const usesAsErrors = (uses: readonly UseView[]): ProblemError[] =>
  uses.map(({ kind, year, of }) => ({
    pointer: '',
    code: of === null ? 'used_elsewhere' : `used_${kind}`,
    detail: { year, ...(of === null ? {} : { of }) },
  }))

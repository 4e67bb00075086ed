import { draw as drawAgain } from '../../analysis/select/draw.ts'
import { groupBy } from '../../surveys/group-by.ts'
import type { Db } from '../db/open.ts'
import { findFrameById, listFrameRows } from '../frame/store.ts'
import type { SamplingPlan } from '../plan/plan.ts'
import { getRound, type Round } from '../plan/store.ts'
import { nextReserve } from './active-schools.ts'
import { ledgerHash } from './draw-sample.ts'
import { frameSchools, TAKE_ALL } from './frame-schools.ts'
import { type Draw, findDraw, listDrawUnits } from './store.ts'

/** Level and area of a stratum; a plan that stratifies by one of them leaves the other empty. */
export function stratumKeys(draw: Draw): Map<string, { level: string | null; area: string | null }> {
  const { strata } = draw.ledger.plan
  const value = (values: readonly string[], column: string) =>
    strata.includes(column) ? values[strata.indexOf(column)] : null
  return new Map(
    draw.ledger.strata.map(({ name, values }) => [
      name,
      { level: value(values, 'level'), area: value(values, 'area') },
    ]),
  )
}

/** Level and area of every drawn school, from the frame it was drawn from. */
export async function schoolPlaces(
  db: Db,
  draw: Draw,
): Promise<Map<string, { name: string; level: string; area: string }>> {
  const rows = await listFrameRows(db, draw.frameId)
  return new Map(rows.map(({ code, name, level, area }) => [code, { name, level, area }]))
}

export async function viewSample(db: Db, roundId: string) {
  await getRound(db, roundId)
  const draw = await findDraw(db, roundId)
  if (!draw) return { draw: null }
  const [schools, classes, pupils, places] = await Promise.all([
    listDrawUnits(db, draw.id, 1),
    listDrawUnits(db, draw.id, 2),
    listDrawUnits(db, draw.id, 3),
    schoolPlaces(db, draw),
  ])
  const numbers = groupBy(pupils, (unit) => unit.parentId)
  const classesOf = groupBy(classes, (unit) => unit.parentId)
  const columns = draw.ledger.plan.strata
  const named = new Map(schools.map(({ id, code, name }) => [id, { code, name }]))
  const replaces = new Map(
    schools.flatMap(({ code, name, replacedBy }) => (replacedBy ? [[replacedBy, { code, name }]] : [])),
  )
  return {
    draw: {
      id: draw.id,
      seed: draw.seed,
      frameHash: draw.frameHash,
      ledgerHash: draw.ledgerHash,
      method: draw.method,
      schoolMethod: draw.ledger.method.schools,
      createdAt: draw.createdAt,
      /** The columns that make the strata, and their values in each. */
      columns: columns.filter((column) => column !== TAKE_ALL),
      strata: draw.ledger.strata.map(({ name, values, schools: all, pupils: size, sampled, reserves }) => ({
        name,
        values: values.filter((_, place) => columns[place] !== TAKE_ALL),
        takeAll: values[columns.indexOf(TAKE_ALL)] === 'all',
        schools: all,
        pupils: size,
        sampled,
        reserves,
      })),
      schools: schools.map((unit) => ({
        id: unit.id,
        code: unit.code,
        name: unit.name,
        stratum: unit.stratum,
        level: places.get(unit.code)?.level ?? '',
        area: places.get(unit.code)?.area ?? '',
        size: unit.size,
        probability: unit.probability,
        certainty: unit.certainty === 1,
        reserve: unit.reserve === 1,
        order: unit.position,
        replacedBy: unit.replacedBy === null ? null : (named.get(unit.replacedBy) ?? null),
        replacedReason: unit.replacedReason,
        replaces: replaces.get(unit.id) ?? null,
        next: nextReserve(schools, unit.stratum)?.id === unit.id,
        classes: (classesOf.get(unit.id) ?? []).map((one) => ({
          id: one.id,
          name: one.name,
          size: one.size,
          sampled: numbers.get(one.id)?.length ?? 0,
          numbers: (numbers.get(one.id) ?? []).map(({ name }) => Number(name)).sort((a, b) => a - b),
        })),
      })),
    },
  }
}

/** Draws once more from the stored frame, plan and seed, and says whether the same list comes out. */
export async function sameAgain(db: Db, round: Round): Promise<boolean | null> {
  const draw = await findDraw(db, round.id)
  if (!draw) return null
  const frame = await findFrameById(db, draw.frameId)
  if (!frame || frame.contentHash !== draw.frameHash) return false
  const asked = JSON.parse(draw.plan) as SamplingPlan
  const again = drawAgain(
    frameSchools(await listFrameRows(db, frame.id), round.matrix, asked),
    draw.ledger.plan,
    draw.frameHash,
  )
  return ledgerHash(again) === draw.ledgerHash
}

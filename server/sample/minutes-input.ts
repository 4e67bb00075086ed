import type { FrameSchool, Ledger } from '../../analysis/select/ledger.ts'
import { stratumValue } from '../../client/words/design.ts'
import { levelNames, listed } from '../../client/words/documents.ts'
import type { Db } from '../db/open.ts'
import { type Frame, findFrameById, listFrameRows } from '../frame/store.ts'
import type { SamplingPlan } from '../plan/plan.ts'
import { getRound, type Round } from '../plan/store.ts'
import { Problem } from '../problem.ts'
import { frameSchools, TAKE_ALL } from './frame-schools.ts'
import { type Draw, type DrawUnit, findDraw, listDrawUnits } from './store.ts'

export type MinutesSchool = Readonly<{
  unit: DrawUnit
  area: string
  classes: readonly string[]
  pupils: number
  replaced: Readonly<{ by: string; reason: string }> | null
}>
export type MinutesStratum = Readonly<{
  name: string
  schools: number
  pupils: number
  drawn: readonly MinutesSchool[]
  reserves: readonly MinutesSchool[]
}>
export type MinutesInput = Readonly<{
  round: Round
  frame: Frame
  draw: Draw
  plan: SamplingPlan
  /** What could be drawn: schools, classes and pupils of the frame that the round asks about. */
  known: Readonly<{ schools: number; classes: number; pupils: number }>
  strata: readonly MinutesStratum[]
  exceptions: readonly Readonly<{ code: string; name: string; takeAll: boolean; reason: string }>[]
}>

/** Everything the minutes of the current draw say, out of the frame, the ledger and the stored units. */
export async function minutesInput(db: Db, roundId: string): Promise<MinutesInput> {
  const round = await getRound(db, roundId)
  const draw = await findDraw(db, roundId)
  const frame = draw && (await findFrameById(db, draw.frameId))
  if (!draw || !frame)
    throw new Problem('step_not_possible', { detail: { state: round.state, step: 'minutes', reason: 'not_drawn' } })
  const plan = JSON.parse(draw.plan) as SamplingPlan
  const rows = await listFrameRows(db, frame.id)
  const [schools, classes, pupils] = await Promise.all(
    ([1, 2, 3] as const).map((stage) => listDrawUnits(db, draw.id, stage)),
  )
  const schoolOf = unitsToSchools(schools, classes, pupils, new Map(rows.map(({ code, area }) => [code, area])))
  const names = new Map(rows.map(({ code, name }) => [code, name]))
  const exception = (takeAll: boolean) => (one: { code: string; reason: string }) => ({
    ...one,
    name: names.get(one.code) ?? '',
    takeAll,
  })
  return {
    round,
    frame,
    draw,
    plan,
    known: sumOf(frameSchools(rows, round.matrix, plan)),
    strata: draw.ledger.strata.map(({ name, schools: all, pupils: size }) => {
      const own = schools.filter(({ stratum }) => stratum === name).sort((a, b) => a.position - b.position)
      return {
        name: stratumText(draw.ledger, name),
        schools: all,
        pupils: size,
        drawn: own.filter(({ reserve }) => reserve === 0).map(schoolOf),
        reserves: own.filter(({ reserve }) => reserve === 1).map(schoolOf),
      }
    }),
    exceptions: [...(plan.takeAll ?? []).map(exception(true)), ...(plan.excluded ?? []).map(exception(false))],
  }
}

const sumOf = (schools: readonly FrameSchool[]) => ({
  schools: schools.length,
  classes: schools.reduce((sum, { classes }) => sum + classes.length, 0),
  pupils: schools.reduce((sum, { pupils }) => sum + pupils, 0),
})

function unitsToSchools(
  schools: readonly DrawUnit[],
  classes: readonly DrawUnit[],
  pupils: readonly DrawUnit[],
  areas: ReadonlyMap<string, string>,
) {
  const counted = new Map<string | null, number>()
  for (const { parentId } of pupils) counted.set(parentId, (counted.get(parentId) ?? 0) + 1)
  const named = new Map(schools.map(({ id, code, name }) => [id, `${name} (${code})`]))
  return (unit: DrawUnit): MinutesSchool => {
    const own = classes.filter(({ parentId }) => parentId === unit.id)
    return {
      unit,
      area: areas.get(unit.code) ?? '',
      classes: own.map(({ name }) => name),
      pupils: own.reduce((sum, { id }) => sum + (counted.get(id) ?? 0), 0),
      replaced:
        unit.replacedBy === null ? null : { by: named.get(unit.replacedBy) ?? '', reason: unit.replacedReason ?? '' },
    }
  }
}

/** `Tiểu học, Huyện Kế Sách` for `th|Huyện Kế Sách`. */
export function stratumText({ plan, strata }: Ledger, name: string): string {
  const values = strata.find((stratum) => stratum.name === name)?.values ?? []
  return plan.strata
    .flatMap((column, at) => {
      const value = values[at] ?? ''
      if (column === TAKE_ALL) return value === 'all' ? ['lấy chắc chắn'] : []
      return [stratumValue(column, value, levelNames)]
    })
    .join(', ')
}

export const columnsText = (columns: readonly string[], names: Readonly<Record<string, string>>): string =>
  listed(columns.map((column) => names[column] ?? column))

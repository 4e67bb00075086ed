import { AnalysisError } from '../failure.ts'
import type { ClassWeight } from './class-weight.ts'
import { cellOf, type FrameColumns } from './frame-columns.ts'
import { propensityClasses, responsePropensity } from './propensity.ts'
import { pupilsOf } from './pupil-rows.ts'
import { ALL, type Redistribution, redistribute } from './redistribute.ts'
import { CELL_LEVELS, type WeightStep } from './weighting-steps.ts'

type Moved = Omit<Redistribution, 'weight'>
export type NonresponseStep = Extract<
  WeightStep,
  { step: 'base' | 'unknown_eligibility' | 'nonresponse' | 'nonresponse_classes' | 'propensity' }
>

/** Columns of a step need a frame. */
export function needFrame(frame: FrameColumns | undefined): FrameColumns {
  if (!frame)
    throw new AnalysisError('option_invalid', { option: 'frame', reason: 'the step names columns of the frame' })
  return frame
}

/** Runs a step that moves weight from pupils without an answer; changes the cells. */
export function carryNonresponse(
  step: NonresponseStep,
  cells: readonly ClassWeight[],
  strata: ReadonlyMap<string, readonly string[]>,
  frame: FrameColumns | undefined,
): Moved {
  if (step.step === 'base') return { factors: [], merged: [] }
  if (step.step === 'propensity') return byPropensity(step, cells, needFrame(frame))
  const unknown = step.step === 'unknown_eligibility'
  const levels = step.step === 'nonresponse_classes' ? columnLevels(step.by) : levelsFrom(step.within)
  const placeOf =
    step.step === 'nonresponse_classes'
      ? columnPlaces(step.by, needFrame(frame))
      : (cell: ClassWeight) => drawnPlace(cell, strata)
  const carriers = cells.map((cell) => ({
    place: placeOf(cell),
    weight: cell.weight,
    from: unknown ? cell.unknown * cell.weight : cell.silent * cell.weight,
    to: unknown ? cell.answered + cell.silent + cell.room.ineligible : cell.answered,
  }))
  const { weight, ...moved } = redistribute(carriers, levels)
  for (const [at, cell] of cells.entries()) {
    cell.weight = weight[at]
    if (unknown) cell.ineligible = weight[at]
    if (unknown) cell.unknown = 0
    else cell.silent = 0
  }
  return moved
}

function levelsFrom(within: string): readonly string[] {
  const start = CELL_LEVELS.indexOf(within as (typeof CELL_LEVELS)[number])
  if (start < 0) throw new AnalysisError('option_invalid', { option: 'within', value: String(within) })
  return CELL_LEVELS.slice(start)
}

const drawnPlace = ({ room }: ClassWeight, strata: ReadonlyMap<string, readonly string[]>) => ({
  class: room.id,
  school: room.school.id,
  stratum: room.stratum,
  group: strata.get(room.stratum)?.[0] ?? '',
})

/** `level · area`, then `level`, then all. */
const columnLevels = (by: readonly string[]): readonly string[] => [
  ...by.map((_, dropped) => by.slice(0, by.length - dropped).join(' · ')),
  ALL,
]

function columnPlaces(by: readonly string[], frame: FrameColumns) {
  const levels = by.map((_, dropped) => by.slice(0, by.length - dropped))
  return ({ room }: ClassWeight): Record<string, string> =>
    Object.fromEntries(levels.map((columns) => [columns.join(' · '), cellOf(frame, room.school.label, columns)]))
}

function byPropensity(
  { by, classes }: Extract<WeightStep, { step: 'propensity' }>,
  cells: readonly ClassWeight[],
  frame: FrameColumns,
): Moved {
  const { weights, responses, model, cellOfRow } = pupilsOf(cells, frame, by)
  const { propensity } = responsePropensity(weights, responses, model)
  const own = new Float64Array(cells.length)
  for (const [row, cell] of cellOfRow.entries()) own[cell] = propensity[row]
  if (classes === undefined) {
    const factors = cells.map(({ room, weight, silent }, at) => ({
      level: 'class',
      cell: room.id,
      moved: silent * weight,
      factor: own[at] > 0 ? 1 / own[at] : 1,
    }))
    for (const [at, cell] of cells.entries()) {
      cell.weight *= factors[at]?.factor ?? 1
      cell.silent = 0
    }
    return { factors, merged: [] }
  }
  const { cellOfRow: classOfRow, labels } = propensityClasses(propensity, classes)
  const classOf = new Map<number, string>()
  for (const [row, cell] of cellOfRow.entries()) classOf.set(cell, labels[classOfRow[row]] ?? '')
  const { weight, ...moved } = redistribute(
    cells.map((cell, at) => ({
      place: { propensity: classOf.get(at) ?? '' },
      weight: cell.weight,
      from: cell.silent * cell.weight,
      to: cell.answered,
    })),
    ['propensity', ALL],
  )
  for (const [at, cell] of cells.entries()) {
    cell.weight = weight[at]
    cell.silent = 0
  }
  return moved
}

import { AnalysisError } from '../failure.ts'
import type { Margin } from './post-stratify.ts'
import type { LevelMerge } from './weighting-steps.ts'

/** What the frame knows of every school, drawn or not: values of its columns, and its pupils. */
export type FrameColumns = Readonly<{
  names: readonly string[]
  schools: ReadonlyMap<string, Readonly<{ columns: Readonly<Record<string, string>>; pupils: number }>>
}>

const BETWEEN = ' · '

/** The frame with levels taken together. Throws option_invalid {option: 'merge'} when a column or level is not in the frame. */
export function mergeLevels(frame: FrameColumns, merges: readonly LevelMerge[]): FrameColumns {
  let { schools } = frame
  for (const { column, from, into } of merges) {
    for (const level of [from, into])
      if (![...schools.values()].some(({ columns }) => columns[column] === level))
        throw new AnalysisError('option_invalid', { option: 'merge', column, level, reason: 'not in the frame' })
    schools = new Map(
      [...schools].map(([code, school]) => [
        code,
        school.columns[column] === from ? { ...school, columns: { ...school.columns, [column]: into } } : school,
      ]),
    )
  }
  return { ...frame, schools }
}

/** The value of a school in the cells that columns make together. Throws column_missing {column}; ledger_mismatch {unit}. */
export function cellOf(frame: FrameColumns, code: string, by: readonly string[]): string {
  const school = frame.schools.get(code)
  if (!school) throw new AnalysisError('ledger_mismatch', { unit: code, reason: 'not in the frame' })
  return by
    .map((column) => {
      const value = school.columns[column]
      if (value === undefined) throw new AnalysisError('column_missing', { column, has: [...frame.names] })
      return value
    })
    .join(BETWEEN)
}

/**
 * Pupils of the frame in the cells of some columns, and where each answer lies. Cells stand in the order of their names.
 * `less`: weight that already stands for pupils of a cell, such as that of ineligible ones.
 */
export function marginOf(
  frame: FrameColumns,
  by: readonly string[],
  schoolOfRow: readonly string[],
  less: ReadonlyMap<string, number> = new Map(),
): Margin {
  if (by.length === 0) throw new AnalysisError('option_invalid', { option: 'by', reason: 'no column' })
  const pupils = new Map<string, number>()
  for (const [code, school] of frame.schools) {
    const cell = cellOf(frame, code, by)
    pupils.set(cell, (pupils.get(cell) ?? 0) + school.pupils - (less.get(code) ?? 0))
  }
  const labels = [...pupils]
    .filter(([, count]) => count > 0)
    .map(([cell]) => cell)
    .sort()
  const placeOf = new Map(labels.map((label, place) => [label, place]))
  const known = new Map<string, number>()
  const cellOfRow = Int32Array.from(schoolOfRow, (code) => {
    const place = known.get(code) ?? placeOf.get(cellOf(frame, code, by)) ?? -1
    known.set(code, place)
    return place
  })
  const population = Float64Array.from(labels, (label) => pupils.get(label) ?? 0)
  return { name: by.join(BETWEEN), cellOfRow, labels, population }
}

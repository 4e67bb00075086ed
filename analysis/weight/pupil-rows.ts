import type { Classes } from './carry.ts'
import type { ClassWeight } from './class-weight.ts'
import { cellOf, type FrameColumns } from './frame-columns.ts'
import type { PropensityModel, Responses } from './propensity.ts'

/** One row for every eligible pupil who was asked, with what the frame knows of the school. */
export type PupilRows = Readonly<{
  weights: Float64Array
  responses: Responses
  /** Place of the class of each row. */
  cellOfRow: Int32Array
  model: PropensityModel
  factors: readonly Classes[]
}>

/** Levels become marks but for the first of each column; a column with one level among the sampled schools says nothing and is left out. */
export function pupilsOf(cells: readonly ClassWeight[], frame: FrameColumns, by: readonly string[]): PupilRows {
  const cellOfRow: number[] = []
  const responses: number[] = []
  for (const [at, { answered, silent }] of cells.entries())
    for (let pupil = 0; pupil < answered + silent; pupil++) {
      cellOfRow.push(at)
      responses.push(pupil < answered ? 1 : 0)
    }
  const factors = by.flatMap((column): Classes[] => {
    const values = cells.map(({ room }) => cellOf(frame, room.school.label, [column]))
    const labels = [...new Set(values)].sort()
    if (labels.length < 2) return []
    return [
      { name: column, labels, cellOfRow: Int32Array.from(cellOfRow, (cell) => labels.indexOf(values[cell] ?? '')) },
    ]
  })
  const marks = factors.flatMap(({ name, labels, cellOfRow: codes }) =>
    labels.slice(1).map((label, place) => ({
      name: `${name} ${label}`,
      values: Uint8Array.from(codes, (code) => (code === place + 1 ? 1 : 0)),
    })),
  )
  return {
    weights: Float64Array.from(cellOfRow, (cell) => cells[cell]?.weight ?? 0),
    responses: Int8Array.from(responses),
    cellOfRow: Int32Array.from(cellOfRow),
    model: { names: marks.map(({ name }) => name), columns: marks.map(({ values }) => values) },
    factors,
  }
}

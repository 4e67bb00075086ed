import type { Answers as AnswerColumns, FormColumns } from '../../analysis/satisfaction/satisfaction.ts'
import { expand } from '../../surveys/expand.ts'
import { type Instrument, instrumentId } from '../../surveys/instrument.ts'
import type { DatasetTable } from '../dataset/table.ts'

/** The judged blocks. F asks about the whole, G for words, T about the respondent. */
export const JUDGED_BLOCKS = ['A', 'B', 'C', 'D', 'E'] as const
export const ASKED_ITEM = 'F1'
export const EXPECTATION_ITEM = 'F2'

/** A column of numbers; an empty cell and "does not know" are both NaN: neither is an answer. */
export function numbersOf(table: DatasetTable, name: string): Float64Array {
  if (!table.has(name)) return new Float64Array(table.rows).fill(Number.NaN)
  return Float64Array.from(table.column(name), (cell) => (/^\d+$/.test(cell) ? Number(cell) : Number.NaN))
}

export const maskOf = (cells: readonly string[], wanted: string): Uint8Array =>
  Uint8Array.from(cells, (cell) => (cell === wanted ? 1 : 0))

/** The frozen rows as the satisfaction index takes them, one form beside the other. */
export function answerColumns(table: DatasetTable, instruments: readonly Instrument[]): AnswerColumns {
  const forms = instruments.map((instrument): FormColumns => {
    const id = instrumentId(instrument)
    return {
      form: id,
      member: maskOf(table.column('form'), id),
      blocks: instrument.blocks
        .filter((block) => (JUDGED_BLOCKS as readonly string[]).includes(block.id))
        .map((block) => ({
          id: block.id,
          // A row of a matrix is a question of its own, and judged like any other.
          items: block.items
            .flatMap(expand)
            .filter(({ type }) => type === 'scale')
            .map((item) => ({ id: item.id, values: numbersOf(table, item.id) })),
        })),
    }
  })
  return { forms, overall: numbersOf(table, ASKED_ITEM), expectation: numbersOf(table, EXPECTATION_ITEM) }
}

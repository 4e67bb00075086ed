import { alphaOf } from '../../../analysis/compare/alpha.ts'
import { AnalysisError } from '../../../analysis/failure.ts'
import { LEAST_ANSWERS } from '../cell.ts'
import type { ExtraContext } from './context.ts'
import type { ReliabilityRow } from './extras-result.ts'

/** An item that fewer of those asked answered would cost too many rows: alpha takes complete sheets only. */
const LEAST_ANSWERED = 0.7

/**
 * Cronbach's alpha of the items of each block of each form, and of the form's block means: over all items at once hardly a sheet would
 * be complete, since "does not know" is a lawful answer.
 */
export function reliabilityRows({ design, answers, instruments, spec }: ExtraContext): ReliabilityRow[] {
  return answers.forms.flatMap(({ member, blocks }, at) => {
    const { level } = instruments[at]
    let sheets = 0
    for (let row = 0; row < design.rows; row++) sheets += member[row] ? 1 : 0
    const own = (values: Float64Array) => values.map((value, row) => (member[row] ? value : Number.NaN))
    const usual = blocks.map(({ id, items }) => ({
      id,
      columns: items
        .map(({ values }) => own(values))
        .filter((values) => values.reduce((n, v) => n + (Number.isNaN(v) ? 0 : 1), 0) >= LEAST_ANSWERED * sheets),
    }))
    const means = usual.flatMap(({ columns }) => (columns.length > 0 ? [rowMeans(columns)] : []))
    const sets = [...usual, { id: null, columns: means }]
    return sets.map(({ id, columns }): ReliabilityRow => {
      const row = { level, block: id, items: columns.length }
      const unseen = { ...row, n: 0, value: null, se: null, low: null, high: null }
      try {
        const { value, se, interval, n } = alphaOf(design, columns, { domain: member, confidence: spec.confidence })
        return n < LEAST_ANSWERS ? { ...unseen, n } : { ...row, n, value, se, low: interval[0], high: interval[1] }
      } catch (error) {
        // One item, items that do not vary, one school: the table says that there is none.
        if (error instanceof AnalysisError) return unseen
        throw error
      }
    })
  })
}

/** Mean of what a person answered; NaN where nothing. */
function rowMeans(columns: readonly Float64Array[]): Float64Array {
  return Float64Array.from(columns[0], (_, row) => {
    let sum = 0
    let count = 0
    for (const column of columns) {
      if (Number.isNaN(column[row])) continue
      sum += column[row]
      count++
    }
    return count > 0 ? sum / count : Number.NaN
  })
}

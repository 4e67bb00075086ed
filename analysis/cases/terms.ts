import { AnalysisError } from '../failure.ts'
import { type Category, columnNamed, fewLevels, indicator, type Table } from './table.ts'

/** A column of a model matrix with R's name for it, and the term it belongs to. */
export type ModelColumn = Readonly<{ name: string; term: string; values: Float64Array }>
export type Formula = Readonly<{ response: string; terms: readonly string[]; intercept: boolean }>

/** Reads `y ~ a + b + a:b`, `a*b`, `- 1`, `+ 0`; names may stand in back-ticks. */
export function parseFormula(text: string): Formula {
  const [left, right, ...rest] = text.split('~')
  if (left === undefined || right === undefined || rest.length > 0)
    throw new AnalysisError('formula_invalid', { formula: text })
  const terms: string[] = []
  let intercept = true
  for (const match of right.matchAll(/([+-]?)\s*((?:`[^`]*`|[^+\-`])+)/g)) {
    const term = (match[2] ?? '').replaceAll('`', '').replaceAll(/\s+/g, '')
    if (term === '') continue
    if (term === '1') intercept = match[1] !== '-'
    else if (term === '0') intercept = false
    else if (match[1] === '-') throw new AnalysisError('formula_invalid', { formula: text, term })
    else terms.push(...expanded(term))
  }
  const mains = [...new Set(terms)]
  const ordered = mains.toSorted((a, b) => a.split(':').length - b.split(':').length)
  return { response: left.trim().replaceAll('`', ''), terms: ordered, intercept }
}

function expanded(term: string): string[] {
  const parts = term.split('*')
  let made: string[] = []
  for (const part of parts) made = [...made, part, ...made.map((each) => `${each}:${part}`)]
  return made
}

/**
 * The columns of a model matrix: a numeric variable is itself; a factor is an indicator per level but the first (all levels
 * for the first factor of a model without intercept); `a:b` is the product of their columns, a's running fastest.
 */
export function modelColumns(table: Table, terms: readonly string[], intercept: boolean): ModelColumn[] {
  const made: ModelColumn[] = []
  if (intercept) made.push({ name: '(Intercept)', term: '(Intercept)', values: new Float64Array(table.rows).fill(1) })
  let constant = intercept
  for (const term of terms) {
    const parts = term.split(':')
    let columns: { name: string; values: Float64Array }[] = [{ name: '', values: new Float64Array(table.rows).fill(1) }]
    for (const part of parts) {
      const isFactor = columnNamed(table, part).kind === 'category'
      const own = factorOrNumber(table, part, constant || (!isFactor && true))
      if (isFactor && parts.length === 1) constant = true
      columns = own.flatMap((right) =>
        columns.map((left) => ({
          name: left.name === '' ? right.name : `${left.name}:${right.name}`,
          values: left.name === '' ? right.values : left.values.map((value, row) => value * right.values[row]),
        })),
      )
    }
    for (const column of columns) made.push({ ...column, term })
  }
  return made
}

function factorOrNumber(table: Table, name: string, withoutFirst: boolean): { name: string; values: Float64Array }[] {
  const column = columnNamed(table, name)
  if (column.kind === 'number') return [{ name, values: column.values }]
  const factor: Category = fewLevels(table, name)
  return factor.levels
    .map((level, code) => ({ name: `${name}${level}`, values: indicator(factor, code) }))
    .slice(withoutFirst ? 1 : 0)
}

/** What a mean or total of a variable is taken of: itself, or one indicator per level of a factor. */
export function expand(table: Table, name: string): { name: string; values: Float64Array }[] {
  return factorOrNumber(table, name, false)
}

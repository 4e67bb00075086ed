import { AnalysisError } from '../failure.ts'

/** A column of a data table: numbers with NaN for missing, or categories with code -1 for missing. */
export type Column =
  | Readonly<{ kind: 'number'; values: Float64Array }>
  | Readonly<{ kind: 'category'; codes: Int32Array; levels: readonly string[] }>

export type Table = Readonly<{ name: string; rows: number; columns: ReadonlyMap<string, Column> }>
export type Category = Readonly<{ codes: Int32Array; levels: readonly string[] }>

/** Text sorted by byte order, so that no locale decides which level is the reference. */
export function byBytes(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i].codePointAt(0) as number) - (right[i].codePointAt(0) as number)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/** Reads comma-separated text with a header; a quoted field may hold commas, quotes (doubled) and line breaks. An empty field is missing. */
export function parseTable(name: string, text: string): Table {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const fields: string[][] = []
  let header: string[] | undefined
  let rows = 0
  for (const record of records(source)) {
    if (!header) {
      header = record
      for (const _ of header) fields.push([])
      continue
    }
    if (record.length === 1 && record[0] === '') continue
    if (record.length !== header.length)
      throw new AnalysisError('design_invalid', { reason: 'a row of another length', dataset: name, row: rows + 1 })
    for (let c = 0; c < record.length; c++) fields[c].push(record[c] as string)
    rows++
  }
  if (!header || rows === 0) throw new AnalysisError('design_invalid', { reason: 'an empty table', dataset: name })
  return { name, rows, columns: new Map(header.map((title, c) => [title, columnOf(fields[c] as string[])])) }
}

function* records(text: string): Generator<string[]> {
  let record: string[] = []
  let i = 0
  while (i < text.length) {
    let field: string
    if (text[i] === '"') {
      field = ''
      i++
      for (;;) {
        const close = text.indexOf('"', i)
        if (close < 0) throw new AnalysisError('design_invalid', { reason: 'a quote is not closed' })
        field += text.slice(i, close)
        i = close + 1
        if (text[i] !== '"') break
        field += '"'
        i++
      }
    } else {
      const start = i
      while (i < text.length && text[i] !== ',' && text[i] !== '\n' && text[i] !== '\r') i++
      field = text.slice(start, i)
    }
    record.push(field)
    if (text[i] === ',') {
      i++
      if (i === text.length) record.push('')
      continue
    }
    if (text[i] === '\r') i++
    if (text[i] === '\n') i++
    yield record
    record = []
  }
  if (record.length > 0) yield record
}

const number = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/
const missing = /^(NA|NaN)?$/

function columnOf(fields: readonly string[]): Column {
  if (fields.every((field) => missing.test(field) || number.test(field)))
    return {
      kind: 'number',
      values: Float64Array.from(fields, (f) => (missing.test(f) ? Number.NaN : Number(f))),
    }
  return { kind: 'category', ...categoryOf(fields.map((field) => (field === '' ? undefined : field))) }
}

function categoryOf(labels: readonly (string | undefined)[]): Category {
  const levels = [...new Set(labels.filter((label) => label !== undefined))].sort(byBytes)
  const codeOf = new Map(levels.map((level, code) => [level, code]))
  return { levels, codes: Int32Array.from(labels, (label) => (label === undefined ? -1 : (codeOf.get(label) ?? -1))) }
}

export function columnNamed(table: Table, name: string): Column {
  const column = table.columns.get(name)
  if (!column) throw new AnalysisError('column_missing', { variable: name, dataset: table.name })
  return column
}

/** The column as numbers; refuses text. */
export function numbers(table: Table, name: string): Float64Array {
  const column = columnNamed(table, name)
  if (column.kind !== 'number') throw new AnalysisError('column_not_numeric', { variable: name, dataset: table.name })
  return column.values
}

/** The column as categories; numbers become levels by their text. */
export function category(table: Table, name: string): Category {
  const column = columnNamed(table, name)
  if (column.kind === 'category') return column
  return categoryOf(Array.from(column.values, (value) => (Number.isNaN(value) ? undefined : String(value))))
}

/** A statistic by levels holds a number for each pair of them: beyond this it would take all memory, and nobody reads it. */
const mostLevels = 2000
const mostCells = 20_000

/** The column as categories that a statistic is spread over. */
export function fewLevels(table: Table, name: string): Category {
  const found = category(table, name)
  const levels = found.levels.length
  if (levels > mostLevels || levels * table.rows > 1e8)
    throw new AnalysisError('too_many_levels', { variable: name, levels, most: mostLevels })
  return found
}

/** Cells of the cross-classification that a statistic is worked out in, one by one. */
export function fewCells(table: Table, names: readonly string[]): ReturnType<typeof cross> {
  const found = cross(table, names)
  const levels = found.cells.length
  if (levels > mostCells)
    throw new AnalysisError('too_many_levels', { variable: names.join(', '), levels, most: mostCells })
  return found
}

/** One label per row for selection columns, numbers or text; missing is refused. */
export function labels(table: Table, name: string): ArrayLike<number> {
  const column = columnNamed(table, name)
  const values = column.kind === 'number' ? column.values : column.codes
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (Number.isNaN(value) || (column.kind === 'category' && value < 0))
      throw new AnalysisError('design_invalid', { reason: 'missing label', variable: name, row: row + 1 })
  }
  return values
}

/** 1 where the row is of that level, 0 elsewhere, NaN where missing. */
export function indicator({ codes }: Category, code: number): Float64Array {
  return Float64Array.from(codes, (each) => (each < 0 ? Number.NaN : each === code ? 1 : 0))
}

/** Cells of the cross-classification of several columns, first column fastest, empty ones left out; -1 where any is missing. */
export function cross(table: Table, names: readonly string[]): { cellOfRow: Int32Array; cells: string[][] } {
  const parts = names.map((name) => category(table, name))
  const sizes = parts.map((part) => part.levels.length)
  const flat = new Float64Array(table.rows)
  for (let row = 0; row < table.rows; row++) {
    let cell = 0
    for (let p = parts.length - 1; p >= 0 && cell >= 0; p--) {
      const code = parts[p].codes[row]
      cell = code < 0 ? -1 : cell * sizes[p] + code
    }
    flat[row] = cell
  }
  const present = [...new Set(flat)].filter((cell) => cell >= 0).sort((a, b) => a - b)
  const order = new Map(present.map((cell, index) => [cell, index]))
  const cells = present.map((cell) => {
    let rest = cell
    return parts.map((part, p) => {
      const size = sizes[p]
      const level = part.levels[rest % size] as string
      rest = Math.floor(rest / size)
      return level
    })
  })
  return { cellOfRow: Int32Array.from(flat, (cell) => order.get(cell) ?? -1), cells }
}

/** The table with the rows where keep is not 0; used only before a design is made. */
export function keepRows(table: Table, keep: Uint8Array): Table {
  const rows: number[] = []
  for (let row = 0; row < table.rows; row++) if (keep[row]) rows.push(row)
  if (rows.length === 0) throw new AnalysisError('domain_empty', { dataset: table.name })
  const columns = new Map<string, Column>()
  for (const [name, column] of table.columns)
    columns.set(
      name,
      column.kind === 'number'
        ? { kind: 'number', values: Float64Array.from(rows, (row) => column.values[row]) }
        : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]) },
    )
  return { name: table.name, rows: rows.length, columns }
}

export type Condition = Readonly<{ var: string; op: string; value: unknown }>

/** Rows on which every condition holds; a missing value never does. */
export function maskOf(table: Table, conditions: readonly Condition[]): Uint8Array {
  const mask = new Uint8Array(table.rows).fill(1)
  for (const condition of conditions) {
    const column = columnNamed(table, condition.var)
    const test = predicate(condition, column.kind === 'number')
    for (let row = 0; row < table.rows; row++) {
      const value = column.kind === 'number' ? column.values[row] : column.levels[column.codes[row]]
      if (value === undefined || Number.isNaN(value) || !test(value)) mask[row] = 0
    }
  }
  return mask
}

function predicate({ op, value, var: variable }: Condition, numeric: boolean): (value: number | string) => boolean {
  const wanted = (one: unknown): number | string => (numeric ? Number(one) : String(one))
  if (op === 'in') {
    const set = new Set((Array.isArray(value) ? value : [value]).map(wanted))
    return (each) => set.has(each)
  }
  const one = wanted(Array.isArray(value) ? value[0] : value)
  const compare = (each: number | string): number =>
    typeof each === 'number' ? each - (one as number) : byBytes(each, one as string)
  const tests: Record<string, (each: number | string) => boolean> = {
    '==': (each) => each === one,
    '!=': (each) => each !== one,
    '>': (each) => compare(each) > 0,
    '>=': (each) => compare(each) >= 0,
    '<': (each) => compare(each) < 0,
    '<=': (each) => compare(each) <= 0,
  }
  const found = tests[op]
  if (!found) throw new AnalysisError('option_invalid', { option: 'op', value: op, variable })
  return found
}

import type { Issue } from '../../surveys/issue.ts'

export type Cell = string | number | null

/**
 * The cells of one sheet. `rows[0]` is row 1 of the spreadsheet, `rows[0][0]` its cell A1; rows end at their last filled
 * cell, the list at the last filled row. Numbers are numbers, everything else is text as it stands in the file.
 */
export type SheetTable = Readonly<{
  name: string
  rows: Cell[][]
  /** What a reader ought to know of the sheet and does not see in its cells: hidden rows, merged cells, formulas. Never a reason to stop. */
  findings: Issue[]
}>

/** Codes of findings; their words are in client/words. */
export const FINDINGS = [
  'merged_cells',
  'hidden_columns',
  'hidden_rows',
  'hidden_sheet',
  'sheet_not_read',
  'formula',
  'formula_without_value',
  'error_cell',
  'day_cell',
  'cell_unreadable',
] as const
export type FindingCode = (typeof FINDINGS)[number]

export type Workbook = Readonly<{ sheets: SheetTable[]; findings: Issue[] }>

/** How much is read. The largest real school list (1,219 schools of a city, 30 columns) has 40,000 cells in 0.3 MB. */
export type TableLimits = Readonly<{
  fileBytes: number
  entries: number
  entryBytes: number
  totalBytes: number
  sheets: number
  rows: number
  columns: number
  cells: number
  cellLength: number
  strings: number
}>

export const TABLE_LIMITS: TableLimits = Object.freeze({
  fileBytes: 20_000_000,
  entries: 1_000,
  entryBytes: 64_000_000,
  totalBytes: 128_000_000,
  sheets: 50,
  rows: 50_000,
  columns: 256,
  cells: 1_000_000,
  /** what Excel itself allows in a cell */
  cellLength: 32_767,
  strings: 1_000_000,
})
/** A form or a card of criteria has some hundred lines; whatever is larger is neither. */
export const SMALL_WORKBOOK: TableLimits = Object.freeze({
  ...TABLE_LIMITS,
  fileBytes: 5_000_000,
  entryBytes: 16_000_000,
  totalBytes: 32_000_000,
  sheets: 20,
  rows: 6_000,
  columns: 128,
  cells: 200_000,
  strings: 200_000,
})

import type { Issue } from '../../surveys/issue.ts'
import type { Cell, Workbook } from '../../surveys/xlsform/workbook.ts'
import { readTable } from '../table/read-table.ts'
import { SMALL_WORKBOOK } from '../table/table.ts'

export const WORKBOOK_BYTES = SMALL_WORKBOOK.fileBytes

/** What makes the text of a form uncertain, where a school list only gets a note. */
const FAULTS = ['formula', 'formula_without_value', 'error_cell', 'day_cell', 'cell_unreadable']

export type ReadWorkbook = Readonly<{ sheets: Workbook; issues: Issue[]; notes: Issue[] }>

/** @throws Problem import_refused or too_large when the file cannot be read at all */
export async function readWorkbook(bytes: Uint8Array, worker: string | undefined): Promise<ReadWorkbook> {
  const { sheets, findings } = await readTable(bytes, { limits: SMALL_WORKBOOK, worker })
  const found = [...findings, ...sheets.flatMap((sheet) => sheet.findings)].map(
    (finding): Issue => ({ ...finding, path: `/${finding.detail?.sheet ?? ''}` }),
  )
  return {
    sheets: Object.fromEntries(sheets.map(({ name, rows }) => [name, rows])),
    issues: found.filter(({ code }) => FAULTS.includes(code)),
    notes: found.filter(({ code }) => !FAULTS.includes(code)),
  }
}

const WIDTHS: Readonly<Record<string, number>> = { type: 22, name: 16, key: 24, list_name: 18 }

/** Rows of cells as an XLSX file: a header that stays in view, every cell text, long texts wrapped. */
export async function writeWorkbook(sheets: Workbook): Promise<Uint8Array<ArrayBuffer>> {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  workbook.creator = 'Hài Lòng'
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    for (const row of rows) sheet.addRow(row.map(asText))
    sheet.getRow(1).font = { bold: true }
    ;(rows[0] ?? []).forEach((title, at) => {
      const column = sheet.getColumn(at + 1)
      column.width = WIDTHS[String(title)] ?? 36
      column.numFmt = '@'
      column.alignment = { wrapText: true, vertical: 'top' }
    })
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** A version such as 2021.10 must not become a number. */
const asText = (cell: Cell): string | null => (cell === null ? null : String(cell))

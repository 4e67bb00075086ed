import type { CriteriaSet } from '../../surveys/criteria/criteria-set.ts'
import { type CriteriaReading, readCriteria } from '../../surveys/criteria/read-workbook.ts'
import { LINE, SHEETS } from '../../surveys/criteria/sheets.ts'
import { writeCriteria } from '../../surveys/criteria/write-workbook.ts'
import type { Issue } from '../../surveys/issue.ts'
import { formulaSafe } from '../export/formula-safe.ts'
import { readTable } from '../table/read-table.ts'
import { SMALL_WORKBOOK } from '../table/table.ts'

export const CARD_FILE_BYTES = SMALL_WORKBOOK.fileBytes

/** What leaves a cell without a value one can rely on. Sums written as formulas and days in day cells are read as they are shown. */
const FAULTS = ['formula_without_value', 'error_cell', 'cell_unreadable']

/** @throws Problem import_refused or too_large when the file cannot be read at all */
export async function readCardFile(
  bytes: Uint8Array,
  worker: string | undefined,
): Promise<CriteriaReading & Readonly<{ notes: Issue[] }>> {
  const { sheets, findings } = await readTable(bytes, { limits: SMALL_WORKBOOK, worker })
  const found = [...findings, ...sheets.flatMap((sheet) => sheet.findings)]
  const faults = found.filter(({ code }) => FAULTS.includes(code))
  const notes = found.filter(({ code }) => !FAULTS.includes(code))
  const { set, issues } = readCriteria(Object.fromEntries(sheets.map(({ name, rows }) => [name, rows])))
  const all = [...faults, ...issues]
  return { set: all.length > 0 ? undefined : set, issues: all, notes }
}

const NARROW: readonly string[] = [LINE.level, LINE.id, LINE.points, LINE.task, LINE.target, LINE.bound, LINE.outOf]

/** The card as an XLSX file: numbers are numbers, so that people can add them up; everything else is text. */
export async function writeCardFile(set: CriteriaSet): Promise<Uint8Array<ArrayBuffer>> {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  workbook.creator = 'Hài Lòng'
  for (const [name, rows] of Object.entries(writeCriteria(set))) {
    const sheet = workbook.addWorksheet(name, {
      views: [{ state: 'frozen', ySplit: 1, ...(name === SHEETS.lines ? { xSplit: 3 } : {}) }],
    })
    // Text stays text for whoever opens such a cell to change it: it keeps its words, for the way back.
    for (const row of rows)
      sheet.addRow([...row]).eachCell((cell) => {
        if (typeof cell.value === 'string' && formulaSafe(cell.value) !== cell.value) cell.numFmt = '@'
      })
    ;(rows[0] ?? []).forEach((title, at) => {
      const column = sheet.getColumn(at + 1)
      column.width = NARROW.includes(String(title)) ? 12 : name === SHEETS.about && at === 1 ? 100 : 30
      column.alignment = { wrapText: true, vertical: 'top' }
    })
    sheet.getRow(1).font = { bold: true }
    if (name === SHEETS.lines)
      rows.forEach(([level], at) => {
        if (at > 0 && level !== 'Thành phần') sheet.getRow(at + 1).font = { bold: true }
      })
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

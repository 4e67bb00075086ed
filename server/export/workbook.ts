import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate as others } from 'node:timers/promises'
import { formulaSafe } from './formula-safe.ts'
import type { Cell } from './table.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type Sheet = Readonly<{
  name: string
  /** The first is the header. */
  rows: Iterable<readonly Cell[]>
  widths?: readonly number[]
}>

/** Between so many rows other requests are served. */
const ROWS_AT_ONCE = 100

/** Excel's own limit. */
const MOST_LETTERS = 32_767
const CUT = ' […]'

/**
 * Sheets as an XLSX file, row by row, so that memory does not grow with them. Every text is stored as text, which no program
 * computes, and is made safe all the same: the next person saves it as CSV.
 */
export async function writeSheets(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: ExcelJS } = await import('exceljs')
  const stream = new PassThrough()
  const done = buffer(stream)
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  workbook.creator = 'Hài Lòng'
  const names = sheetNames(sheets.map(({ name }) => name))
  for (const [place, { rows, widths }] of sheets.entries()) {
    const sheet = workbook.addWorksheet(names[place], { views: [{ state: 'frozen', ySplit: 1 }] })
    if (widths) sheet.columns = widths.map((width) => ({ width }))
    let written = 0
    for (const cells of rows) {
      const row = sheet.addRow(cells.map(cellValue))
      if (written === 0) row.font = { bold: true }
      row.commit()
      written += 1
      if (written % ROWS_AT_ONCE === 0) await others()
    }
    sheet.commit()
  }
  await workbook.commit()
  return new Uint8Array(await done)
}

function cellValue(cell: Cell): string | number | null {
  if (typeof cell !== 'string') return cell
  const text = formulaSafe(cell.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''))
  return text.length > MOST_LETTERS
    ? text.slice(0, MOST_LETTERS - CUT.length).replace(/[\ud800-\udbff]$/, '') + CUT
    : text
}

/** Names a workbook takes: 31 letters, none of `[]:*?/\`, no apostrophe at an end, all different, none a formula. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>(['history'])
  return wanted.map((name) => {
    const cleaned = name
      .normalize('NFC')
      .replace(/[[\]:*?/\\\p{C}]/gu, ' ')
      .replace(/^[\s'=+\-@＝＋－＠]+|[\s']+$/gu, '')
      .replace(/\s+/g, ' ')
    const base = cleaned === '' ? 'Trang' : cleaned
    const fits = (end: string) => `${base.slice(0, 31 - end.length).replace(/[\ud800-\udbff\s']+$/, '')}${end}`
    let fitting = fits('')
    for (let turn = 2; taken.has(fitting.toLowerCase()); turn++) fitting = fits(` ${turn}`)
    taken.add(fitting.toLowerCase())
    return fitting
  })
}

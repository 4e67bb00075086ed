import { frameTemplateWords } from '../../client/words/frame-template.ts'
import { type FrameReading, type NamedColumns, readFrame } from '../../surveys/frame.ts'
import type { Issue } from '../../surveys/issue.ts'
import { type ReadTableOptions, readTable } from '../table/read-table.ts'
import type { SheetTable, Workbook } from '../table/table.ts'

export type FrameFile = FrameReading &
  Readonly<{
    sheet: string
    /** What is odd about the file but no reason to refuse it: hidden rows, merged cells, formulas, sheets not read. */
    findings: Issue[]
    /** The file says of itself that its schools are invented. */
    synthetic: boolean
  }>

const SYNTHETIC = /d[uữ] li[eệ]u m[oô] ph[oỏ]ng/i

/**
 * A school list out of an XLSX or CSV file: the first sheet that has a header of known columns. With any issue nothing of
 * it may be taken over.
 *
 * @throws Problem import_refused or too_large when the file cannot be read at all
 */
export async function readFrameFile(
  bytes: Uint8Array,
  options: ReadTableOptions = {},
  named?: NamedColumns,
): Promise<FrameFile> {
  return frameOfWorkbook(await readTable(bytes, options), named)
}

export function frameOfWorkbook(workbook: Workbook, named?: NamedColumns): FrameFile {
  const read = workbook.sheets.map((sheet) => ({ sheet, reading: readFrame(sheet.rows, named) }))
  const headed = read.find(({ reading }) => !reading.issues.some(({ code }) => code === 'header_missing'))
  const [chosen] = headed ? [headed] : read
  if (chosen === undefined) throw new Error('a workbook that was read has a sheet')
  // The guide of the workbook to be filled in comes back with the list, and nobody thinks it a second list.
  const others = workbook.sheets.filter(
    (sheet) => sheet !== chosen.sheet && sheet.rows.length > 0 && sheet.name !== frameTemplateWords.guideSheet,
  )
  const unread = others.map(({ name }): Issue => ({ path: '/sheets', code: 'sheet_not_read', detail: { sheet: name } }))
  return {
    ...chosen.reading,
    sheet: chosen.sheet.name,
    findings: [...workbook.findings, ...chosen.sheet.findings, ...unread],
    synthetic: workbook.sheets.some(saysSynthetic),
  }
}

const saysSynthetic = ({ rows }: SheetTable) =>
  rows.slice(0, 20).some((cells) => cells.some((cell) => SYNTHETIC.test(String(cell ?? '').normalize('NFC'))))

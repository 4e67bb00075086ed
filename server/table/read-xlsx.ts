import type { Issue } from '../../surveys/issue.ts'
import { checkArchive } from './archive-check.ts'
import { ImportRefused } from './import-refused.ts'
import { readSheet } from './sheet-cells.ts'
import { type SheetTable, TABLE_LIMITS, type TableLimits, type Workbook } from './table.ts'
import { findParts, readNumberKinds, readStrings } from './workbook-parts.ts'

/**
 * The cells of every visible sheet. Runs where it is called: `readTable` puts it into a worker, so that a file made to be
 * slow or large stops neither the server nor its memory.
 *
 * @throws ImportRefused
 */
export async function readXlsx(bytes: Uint8Array, limits: TableLimits = TABLE_LIMITS): Promise<Workbook> {
  const archive = await checkArchive(bytes, limits)
  const parts = await findParts(archive)
  if (parts.sheets.length > limits.sheets)
    throw new ImportRefused('too_many_sheets', { sheets: parts.sheets.length, max: limits.sheets })
  const context = {
    strings: parts.strings === null ? [] : await readStrings(archive, parts.strings, limits),
    kinds: parts.styles === null ? [] : await readNumberKinds(archive, parts.styles),
    date1904: parts.date1904,
    limits,
    left: { cells: limits.cells },
  }
  const sheets: SheetTable[] = []
  const findings: Issue[] = []
  for (const [place, { name, part, hidden }] of parts.sheets.entries()) {
    const path = `/sheets/${place}`
    if (hidden) findings.push({ path, code: 'hidden_sheet', detail: { sheet: name } })
    else sheets.push(await readSheet({ name, part, path }, archive.open(part), context))
  }
  if (sheets.length === 0) throw new ImportRefused('sheet_missing')
  return { sheets, findings }
}

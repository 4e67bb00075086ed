import { isCompoundFile, isZip } from './archive-check.ts'
import { ImportRefused } from './import-refused.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import type { TableLimits, Workbook } from './table.ts'

/** Reads a workbook or a text table by what its bytes are, whatever its name says. @throws ImportRefused */
export async function readTableHere(bytes: Uint8Array, limits: TableLimits): Promise<Workbook> {
  if (isZip(bytes) || isCompoundFile(bytes)) return await readXlsx(bytes, limits)
  if (isDocument(bytes)) throw new ImportRefused('not_a_table')
  return readCsv(bytes, limits)
}

/** PDF, pictures, web pages and rich text: they would be read as one odd column, or as an unknown code. */
function isDocument(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase()
  return ['%pdf', '\x89png', '\xff\xd8\xff', 'gif8', '{\\rtf', '<!doctype', '<html', '<?xml', 'pk'].some((magic) =>
    start.startsWith(magic),
  )
}

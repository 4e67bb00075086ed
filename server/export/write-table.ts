import { csvFile } from './csv-file.ts'
import { dataPackage } from './data-package.ts'
import { rScript } from './r-script.ts'
import { type About, type Cell, type ExportFile, NOT_KNOWN, type Table, utf8 } from './table.ts'
import { writeSheets, XLSX } from './workbook.ts'
import { writeDta } from './write-dta.ts'
import { writeParquet } from './write-parquet.ts'
import { writeSav } from './write-sav.ts'

export const TABLE_FORMATS = ['csv', 'xlsx', 'sav', 'dta', 'r', 'datapackage', 'parquet'] as const
export type TableFormat = (typeof TABLE_FORMATS)[number]

/** The rows in one format; some need more than one file. */
export async function writeTable(format: TableFormat, table: Table, about: About): Promise<ExportFile[]> {
  const file = (end: string, type: string, bytes: Uint8Array<ArrayBuffer>): ExportFile => ({
    name: `${about.slug}.${end}`,
    type,
    bytes,
  })
  const binary = 'application/octet-stream'
  const csv = () => file('csv', 'text/csv; charset=utf-8', csvFile([...plainRows(table)]))
  switch (format) {
    case 'csv':
      return [csv()]
    case 'xlsx':
      return [file('xlsx', XLSX, await workbookOf(table, about))]
    case 'sav':
      return [file('sav', 'application/x-spss-sav', writeSav(table, about))]
    case 'dta':
      return [file('dta', 'application/x-stata-dta', writeDta(table, about))]
    case 'parquet':
      return [file('parquet', binary, await writeParquet(table, about))]
    case 'r': {
      const data = csv()
      return [data, file('R', 'text/plain; charset=utf-8', utf8(rScript(table, about, data.name)))]
    }
    case 'datapackage': {
      const data = csv()
      const bytes = dataPackage(table, about, data.name, data.bytes)
      return [data, { name: 'datapackage.json', type: 'application/json; charset=utf-8', bytes }]
    }
  }
}

/** In plain tables both reasons for a missing answer are an empty cell. */
function* plainRows({ columns, rows }: Table): Generator<readonly Cell[]> {
  yield columns.map(({ name }) => name)
  for (const row of rows)
    yield row.map((cell, at) => (cell === NOT_KNOWN && columns[at].kind === 'number' ? null : cell))
}

async function workbookOf(table: Table, about: About): Promise<Uint8Array<ArrayBuffer>> {
  const meaning = table.columns.map(({ name, label, labels }) => [
    name,
    label,
    labels.map(({ value, label: word }) => `${value} = ${word}`).join('; '),
  ])
  const facts: Cell[][] = [
    ['Mục', 'Nội dung'],
    ['Vòng khảo sát', about.title],
    ['Cơ quan', about.authority],
    ['Số dòng', table.rows.length],
    ['SHA-256 của bảng số liệu đã khóa', about.hash],
    ['Trọng số', about.weighting ?? 'chưa có'],
    ...(about.simulated ? [['Lưu ý', 'SỐ LIỆU MÔ PHỎNG, không phải ý kiến thật']] : []),
  ]
  return writeSheets([
    { name: 'Số liệu', rows: plainRows(table) },
    { name: 'Bảng mã', rows: [['Cột', 'Nội dung', 'Mã'], ...meaning], widths: [18, 70, 70] },
    { name: 'Xuất xứ', rows: facts, widths: [36, 80] },
  ])
}

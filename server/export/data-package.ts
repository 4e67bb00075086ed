import { sha256 } from '../keys.ts'
import { type About, type Table, utf8 } from './table.ts'

/**
 * What stands beside the CSV so that a program can read it without asking: Data Package with Table Schema.
 *
 * Source: Frictionless Data, Data Package 1.0 and Table Schema 1.0.
 */
export function dataPackage(
  { columns, rows }: Table,
  about: About,
  csv: string,
  bytes: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const fields = columns.map(({ name, label, kind, labels }) => ({
    name,
    title: label,
    type: kind === 'number' ? 'number' : 'string',
    ...(labels.length > 0 ? { categories: labels } : {}),
  }))
  const description = {
    profile: 'data-package',
    name: about.slug,
    title: about.title,
    description: about.simulated ? 'SỐ LIỆU MÔ PHỎNG, không phải ý kiến thật.' : about.weighting,
    contributors: [{ title: about.authority, role: 'publisher' }],
    resources: [
      {
        profile: 'tabular-data-resource',
        name: about.slug,
        path: csv,
        mediatype: 'text/csv',
        encoding: 'utf-8',
        bytes: bytes.length,
        hash: `sha256:${sha256(bytes)}`,
        rowCount: rows.length,
        dialect: { delimiter: ',', lineTerminator: '\r\n', doubleQuote: true, header: true },
        schema: { fields, missingValues: [''] },
      },
    ],
    frozenRows: { sha256: about.hash },
  }
  return utf8(`${JSON.stringify(description, null, 2)}\n`)
}

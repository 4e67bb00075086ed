import { type About, NOT_KNOWN, type Table } from './table.ts'

/** The rows as Parquet: a number a double, an empty cell null; what columns mean stands in the file's own notes. */
export async function writeParquet({ columns, rows }: Table, about: About): Promise<Uint8Array<ArrayBuffer>> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const notes = columns.map(({ name, label, labels }) => ({ name, label, labels }))
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ name, kind }, at) =>
        kind === 'number'
          ? { name, type: 'DOUBLE', data: rows.map((row) => (row[at] === NOT_KNOWN ? null : row[at])) }
          : { name, type: 'STRING', data: rows.map((row) => row[at]) },
      ),
      createdBy: 'Hài Lòng',
      kvMetadata: [
        { key: 'title', value: about.title },
        { key: 'frozenRows', value: about.hash },
        { key: 'columns', value: JSON.stringify(notes) },
      ],
    }),
  )
}

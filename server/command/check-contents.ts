import { sql } from 'kysely'
import type { Db } from '../db/open.ts'
import { sha256 } from '../keys.ts'
import { type Covered, rowHash } from '../responses/row-hash.ts'

/** Says which rows hold something else than their hash says, by their keys; nothing of what they hold. */
export type ContentCheck = Readonly<{ checked: number; wrong: readonly string[] }>

/** A row with its key and pairs of what a hash says and what the content gives. */
type Rule<Row> = Readonly<{ table: string; key: keyof Row & string; pairs: (row: Row) => readonly [string, string][] }>

const rule = <Row>(one: Rule<Row>) => one as unknown as Rule<Record<string, unknown>>

type Sheet = Covered & {
  instrumentId: string
  language: string
  noticeVersion: string
  answers: string
  rowHash: string
  drawUnitId?: string
  linkId?: string
}

/** As a sheet's hashes are made when it comes in: its canonical answers, consent, form and language; and all the rest of its row. */
const sheetPairs = (row: Sheet): [string, string][] => [
  [
    row.contentHash,
    sha256(
      `{"answers":${row.answers},"consent":${JSON.stringify(row.noticeVersion)},"form":"${row.instrumentId}","language":"${row.language}"}`,
    ),
  ],
  [row.rowHash, rowHash(row, row.drawUnitId ?? row.linkId ?? '')],
]

const RULES = [
  rule<{ id: string; definition: string; contentHash: string }>({
    table: 'instrument',
    key: 'id',
    pairs: (row) => [[row.contentHash, sha256(row.definition)]],
  }),
  rule<{ name: string; bytes: Uint8Array }>({
    table: 'media',
    key: 'name',
    pairs: ({ name, bytes }) => [[name.split('.')[0] ?? '', sha256(bytes).slice(0, 32)]],
  }),
  rule<{ id: string; ledger: string; ledgerHash: string }>({
    table: 'draw',
    key: 'id',
    pairs: (row) => [[row.ledgerHash, sha256(row.ledger)]],
  }),
  rule<Sheet>({ table: 'response', key: 'id', pairs: sheetPairs }),
  rule<Sheet>({ table: 'openResponse', key: 'id', pairs: sheetPairs }),
  rule<{ id: string; bytes: Uint8Array; hash: string }>({
    table: 'dataset',
    key: 'id',
    pairs: (row) => [[row.hash, sha256(row.bytes)]],
  }),
  rule<{ id: string; bytes: Uint8Array; contentHash: string; pdf: Uint8Array | null; pdfHash: string | null }>({
    table: 'document',
    key: 'id',
    pairs: ({ bytes, contentHash, pdf, pdfHash }) => [
      [contentHash, sha256(bytes)],
      [pdfHash ?? '', pdf === null ? '' : sha256(pdf)],
    ],
  }),
  rule<{ id: string; result: string; contentHash: string }>({
    table: 'publication',
    key: 'id',
    pairs: (row) => [[row.contentHash, sha256(row.result)]],
  }),
]

/** Documents and recordings are large: few at a time. */
const PAGE = 20

/** Everything that is kept together with a hash of itself, hashed again. */
export async function checkContents(db: Db): Promise<ContentCheck> {
  let checked = 0
  const wrong: string[] = []
  for (const { table, key, pairs } of RULES) {
    const page = table.toLowerCase().endsWith('response') ? 1000 : PAGE
    for (let after = ''; ; ) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}
        where ${sql.ref(key)} > ${after} order by ${sql.ref(key)} limit ${page}`.execute(db)
      if (rows.length === 0) break
      for (const row of rows) {
        checked += 1
        after = String(row[key])
        if (pairs(row).some(([said, found]) => said !== found)) wrong.push(`${table} ${after}`)
      }
    }
  }
  return { checked, wrong }
}

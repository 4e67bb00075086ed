import { type Binary, makeBinary } from './binary.ts'
import {
  type About,
  type Cell,
  type Column,
  cutToBytes,
  MISSING_CODES,
  NOT_KNOWN,
  plainNames,
  type Table,
} from './table.ts'

const DOUBLE = 65_526
const LONGEST_TEXT = 2_045
/** `.`, `.a` and `.b` of Stata as the upper half of a double, and as codes of value labels. */
const NOT_KNOWN_DOUBLE = Buffer.from('000000000001e07f', 'hex')
const NOT_ANSWERED_DOUBLE = Buffer.from('000000000002e07f', 'hex')
const NOT_KNOWN_LABEL = 2_147_483_622
const NOT_ANSWERED_LABEL = 2_147_483_623
const { notKnown, notAnswered } = MISSING_CODES

type Placed = Readonly<{ column: Column; name: string; width: number }>

/**
 * The rows as a file of Stata 14 and later (format 118), in UTF-8. "Does not know" is `.a`, no answer `.b`.
 *
 * Source: Stata, "Description of .dta file format 118" (help dta).
 */
export function writeDta({ columns, rows }: Table, about: About): Uint8Array<ArrayBuffer> {
  const names = plainNames(
    columns.map(({ name }) => name),
    32,
  )
  const placed = columns.map((column, at) => ({
    column,
    name: names[at],
    width: column.kind === 'number' ? 0 : widest(rows, at),
  }))
  const out = makeBinary()
  const offsets: number[] = [0]
  const part = (tag: string, fill: () => void) => {
    offsets.push(out.length())
    out.text(`<${tag}>`)
    fill()
    out.text(`</${tag}>`)
  }
  out.text('<stata_dta>')
  head(out, about, placed.length, rows.length)
  let map = 0
  part('map', () => {
    map = out.length()
    out.padded(new Uint8Array(), 14 * 8)
  })
  part('variable_types', () => {
    for (const { width } of placed) out.short(width === 0 ? DOUBLE : width)
  })
  part('varnames', () => {
    for (const { name } of placed) out.padded(Buffer.from(name), 129)
  })
  part('sortlist', () => out.padded(new Uint8Array(), (placed.length + 1) * 2))
  part('formats', () => {
    for (const one of placed) out.padded(Buffer.from(formatOf(one)), 57)
  })
  part('value_label_names', () => {
    for (const one of placed) out.padded(Buffer.from(labelName(one)), 129)
  })
  part('variable_labels', () => {
    for (const { column } of placed) out.padded(letters(column.label, 80), 321)
  })
  part('characteristics', () => {})
  part('data', () => {
    for (const row of rows) for (const [at, one] of placed.entries()) cell(out, one, row[at])
  })
  part('strls', () => {})
  part('value_labels', () => {
    for (const one of placed) valueLabels(out, one)
  })
  offsets.push(out.length())
  out.text('</stata_dta>')
  offsets.push(out.length())
  for (const [at, offset] of offsets.entries()) out.setLong(map + at * 8, offset)
  return out.done()
}

/** Stata counts letters where it keeps four bytes for each. */
const letters = (text: string, most: number): Uint8Array => cutToBytes([...text].slice(0, most).join(''), most * 4)

const widest = (rows: Table['rows'], at: number): number =>
  Math.min(
    LONGEST_TEXT,
    rows.reduce((most, row) => Math.max(most, Buffer.byteLength(String(row[at] ?? ''))), 1),
  )

function head(out: Binary, about: About, columns: number, rows: number): void {
  out.text('<header><release>118</release><byteorder>LSF</byteorder><K>')
  out.short(columns)
  out.text('</K><N>')
  out.long(rows)
  out.text('</N><label>')
  const label = letters(about.title, 80)
  out.short(label.length)
  out.raw(label)
  out.text('</label><timestamp>')
  // Without a moment the same rows give the same bytes.
  out.byte(0)
  out.text('</timestamp></header>')
}

const isWhole = ({ measure, labels }: Column): boolean => measure !== 'scale' || labels.length > 0
const formatOf = ({ column, width }: Placed): string =>
  width > 0 ? `%-${Math.min(width, 40)}s` : isWhole(column) ? '%8.0g' : '%10.4f'
const labelName = ({ column, name }: Placed): string => (column.kind === 'number' && isWhole(column) ? name : '')

function cell(out: Binary, { column, width }: Placed, value: Cell): void {
  if (column.kind === 'text') out.padded(cutToBytes(String(value ?? ''), width), width)
  else if (typeof value === 'number') out.double(value)
  else out.raw(value === NOT_KNOWN ? NOT_KNOWN_DOUBLE : NOT_ANSWERED_DOUBLE)
}

function valueLabels(out: Binary, one: Placed): void {
  if (labelName(one) === '') return
  const labels = [
    ...one.column.labels,
    { value: NOT_KNOWN_LABEL, label: notKnown.label },
    { value: NOT_ANSWERED_LABEL, label: notAnswered.label },
  ]
  const texts = labels.map(({ label }) => Buffer.concat([cutToBytes(label, 32_000), Buffer.from([0])]))
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  out.text('<lbl>')
  out.int(8 + labels.length * 8 + length)
  out.padded(Buffer.from(labelName(one)), 129)
  out.padded(new Uint8Array(), 3)
  out.int(labels.length)
  out.int(length)
  let at = 0
  for (const text of texts) {
    out.int(at)
    at += text.length
  }
  for (const { value } of labels) out.int(value)
  for (const text of texts) out.raw(text)
  out.text('</lbl>')
}

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

const SPACE = 0x20
const LONGEST_TEXT = 255
const FORMAT = { number: 5, text: 1 } as const
const MEASURE = { nominal: 1, ordinal: 2, scale: 3 } as const
const { notKnown, notAnswered } = MISSING_CODES

type Placed = Readonly<{ column: Column; short: string; long: string; width: number; segments: number; index: number }>

/**
 * The rows as a system file of SPSS, not compressed, in UTF-8: labels, value labels, measures, and both reasons for a
 * missing answer declared as such. No weight is switched on: SPSS would take it for a count of people.
 *
 * Source: PSPP developer's guide, "System File Format".
 */
export function writeSav({ columns, rows }: Table, about: About): Uint8Array<ArrayBuffer> {
  const out = makeBinary()
  const placed = place(columns, rows)
  header(out, about, placed, rows.length)
  for (const variable of placed) variableRecords(out, variable)
  for (const variable of placed) valueLabels(out, variable)
  information(out, placed)
  out.int(999)
  out.int(0)
  for (const row of rows) for (const [at, variable] of placed.entries()) cell(out, variable, row[at])
  return out.done()
}

function place(columns: readonly Column[], rows: Table['rows']): Placed[] {
  const names = plainNames(
    columns.map(({ name }) => name),
    64,
  )
  let index = 1
  return columns.map((column, at) => {
    const width = column.kind === 'number' ? 0 : widest(rows, at)
    const segments = Math.max(1, Math.ceil(width / 8))
    const variable = { column, short: `V${String(at + 1).padStart(5, '0')}`, long: names[at], width, segments, index }
    index += segments
    return variable
  })
}

const widest = (rows: Table['rows'], at: number): number =>
  Math.min(
    LONGEST_TEXT,
    rows.reduce((most, row) => Math.max(most, Buffer.byteLength(String(row[at] ?? ''))), 1),
  )

function header(out: Binary, about: About, placed: readonly Placed[], rows: number): void {
  out.text('$FL2')
  out.padded(Buffer.from('@(#) SPSS DATA FILE Hai Long'), 60, SPACE)
  out.int(2)
  out.int(placed.reduce((sum, { segments }) => sum + segments, 0))
  out.int(0)
  out.int(0)
  out.int(rows)
  out.double(100)
  // The day the rows were frozen stands in their hash; the file itself says none, so the same rows give the same bytes.
  out.padded(Buffer.from('01 Jan 70'), 9, SPACE)
  out.padded(Buffer.from('00:00:00'), 8, SPACE)
  out.padded(cutToBytes(about.title, 64), 64, SPACE)
  out.padded(new Uint8Array(), 3)
}

const rounded = (length: number, to: number): number => Math.ceil(length / to) * to

function variableRecords(out: Binary, { column, short, width, segments }: Placed): void {
  const isNumber = column.kind === 'number'
  const format = isNumber
    ? (FORMAT.number << 16) | (12 << 8) | (isWhole(column) ? 0 : 4)
    : (FORMAT.text << 16) | (width << 8)
  const label = cutToBytes(column.label, 252)
  out.int(2)
  out.int(width)
  out.int(1)
  out.int(isNumber ? 2 : 0)
  out.int(format)
  out.int(format)
  out.padded(Buffer.from(short), 8, SPACE)
  out.int(label.length)
  out.padded(label, rounded(label.length, 4), SPACE)
  if (isNumber) for (const { code } of [notKnown, notAnswered]) out.double(code)
  for (let more = 1; more < segments; more++) {
    for (const value of [2, -1, 0, 0, 0, 0]) out.int(value)
    out.padded(new Uint8Array(), 8, SPACE)
  }
}

const isWhole = ({ measure, labels }: Column): boolean => measure !== 'scale' || labels.length > 0

function valueLabels(out: Binary, { column, index }: Placed): void {
  if (column.kind !== 'number') return
  const labels = [
    ...column.labels,
    { value: notKnown.code, label: notKnown.label },
    { value: notAnswered.code, label: notAnswered.label },
  ]
  out.int(3)
  out.int(labels.length)
  for (const { value, label } of labels) {
    const text = cutToBytes(label, 119)
    out.double(value)
    out.byte(text.length)
    out.padded(text, rounded(text.length + 1, 8) - 1, SPACE)
  }
  for (const part of [4, 1, index]) out.int(part)
}

function information(out: Binary, placed: readonly Placed[]): void {
  const record = (kind: number, size: number, count: number) => {
    for (const part of [7, kind, size, count]) out.int(part)
  }
  record(3, 4, 8)
  for (const part of [1, 0, 0, -1, 1, 1, 2, 65001]) out.int(part)
  record(4, 8, 3)
  out.double(-Number.MAX_VALUE)
  out.double(Number.MAX_VALUE)
  out.double(-1.7976931348623155e308)
  record(11, 4, placed.length * 3)
  for (const { column, width } of placed)
    for (const part of [MEASURE[column.measure], width === 0 ? 12 : Math.min(width, 40), width === 0 ? 1 : 0])
      out.int(part)
  const names = Buffer.from(placed.map(({ short, long }) => `${short}=${long}`).join('\t'))
  record(13, 1, names.length)
  out.raw(names)
  record(20, 1, 5)
  out.text('UTF-8')
}

function cell(out: Binary, { column, width, segments }: Placed, value: Cell): void {
  if (column.kind === 'text') out.padded(cutToBytes(String(value ?? ''), width), segments * 8, SPACE)
  else if (typeof value === 'number') out.double(value)
  else out.double(value === NOT_KNOWN ? notKnown.code : notAnswered.code)
}

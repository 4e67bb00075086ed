import { createReadStream } from 'node:fs'
import { CommandError } from '../command/command.ts'

export type NumericColumn = Float64Array | Float32Array | Int32Array
export type NumericColumns = Readonly<{ rows: number; columns: ReadonlyMap<string, NumericColumn> }>
/** How a column is held: `whole` refuses what is missing or broken, `small` keeps seven digits in half the memory. */
export type Kind = 'whole' | 'small' | 'exact'

const makeColumn = {
  whole: (rows: number) => new Int32Array(rows),
  small: (rows: number) => new Float32Array(rows),
  exact: (rows: number) => new Float64Array(rows),
}

const COMMA = 44
const LINE = 10
const RETURN = 13
const MINUS = 45
const POINT = 46
const ZERO = 48

/**
 * The wanted columns of a CSV of plain decimal numbers, read piece by piece straight into typed columns: a file of a million rows
 * never stands in memory as text. An empty field is NaN, or refused in a column of whole numbers. Anything else that is no number is refused with its line and column.
 */
export async function readNumericCsv(file: string, wanted: Readonly<Record<string, Kind>>): Promise<NumericColumns> {
  const { header, lines } = await look(file)
  const names = header.split(',').map((name) => name.trim().replace(/^"|"$/g, ''))
  const missing = Object.keys(wanted).filter((name) => !names.includes(name))
  if (missing.length > 0) throw new CommandError(`${file} has no column ${missing.join(', ')}`)
  const columns = new Map<string, NumericColumn>(
    Object.entries(wanted).map(([name, kind]) => [name, makeColumn[kind](lines)]),
  )
  const places = names.map((name) => columns.get(name))
  const state = makeReader(places, names, file)
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) state.take(chunk as Buffer)
  const rows = state.end()
  if (rows === 0) throw new CommandError(`${file} has no rows`)
  return {
    rows,
    columns: rows === lines ? columns : new Map([...columns].map(([name, column]) => [name, column.subarray(0, rows)])),
  }
}

/** The first line, and at most how many rows there are. */
async function look(file: string): Promise<{ header: string; lines: number }> {
  let header = ''
  let complete = false
  let lines = 0
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      const bytes = chunk as Buffer
      for (let at = bytes.indexOf(LINE); at >= 0; at = bytes.indexOf(LINE, at + 1)) {
        if (!complete) {
          header += bytes.toString('utf8', 0, at)
          complete = true
        } else lines++
      }
      if (!complete) header += bytes.toString('utf8')
      if (header.length > 1_000_000) break
    }
  } catch {
    throw new CommandError(`${file} cannot be read`)
  }
  return { header: header.replace(/^\uFEFF|\r$/g, ''), lines: lines + 1 }
}

function makeReader(places: readonly (NumericColumn | undefined)[], names: readonly string[], file: string) {
  let headerSeen = false
  let row = 0
  let place = 0
  let value = 0
  let digits = 0
  let negative = false
  /** 0 before the point, else the power of ten of the digits behind it. */
  let scale = 0
  let empty = true
  function field(): void {
    if (place >= places.length) wrong('has more fields than the header')
    const column = places[place]
    if (column) {
      if (digits === 0 && !empty) wrong('is no number')
      if (column instanceof Int32Array && (digits === 0 || scale > 1 || value > 2 ** 31 - 1))
        wrong('is no whole number')
      const size = scale > 1 ? value / scale : value
      column[row] = digits === 0 ? Number.NaN : negative ? -size : size
    }
    place++
    value = 0
    digits = 0
    scale = 0
    negative = false
    empty = true
  }
  function line(): void {
    if (place === 0 && empty) return
    field()
    if (place !== places.length) wrong('has fewer fields than the header')
    place = 0
    row++
  }
  function wrong(what: string): never {
    throw new CommandError(`${file} line ${row + 2} ${names[place] ?? `field ${place + 1}`} ${what}`)
  }
  return {
    take(bytes: Buffer): void {
      let at = 0
      if (!headerSeen) {
        at = bytes.indexOf(LINE) + 1
        if (at === 0) return
        headerSeen = true
      }
      for (; at < bytes.length; at++) {
        const byte = bytes[at]
        if (byte >= ZERO && byte <= 57) {
          value = value * 10 + (byte - ZERO)
          digits++
          empty = false
          if (scale > 0) scale *= 10
          if (digits > 15) wrong('has more than 15 digits')
        } else if (byte === COMMA) field()
        else if (byte === LINE) line()
        else if (byte === RETURN) continue
        else if (byte === POINT && scale === 0) scale = 1
        else if (byte === MINUS && empty) {
          negative = true
          empty = false
        } else if (places[place]) wrong('is no number')
        else empty = false
      }
    },
    end(): number {
      if (headerSeen) line()
      return row
    },
  }
}

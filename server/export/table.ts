/** "Does not know, does not apply", in a column of numbers: another thing than no answer, which is null. */
export const NOT_KNOWN = 'NK'

export type Cell = number | string | null

export type Column = Readonly<{
  name: string
  label: string
  kind: 'number' | 'text'
  measure: 'nominal' | 'ordinal' | 'scale'
  /** What numbers mean. */
  labels: readonly Readonly<{ value: number; label: string }>[]
}>

/** Rows as files for analysts are made of them; every column is there because a list names it, never because it existed. */
export type Table = Readonly<{
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
}>

/** What is said about the rows, in every format that has a place for it. */
export type About = Readonly<{
  /** Plain letters, for file names. */
  slug: string
  title: string
  authority: string
  year: number
  place: string
  /** SHA-256 of the frozen rows, on which every published figure rests. */
  hash: string
  /** How the weights came about; null while there are none. */
  weighting: string | null
  /** Made under a demonstration's keys. */
  simulated: boolean
}>

export type ExportFile = Readonly<{ name: string; type: string; bytes: Uint8Array<ArrayBuffer> }>

/** Two reasons for an empty cell, as formats with declared missing values hold them. */
export const MISSING_CODES = {
  notKnown: { code: -8, label: 'Không biết / không có' },
  notAnswered: { code: -9, label: 'Không trả lời' },
} as const

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text))

/** At most so many bytes of UTF-8, never half a letter. */
export function cutToBytes(text: string, most: number): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  let end = Math.min(bytes.length, most)
  while (end > 0 && end < bytes.length && (bytes[end] & 0xc0) === 0x80) end -= 1
  return bytes.subarray(0, end)
}

/** Names that every program takes: a letter, then letters, digits and underscores, all different whatever their case. */
export function plainNames(names: readonly string[], longest: number): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const cleaned = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^[^A-Za-z]/, 'v$&')
    const fits = (end: string) => `${cleaned.slice(0, longest - end.length)}${end}`
    let plain = RESERVED.has(cleaned.toUpperCase()) ? fits('_') : fits('')
    for (let turn = 2; taken.has(plain.toUpperCase()); turn++) plain = fits(`_${turn}`)
    taken.add(plain.toUpperCase())
    return plain
  })
}

/** Words of SPSS and Stata that name no variable. */
const RESERVED = new Set(
  'ALL AND BY EQ GE GT LE LT NE NOT OR TO WITH BYTE DOUBLE FLOAT IF IN INT LONG USING STRL'.split(' '),
)

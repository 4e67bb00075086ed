import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { charactersIn, mergeFonts, unpackFont } from './font-merge.ts'

export type Face = 'regular' | 'bold' | 'italic' | 'boldItalic'
/** What text is set with: Khmer has an upright and a bold cut only. */
export type Cut = Face | 'khmer' | 'khmerBold'

const cuts: Record<Face, string> = {
  regular: '400-normal',
  bold: '700-normal',
  italic: '400-italic',
  boldItalic: '700-italic',
}
const PIECES = ['latin', 'latin-ext', 'vietnamese', 'greek'] as const
const { resolve } = createRequire(import.meta.url)
const once = <Key, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const made = new Map<Key, Value>()
  return (key) => {
    const value = made.get(key) ?? make(key)
    made.set(key, value)
    return value
  }
}

const tinosPieces = (face: Face): Buffer[] =>
  PIECES.map((name) => readFileSync(resolve(`@fontsource/tinos/files/tinos-${name}-${cuts[face]}.woff`)))
const khmerPiece = (weight: 400 | 700): Buffer =>
  readFileSync(resolve(`@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-${weight}-normal.woff`))
const weightOf = (cut: 'khmer' | 'khmerBold') => (cut === 'khmer' ? 400 : 700)

/**
 * Tinos, which has the widths of Times New Roman, as a TrueType file with every Vietnamese letter. It comes from the
 * package, never from the machine, so a PDF or a picture looks the same everywhere.
 */
export const tinos = once((face: Face): Buffer => mergeFonts(tinosPieces(face)))

/** The font of a cut: Tinos, or Noto Sans Khmer with the tables by which Khmer letters find their places. */
export const fontOf = once(
  (cut: Cut): Buffer => (cut === 'khmer' || cut === 'khmerBold' ? unpackFont(khmerPiece(weightOf(cut))) : tinos(cut)),
)

/** The characters a cut can show; any other would be an empty box. */
export const charactersOfCut = once(
  (cut: Cut): ReadonlySet<number> =>
    new Set(
      (cut === 'khmer' || cut === 'khmerBold' ? [khmerPiece(weightOf(cut))] : tinosPieces(cut)).flatMap(charactersIn),
    ),
)

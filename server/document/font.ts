import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { mergeFonts } from './font-merge.ts'

export type Face = 'regular' | 'bold' | 'italic' | 'boldItalic'

const cuts: Record<Face, string> = {
  regular: '400-normal',
  bold: '700-normal',
  italic: '400-italic',
  boldItalic: '700-italic',
}
const { resolve } = createRequire(import.meta.url)
const made = new Map<Face, Buffer>()

/**
 * Tinos, which has the widths of Times New Roman, as a TrueType file with every Vietnamese letter. It comes from the
 * package, never from the machine, so a PDF or a picture looks the same everywhere.
 */
export function tinos(face: Face): Buffer {
  let font = made.get(face)
  if (!font) {
    const piece = (name: string) => readFileSync(resolve(`@fontsource/tinos/files/tinos-${name}-${cuts[face]}.woff`))
    font = mergeFonts([piece('latin'), piece('latin-ext'), piece('vietnamese'), piece('greek')])
    made.set(face, font)
  }
  return font
}

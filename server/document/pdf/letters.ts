import { DocumentError } from '../document-error.ts'
import { type Cut, charactersOfCut, type Face } from '../font.ts'

/** A stretch of text that one font can set. */
export type Stretch = Readonly<{ text: string; cut: Cut }>

/** Khmer letters and signs, and the marks that only Khmer text needs (zero-width space and joiners). */
const KHMER = /[\u1780-\u17ff\u19e0-\u19ff]/
const IGNORED = /[\u200b-\u200f\u2060\ufeff\u00ad]/g

const khmerCut = (face: Face): Cut => (face === 'bold' || face === 'boldItalic' ? 'khmerBold' : 'khmer')

/** Composed text cut into stretches of Tinos and of Noto Sans Khmer; what stands between Khmer words goes with them. */
export function stretches(text: string, face: Face): Stretch[] {
  const found: Stretch[] = []
  for (const part of text
    .normalize('NFC')
    .split(/([\u1780-\u17ff\u19e0-\u19ff][\u1780-\u17ff\u19e0-\u19ff\u200b-\u200d]*)/)) {
    if (part === '') continue
    found.push({ text: part, cut: KHMER.test(part) ? khmerCut(face) : face })
  }
  return found
}

/** What is drawn of a text: marks that only guide the breaking of lines have no shape. Joiners inside Khmer stay. */
export const drawn = (text: string): string =>
  KHMER.test(text) ? text.replace(/[\u200b\ufeff]/g, '') : text.replace(IGNORED, '')

/** @throws DocumentError naming each letter without a shape: a document with empty boxes is not made */
export function refuseMissing(text: string, cut: Cut): void {
  const known = charactersOfCut(cut)
  const missing = [...drawn(text)].filter(
    (letter) => !known.has(letter.codePointAt(0) ?? 0) && !/[\u200c\u200d]/.test(letter),
  )
  if (missing.length > 0)
    throw new DocumentError(
      [...new Set(missing)].map((letter) => `no shape for ${nameOf(letter)} in “${text.slice(0, 60)}”`),
    )
}

const nameOf = (letter: string): string =>
  `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

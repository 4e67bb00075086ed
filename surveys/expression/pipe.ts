/** `${A4}` in a text stands for the answer to A4. Names only: what is shown is never read as an expression. */
const PIPE = /\$\{\s*([A-Za-z]\w{0,63})\s*\}/g

export type Piece = string | Readonly<{ name: string }>

/** A text as its words and the names between them. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const found of text.matchAll(PIPE)) {
    if (found.index > from) pieces.push(text.slice(from, found.index))
    pieces.push({ name: found[1] ?? '' })
    from = found.index + found[0].length
  }
  if (from < text.length) pieces.push(text.slice(from))
  return pieces
}

/** The names in a text, each with its place, counted from 1. */
export const pipesIn = (text: string): { name: string; at: number }[] =>
  [...text.matchAll(PIPE)].map((found) => ({ name: found[1] ?? '', at: found.index + 1 }))

import type { Line } from './lay-lines.ts'
import type { Pdf } from './open-pdf.ts'

export type Align = 'left' | 'right' | 'center' | 'justify'

export const heightOf = (lines: readonly Line[]): number => lines.reduce((sum, { height }) => sum + height, 0)

/** Draws lines from `top` down, in a column of `width` at `left`; gives the place below the last one. */
export function drawLines(
  pdf: Pdf,
  lines: readonly Line[],
  { left, top, width, align }: Readonly<{ left: number; top: number; width: number; align: Align }>,
): number {
  let y = top
  for (const line of lines) {
    drawLine(pdf, line, left, y, width, align)
    y += line.height
  }
  return y
}

/** A space is as wide as Tinos has it, so Khmer behind a space starts anew at its own place. */
const spaced = (word: Line['words'][number], piece: Line['words'][number]['pieces'][number]): boolean =>
  word.space > 0 && piece.cut.startsWith('khmer')

function drawLine(pdf: Pdf, line: Line, left: number, top: number, width: number, align: Align): void {
  const free = width - line.indent - line.width
  const gaps = line.words.filter((word, index) => index > 0 && word.space > 0).length
  const stretch = align === 'justify' && !line.last && gaps > 0 ? free / gaps : 0
  let x = left + line.indent + (align === 'right' ? free : align === 'center' ? free / 2 : 0)
  // The extra room of a wide line stands half above and half below.
  const base = top + line.ascent
  const [first] = line.words
  let waiting: { text: string; x: number; piece: (typeof line.words)[number]['pieces'][number] } | undefined
  const flush = () => {
    if (waiting) {
      const { piece, text } = waiting
      pdf.font(piece.cut).fontSize(piece.size).fillColor(piece.color)
      pdf.text(text, waiting.x, base - piece.rise, { lineBreak: false, baseline: 'alphabetic' })
    }
    waiting = undefined
  }
  for (const word of line.words) {
    const space = word === first ? 0 : word.space
    x += space + (space > 0 ? stretch : 0)
    word.pieces.forEach((piece, index) => {
      const same = waiting && waiting.piece.cut === piece.cut && waiting.piece.size === piece.size
      const alike = same && waiting?.piece.color === piece.color && waiting.piece.rise === piece.rise
      // A stretched line is set word by word; the space is drawn with the word before it, so that the text can be copied.
      if (waiting && space > 0 && index === 0) waiting.text += ' '
      if (waiting && alike && (index > 0 || (stretch === 0 && !spaced(word, piece)))) waiting.text += piece.text
      else {
        flush()
        waiting = { text: piece.text, x, piece }
      }
      x += piece.width
    })
  }
  flush()
}

import { drawLines } from '../../document/pdf/draw-lines.ts'
import { layLines } from '../../document/pdf/lay-lines.ts'
import { MM, type Pdf } from '../../document/pdf/open-pdf.ts'
import { BOX, GREY, SIZE } from './geometry.ts'

/** A box to tick; the number inside is what the person who types the sheet types. */
export function box(pdf: Pdf, left: number, top: number, digit = '', side = BOX): void {
  pdf.lineWidth(0.8).strokeColor('#000000').rect(left, top, side, side).stroke()
  if (digit === '') return
  const lines = layLines(pdf, [{ text: digit, size: SIZE.digit, color: GREY }], { width: side })
  drawLines(pdf, lines, { left, top: top + (side - SIZE.digit * 1.15) / 2, width: side, align: 'center' })
}

/** Boxes side by side, one digit each; gives the place behind the last one. */
export function comb(pdf: Pdf, left: number, top: number, cells: number): number {
  const [width, height] = [6 * MM, 7.5 * MM]
  for (let cell = 0; cell < cells; cell++)
    pdf
      .lineWidth(0.7)
      .strokeColor('#000000')
      .rect(left + cell * width, top, width, height)
      .stroke()
  return left + cells * width
}

/** A line to write on. */
export function writingLine(pdf: Pdf, left: number, right: number, y: number): void {
  pdf
    .save()
    .lineWidth(0.6)
    .dash(1, { space: 2 })
    .strokeColor('#555555')
    .moveTo(left, y)
    .lineTo(right, y)
    .stroke()
    .restore()
}

import { type Align, drawLines } from '../../document/pdf/draw-lines.ts'
import { layLines, type Span } from '../../document/pdf/lay-lines.ts'
import type { Pdf } from '../../document/pdf/open-pdf.ts'
import type { Slab } from '../../document/pdf/slab.ts'
import { WIDTH } from './geometry.ts'

type Options = Readonly<{ before: number; glued: boolean; align?: Align }>

/** A paragraph over the width of a sheet, line by line. */
export function textSlabs(pdf: Pdf, spans: readonly Span[], { before, glued, align = 'left' }: Options): Slab[] {
  const lines = layLines(pdf, spans, { width: WIDTH })
  return lines.map((line, index) => ({
    before: index === 0 ? before : 0,
    height: line.height,
    glued: glued || index < lines.length - 1,
    draw: (left, top) => void drawLines(pdf, [line], { left, top, width: WIDTH, align }),
  }))
}

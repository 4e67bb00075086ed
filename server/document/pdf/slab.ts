import type { ParagraphPiece, Piece, Run, TablePiece } from '../piece.ts'
import { drawLines, heightOf } from './draw-lines.ts'
import { type Line, layLines, type Span } from './lay-lines.ts'
import type { Pdf } from './open-pdf.ts'

/** What no page may break, with the air above it; `glued`: on the same page as the next one. */
export type Slab = Readonly<{
  before: number
  height: number
  glued: boolean
  draw: (left: number, top: number) => void
  /** Drawn again when this slab comes first on a page: the head of a table. */
  head?: Slab
}>

const TWIPS = 20
const points = (twips: number): number => twips / TWIPS
const BODY = 28
/** Air inside a cell, left and right, above and below. */
const CELL = { x: 3, y: 2 }

const spansOf = (runs: readonly Run[], size: number): Span[] =>
  runs.map((run) => ({
    text: run.text,
    size: (run.size ?? size) / 2,
    face: run.bold ? (run.italics ? 'boldItalic' : 'bold') : run.italics ? 'italic' : 'regular',
    raised: run.superScript ?? false,
  }))

/** The slabs of pieces in a column of `width` points. */
export const slabsOf = (pdf: Pdf, pieces: readonly Piece[], width: number): Slab[] =>
  pieces.flatMap((piece) => slabsOfPiece(pdf, piece, width))

function slabsOfPiece(pdf: Pdf, piece: Piece, width: number): Slab[] {
  switch (piece.kind) {
    case 'paragraph':
      return paragraphSlabs(pdf, piece, width)
    case 'rule':
      return [ruleSlab(pdf, points(piece.room), points(piece.width))]
    case 'table':
      return tableSlabs(pdf, piece, width)
    case 'sides':
      return [sidesSlab(pdf, piece)]
    case 'picture': {
      const height = width * piece.ratio
      const draw = (left: number, top: number) => void pdf.image(piece.opaque(), left, top, { width, height })
      return [{ before: 8, height, glued: true, draw }]
    }
  }
}

function paragraphSlabs(pdf: Pdf, piece: ParagraphPiece, width: number): Slab[] {
  const { align, keepNext = false, keepLines = false } = piece
  const left = points(piece.left ?? 0)
  const lines = layLines(pdf, spansOf(piece.runs, BODY), {
    width: width - left,
    firstLine: align === 'center' ? 0 : points(piece.firstLine ?? 0),
    leading: (piece.line ?? 240) / 240,
  })
  // An empty paragraph is air of its own height.
  if (piece.runs.length === 0)
    return [{ before: points(piece.before), height: BODY / 2 + points(piece.after), glued: keepNext, draw: () => {} }]
  return lines.map((line, index): Slab => {
    const final = index === lines.length - 1
    // No first and no last line alone on a page.
    const family = index === 0 || index === lines.length - 2
    return {
      before: index === 0 ? points(piece.before) : 0,
      height: line.height + (final ? points(piece.after) : 0),
      glued: final ? keepNext : keepLines || family,
      draw: (x, top) => void drawLines(pdf, [line], { left: x + left, top, width: width - left, align }),
    }
  })
}

function ruleSlab(pdf: Pdf, room: number, width: number): Slab {
  const draw = (left: number, top: number) => {
    const from = left + (room - width) / 2
    pdf
      .lineWidth(0.75)
      .strokeColor('#000000')
      .moveTo(from, top + 2)
      .lineTo(from + width, top + 2)
      .stroke()
  }
  return { before: 0, height: 3, glued: false, draw }
}

/** Pieces one below the other as one slab. */
function stacked(slabs: readonly Slab[]): Slab {
  const draw = (left: number, top: number) => {
    let y = top
    for (const slab of slabs) {
      slab.draw(left, y + slab.before)
      y += slab.before + slab.height
    }
  }
  return { before: 0, height: slabs.reduce((sum, slab) => sum + slab.before + slab.height, 0), glued: false, draw }
}

function sidesSlab(pdf: Pdf, piece: Extract<Piece, { kind: 'sides' }>): Slab {
  const columns = piece.sides.map((side) => stacked(slabsOf(pdf, side.pieces, points(side.width))))
  const draw = (left: number, top: number) => {
    let x = left - points(piece.reach)
    columns.forEach((column, index) => {
      column.draw(x, top)
      x += points(piece.sides[index]?.width ?? 0)
    })
  }
  return {
    before: 0,
    height: Math.max(0, ...columns.map(({ height }) => height)),
    glued: piece.keepNext ?? false,
    draw,
  }
}

/** A row higher than this many points may go on over the page; a lower one is never torn. */
const TALL = 260

/** A row as lines of all its cells, so that a text longer than a page is read to its end. */
function tornRow(
  pdf: Pdf,
  laid: readonly (readonly Line[])[],
  widths: readonly number[],
  aligns: readonly ('left' | 'right' | 'center')[],
): Omit<Slab, 'head'>[] {
  const many = Math.max(...laid.map((lines) => lines.length))
  return Array.from({ length: many }, (_, at) => {
    const first = at === 0
    const last = at === many - 1
    const [above, below] = [first ? CELL.y : 0, last ? CELL.y : 0]
    const height = Math.max(0, ...laid.map((lines) => lines[at]?.height ?? 0)) + above + below
    const draw = (left: number, top: number) => {
      pdf.lineWidth(0.5).strokeColor('#000000')
      let x = left
      laid.forEach((lines, index) => {
        const room = widths[index] ?? 0
        for (const side of [x, x + room]) pdf.moveTo(side, top).lineTo(side, top + height)
        if (first) pdf.moveTo(x, top).lineTo(x + room, top)
        if (last) pdf.moveTo(x, top + height).lineTo(x + room, top + height)
        pdf.stroke()
        const line = lines[at]
        const align = aligns[index] ?? 'left'
        if (line) drawLines(pdf, [line], { left: x + CELL.x, top: top + above, width: room - 2 * CELL.x, align })
        x += room
      })
    }
    // Two lines stay together at either end.
    return { before: 0, height, glued: first || at === many - 2, draw }
  })
}

function tableSlabs(pdf: Pdf, piece: TablePiece, width: number): Slab[] {
  const whole = piece.columns.reduce((sum, column) => sum + column.width, 0)
  const widths = piece.columns.map((column) => (column.width / whole) * width)
  const lay = (cells: readonly (readonly Run[])[]) =>
    cells.map((runs, index) => layLines(pdf, spansOf(runs, piece.size), { width: (widths[index] ?? 0) - 2 * CELL.x }))
  const row = (laid: readonly (readonly Line[])[], title: boolean): Omit<Slab, 'glued'> => {
    const height = Math.max(...laid.map(heightOf)) + 2 * CELL.y
    const draw = (left: number, top: number) => {
      let x = left
      laid.forEach((lines, index) => {
        const room = widths[index] ?? 0
        pdf.lineWidth(0.5).strokeColor('#000000').rect(x, top, room, height).stroke()
        const align = title ? 'center' : (piece.columns[index]?.align ?? 'left')
        cellText(pdf, lines, x, top, room, height, align, piece.top === true && !title)
        x += room
      })
    }
    return { before: 0, height, draw }
  }
  const head: Slab = {
    ...row(lay(piece.columns.map(({ title }) => [{ text: title, bold: true }])), true),
    glued: true,
  }
  const aligns = piece.columns.map(({ align }) => align)
  const rows = piece.lines.flatMap((cells, index): Slab[] => {
    const laid = lay(cells)
    const whole = row(laid, false)
    if (whole.height > TALL) return tornRow(pdf, laid, widths, aligns).map((slab) => ({ ...slab, head }))
    return [{ ...whole, glued: piece.stays[index] ?? false, head }]
  })
  return [head, ...rows]
}

function cellText(
  pdf: Pdf,
  lines: readonly Line[],
  x: number,
  top: number,
  room: number,
  height: number,
  align: 'left' | 'right' | 'center',
  atTop: boolean,
): void {
  const free = height - heightOf(lines) - 2 * CELL.y
  drawLines(pdf, lines, {
    left: x + CELL.x,
    top: top + CELL.y + (atTop ? 0 : free / 2),
    width: room - 2 * CELL.x,
    align,
  })
}

import { drawLines, heightOf } from '../../document/pdf/draw-lines.ts'
import { type Line, layLines, type Span } from '../../document/pdf/lay-lines.ts'
import { MM, type Pdf } from '../../document/pdf/open-pdf.ts'
import type { Slab } from '../../document/pdf/slab.ts'
import { BOX, NUMBER, SIZE, WIDTH } from './geometry.ts'
import { box } from './marks.ts'

/** A row of a grid: a question and, per column, the digit in its box; null where a column does not apply. */
export type GridRow = Readonly<{
  number: string
  text: readonly Span[]
  digits: readonly (string | null)[]
  apart: boolean
}>
export type GridHead = Readonly<{ number: string; question: string; columns: readonly string[]; apart: string | null }>

const COLUMN = 13 * MM
const APART = 15 * MM
const GAP = 1.2 * MM
const PAD = 2

type Widths = Readonly<{ question: number; column: number; apart: number }>

function widthsOf(head: GridHead): Widths {
  const apart = head.apart === null ? 0 : APART + GAP
  const most = WIDTH * 0.6
  const column = Math.min(COLUMN, (most - apart) / head.columns.length)
  return { column, apart, question: WIDTH - NUMBER - column * head.columns.length - apart }
}

/** Questions one below the other with the same answers beside them; the words of the answers stand again on each page. */
export function gridSlabs(pdf: Pdf, head: GridHead, rows: readonly GridRow[]): Slab[] {
  const widths = widthsOf(head)
  const top: Slab = { ...headRow(pdf, head, widths), glued: true }
  return [top, ...rows.map((row): Slab => ({ ...questionRow(pdf, row, head, widths), glued: false, head: top }))]
}

type Cell = Readonly<{ lines: readonly Line[]; left: number; width: number; align: 'left' | 'center' }>

function framed(pdf: Pdf, left: number, top: number, width: number, height: number): void {
  pdf.lineWidth(0.5).strokeColor('#000000').rect(left, top, width, height).stroke()
}

function inMiddle(pdf: Pdf, cell: Cell, left: number, top: number, height: number): void {
  drawLines(pdf, cell.lines, {
    left: left + cell.left + PAD,
    top: top + (height - heightOf(cell.lines)) / 2,
    width: cell.width - 2 * PAD,
    align: cell.align,
  })
}

/** The largest letters in which no word of the answers is broken. */
function headSize(pdf: Pdf, head: GridHead, widths: Widths): number {
  const words = head.columns.flatMap((text) => text.split(/\s+/))
  const fits = (size: number) =>
    words.every((text) => {
      const [line] = layLines(pdf, [{ text, size, face: 'bold' }], { width: WIDTH })
      return (line?.width ?? 0) <= widths.column - 2 * PAD
    })
  return [SIZE.head, SIZE.head - 0.5, SIZE.head - 1].find(fits) ?? SIZE.head - 1.5
}

function headRow(pdf: Pdf, head: GridHead, widths: Widths): Omit<Slab, 'glued'> {
  const cell = (text: string, left: number, width: number, size: number): Cell => ({
    lines: layLines(pdf, [{ text, size, face: 'bold' }], { width: width - 2 * PAD }),
    left,
    width,
    align: 'center',
  })
  const from = NUMBER + widths.question
  const size = headSize(pdf, head, widths)
  const cells = [
    cell(head.number, 0, NUMBER, SIZE.hint),
    cell(head.question, NUMBER, widths.question, SIZE.hint),
    ...head.columns.map((text, index) => cell(text, from + index * widths.column, widths.column, size)),
    ...(head.apart === null ? [] : [cell(head.apart, WIDTH - APART, APART, size)]),
  ]
  const height = Math.max(...cells.map(({ lines }) => heightOf(lines))) + 2 * PAD
  const draw = (left: number, top: number) => {
    for (const each of cells) {
      framed(pdf, left + each.left, top, each.width, height)
      inMiddle(pdf, each, left, top, height)
    }
  }
  return { before: 3, height, draw }
}

function questionRow(pdf: Pdf, row: GridRow, head: GridHead, widths: Widths): Omit<Slab, 'glued' | 'head'> {
  const question = layLines(pdf, row.text, { width: widths.question - 2 * PAD })
  const number = layLines(pdf, [{ text: row.number, size: SIZE.text }], { width: NUMBER - 2 * PAD })
  const height = Math.max(heightOf(question) + 2 * PAD, BOX + 2.4 * MM)
  const draw = (left: number, top: number) => {
    framed(pdf, left, top, NUMBER, height)
    framed(pdf, left + NUMBER, top, widths.question, height)
    inMiddle(pdf, { lines: number, left: 0, width: NUMBER, align: 'center' }, left, top, height)
    inMiddle(pdf, { lines: question, left: NUMBER, width: widths.question, align: 'left' }, left, top, height)
    const from = left + NUMBER + widths.question
    const middle = top + (height - BOX) / 2
    row.digits.forEach((digit, index) => {
      const x = from + index * widths.column
      framed(pdf, x, top, widths.column, height)
      if (digit !== null) box(pdf, x + (widths.column - BOX) / 2, middle, digit)
    })
    if (head.apart === null) return
    const x = left + WIDTH - APART
    framed(pdf, x, top, APART, height)
    if (row.apart) box(pdf, x + (APART - BOX) / 2, middle)
  }
  return { before: 0, height, draw }
}

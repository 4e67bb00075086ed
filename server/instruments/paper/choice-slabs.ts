import { drawLines, heightOf } from '../../document/pdf/draw-lines.ts'
import { layLines, type Span } from '../../document/pdf/lay-lines.ts'
import { MM, type Pdf } from '../../document/pdf/open-pdf.ts'
import type { Slab } from '../../document/pdf/slab.ts'
import { BOX, NUMBER, SIZE, WIDTH } from './geometry.ts'
import { box, comb, writingLine } from './marks.ts'

const INNER = WIDTH - NUMBER
const BESIDE = 1.8 * MM

/** A question over the width: its number and its text. What answers it follows and stays on its page. */
export function questionSlab(pdf: Pdf, number: string, text: readonly Span[], glued: boolean): Slab {
  const name = layLines(pdf, [{ text: number, size: SIZE.text }], { width: NUMBER })
  const lines = layLines(pdf, text, { width: INNER })
  const draw = (left: number, top: number) => {
    drawLines(pdf, name, { left, top, width: NUMBER, align: 'left' })
    drawLines(pdf, lines, { left: left + NUMBER, top, width: INNER, align: 'left' })
  }
  return { before: 6, height: heightOf(lines), glued, draw }
}

export type Choice = Readonly<{ digit: string; text: string; writeOn: boolean }>

/** Boxes with their words, in as many columns as the longest allows; an answer to write in has a line of its own. */
export function choiceSlabs(pdf: Pdf, choices: readonly Choice[], side = BOX): Slab[] {
  const laid = choices.map(({ text }) => layLines(pdf, [{ text, size: SIZE.text }], { width: INNER - side - BESIDE }))
  const widest = Math.max(...laid.flatMap((lines) => lines.map(({ width }) => width))) + side + BESIDE + 5 * MM
  const columns = Math.max(1, Math.min(4, choices.length, Math.floor((INNER + 5 * MM) / widest)))
  const rows: number[][] = []
  choices.forEach((choice, index) => {
    const row = rows.at(-1)
    const full = !row || row.length >= columns || choice.writeOn || choices[row[0] ?? 0]?.writeOn
    if (full) rows.push([index])
    else row.push(index)
  })
  return rows.map((row, place): Slab => {
    const height = Math.max(side, ...row.map((index) => heightOf(laid[index] ?? [])))
    const draw = (left: number, top: number) =>
      row.forEach((index, column) => {
        const choice = choices[index]
        const lines = laid[index]
        if (!choice || !lines) return
        const x = left + NUMBER + (column * INNER) / columns
        box(pdf, x, top, choice.digit, side)
        const text = x + side + BESIDE
        drawLines(pdf, lines, {
          left: text,
          top: top + (side - (lines[0]?.height ?? 0)) / 2,
          width: INNER,
          align: 'left',
        })
        if (choice.writeOn) writingLine(pdf, text + (lines.at(-1)?.width ?? 0) + 4, left + WIDTH, top + height)
      })
    return { before: 3, height, glued: place < rows.length - 1, draw }
  })
}

/** Cells for digits, groups apart: `[2]` a year group, `[2, 2, 4]` a day; `between` stands between, `after` behind. */
export function combSlab(pdf: Pdf, groups: readonly number[], between: string, after: string): Slab {
  const height = 7.5 * MM
  const write = (text: string, x: number, top: number): number => {
    const [line] = layLines(pdf, [{ text, size: SIZE.text }], { width: INNER })
    if (!line || text === '') return x
    drawLines(pdf, [line], { left: x + 2, top: top + (height - line.height) / 2, width: INNER, align: 'left' })
    return x + 4 + line.width
  }
  const draw = (left: number, top: number) => {
    let x = left + NUMBER
    groups.forEach((cells, index) => {
      if (index > 0) x = write(between, x, top)
      x = comb(pdf, x, top, cells)
    })
    write(after, x, top)
  }
  return { before: 3, height, glued: false, draw }
}

export function writingSlabs(pdf: Pdf, count: number): Slab[] {
  return Array.from({ length: count }, (_, index): Slab => {
    const draw = (left: number, top: number) => writingLine(pdf, left + NUMBER, left + WIDTH, top + 8 * MM)
    return { before: 0, height: 8 * MM, glued: index < count - 1, draw }
  })
}

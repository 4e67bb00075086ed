import { SIZE } from './page.ts'
import type { ParagraphPiece, Run, TablePiece } from './piece.ts'

/** `width` is a share of the text width; the shares of a table need not add up to one, they are scaled. */
export type Column = Readonly<{ title: string; width: number; align?: 'left' | 'right' | 'center' }>
/** A cell; `note` is the letter of a remark below the table, set as a superscript. */
export type TableText = string | Readonly<{ text: string; note?: string }>
export type TableLine = readonly TableText[] | Readonly<{ cells: readonly TableText[]; bold: true }>

/** A ruled table over the width of the text; its head is repeated on every page and no row is torn. */
export function dataTable(
  columns: readonly Column[],
  lines: readonly TableLine[],
  size: number = SIZE.table,
): TablePiece {
  return {
    kind: 'table',
    columns: columns.map(({ title, width, align = 'left' }) => ({ title, width, align })),
    lines: lines.map((line) => {
      const cells = 'cells' in line ? line.cells : line
      return cells.map((text) => runs(text, 'cells' in line, size))
    }),
    size,
    stays: staying(lines.map((line) => 'cells' in line)),
  }
}

/** A table of up to as many lines stays on one page with its caption. */
const SHORT = 8

/**
 * A short table is not torn at all. In a long one two lines stay below the caption, the heading of a group is not the last
 * line of a page, and the sum at the end does not go over to the next page alone.
 */
export function staying(bold: readonly boolean[]): boolean[] {
  const last = bold.length - 1
  if (bold.length <= SHORT) return bold.map((_, line) => line < last)
  return bold.map(
    (heading, line) => line < last && (line === 0 || heading || (line === last - 1 && bold[last] === true)),
  )
}

/** The table on one page with its caption, up to as many lines as a page surely holds. */
export const inOnePiece = (table: TablePiece): TablePiece =>
  table.lines.length > 22 ? table : { ...table, stays: table.lines.map((_, line) => line < table.lines.length - 1) }

/** Cells of long texts: few lines fill a page, and kept together they would leave the page of their heading empty. */
export const lineByLine = (table: TablePiece): TablePiece => ({
  ...table,
  stays: table.lines.map(() => false),
  top: true,
})

function runs(text: TableText, bold: boolean, size: number): Run[] {
  if (typeof text === 'string') return [{ text, bold, size }]
  const main = { text: text.text, bold, size }
  return text.note === undefined ? [main] : [main, { text: `(${text.note})`, size, superScript: true }]
}

/** `Bảng 1. …` above a table. */
export const tableCaption = (text: string): ParagraphPiece => ({
  kind: 'paragraph',
  align: 'center',
  keepNext: true,
  before: 160,
  after: 60,
  runs: [{ text, bold: true, size: SIZE.head }],
})

/** Remarks below a table or a picture, small and italic. */
export const remark = (text: string): ParagraphPiece => ({
  kind: 'paragraph',
  align: 'justify',
  before: 40,
  after: 0,
  runs: [{ text, italics: true, size: SIZE.note }],
})

import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  type TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { PAGE, run, SIZE, thin } from './page.ts'

/** `width` is a share of the text width; the shares of a table need not add up to one, they are scaled. */
export type Column = Readonly<{ title: string; width: number; align?: 'left' | 'right' | 'center' }>
/** A cell; `note` is the letter of a remark below the table, set as a superscript. */
export type TableText = string | Readonly<{ text: string; note?: string }>
export type TableLine = readonly TableText[] | Readonly<{ cells: readonly TableText[]; bold: true }>

const alignment = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER } as const
const edges = { top: thin, bottom: thin, left: thin, right: thin }

function cell(content: TextRun[], width: number, align: 'left' | 'right' | 'center', keepNext: boolean): TableCell {
  return new TableCell({
    borders: edges,
    verticalAlign: VerticalAlign.CENTER,
    width: { size: width, type: WidthType.DXA },
    margins: { left: 60, right: 60, top: 30, bottom: 30 },
    children: [
      new Paragraph({ alignment: alignment[align], spacing: { before: 0, after: 0 }, keepNext, children: content }),
    ],
  })
}

/** A ruled table over the width of the text; its head is repeated on every page and no row is torn. */
export function dataTable(columns: readonly Column[], lines: readonly TableLine[], size: number = SIZE.table): Table {
  const whole = columns.reduce((sum, column) => sum + column.width, 0)
  const widths = columns.map((column) => Math.round((column.width / whole) * PAGE.text))
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, index) =>
      cell([run(column.title, { bold: true, size })], widths[index] ?? 0, 'center', true),
    ),
  })
  const rows = lines.map((line, row) => {
    const bold = 'cells' in line
    const cells = 'cells' in line ? line.cells : line
    // A short table stays with its caption on one page.
    const keep = lines.length <= 8 && row < lines.length - 1
    return new TableRow({
      cantSplit: true,
      children: cells.map((text, index) => {
        const column = columns[index]
        return cell(runs(text, bold, size), widths[index] ?? 0, column?.align ?? 'left', keep)
      }),
    })
  })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: PAGE.text, type: WidthType.DXA },
    columnWidths: widths,
    rows: [head, ...rows],
  })
}

function runs(text: TableText, bold: boolean, size: number): TextRun[] {
  if (typeof text === 'string') return [run(text, { bold, size })]
  const main = run(text.text, { bold, size })
  return text.note === undefined ? [main] : [main, run(`(${text.note})`, { size, superScript: true })]
}

/** `Bảng 1. …` above a table. */
export const tableCaption = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 160, after: 60 },
    children: [run(text, { bold: true, size: 26 })],
  })

/** Remarks below a table or a picture, small and italic. */
export const remark = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    spacing: { before: 40, after: 0 },
    children: [run(text, { italics: true, size: SIZE.note })],
  })

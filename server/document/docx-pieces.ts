import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { SIZE } from './page.ts'
import type { ParagraphPiece, Piece, Run, SidesPiece, TablePiece } from './piece.ts'

const BLACK = '000000'
export const thin = { style: BorderStyle.SINGLE, size: 4, color: BLACK } as const
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const noBorders = { top: none, bottom: none, left: none, right: none }
const edges = { top: thin, bottom: thin, left: thin, right: thin }
const alignment = {
  left: AlignmentType.LEFT,
  right: AlignmentType.RIGHT,
  center: AlignmentType.CENTER,
  justify: AlignmentType.JUSTIFIED,
} as const
const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2 } as const

/** Composed letters only: a decomposed `ế` falls apart in some fonts and is not found by a search. */
export const textRun = ({ text, ...style }: Run & Readonly<{ color?: string }>): TextRun =>
  new TextRun({ ...style, text: text.normalize('NFC') })

/** The paragraphs and tables of a DOCX that pieces stand for, in a column of `width`. */
export const docxPieces = (pieces: readonly Piece[], width: number): (Paragraph | Table)[] =>
  pieces.map((piece) => docxPiece(piece, width))

function docxPiece(piece: Piece, room: number): Paragraph | Table {
  switch (piece.kind) {
    case 'paragraph':
      return paragraph(piece)
    case 'rule': {
      const side = Math.round((piece.room - piece.width) / 2)
      return new Paragraph({
        indent: { left: side, right: side },
        spacing: { before: 0, after: 0, line: 40, lineRule: 'exact' },
        border: { bottom: { ...thin, size: 6, space: 0 } },
        children: [textRun({ text: '', size: 4 })],
      })
    }
    case 'table':
      return table(piece, room)
    case 'sides':
      return sides(piece)
    case 'picture':
      return picture(piece, room)
  }
}

function paragraph(piece: ParagraphPiece): Paragraph {
  const { align, before, after, firstLine, left, line, keepNext, keepLines, level } = piece
  const options: IParagraphOptions = {
    // An empty or a plain line needs no word about its alignment.
    ...(align === 'left' ? {} : { alignment: alignment[align] }),
    ...(firstLine === undefined && left === undefined
      ? {}
      : { indent: { ...(left === undefined ? {} : { left }), ...(firstLine === undefined ? {} : { firstLine }) } }),
    // Without the rule the library's number would be read as points.
    spacing: { before, after, ...(line === undefined ? {} : { line, lineRule: LineRuleType.AUTO }) },
    ...(keepNext ? { keepNext } : {}),
    ...(keepLines ? { keepLines } : {}),
    ...(level ? { heading: headings[level] } : {}),
  }
  const style = level ? { size: SIZE.body, color: BLACK } : {}
  return new Paragraph({ ...options, children: piece.runs.map((run) => textRun({ ...style, ...run })) })
}

/** A row higher than about this many points may go on over the page: kept whole it would lose what lies below the foot. */
const TALL = 260
/** How high a text stands in a cell: a letter is a little less than half as wide as its size, a line 1.15 of it. */
const heightOf = (runs: readonly Run[], size: number, width: number): number => {
  const points = size / 2
  const letters = runs.reduce((sum, { text }) => sum + text.length, 0)
  return Math.ceil((letters * points * 0.46) / Math.max(1, width / 20 - 6)) * points * 1.15
}

function table(piece: TablePiece, room: number): Table {
  const whole = piece.columns.reduce((sum, column) => sum + column.width, 0)
  const widths = piece.columns.map((column) => Math.round((column.width / whole) * room))
  const cell = (runs: readonly Run[], index: number, align: 'left' | 'right' | 'center', keepNext: boolean) =>
    new TableCell({
      borders: edges,
      verticalAlign: piece.top ? VerticalAlign.TOP : VerticalAlign.CENTER,
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      margins: { left: 60, right: 60, top: 30, bottom: 30 },
      children: [
        new Paragraph({
          alignment: alignment[align],
          spacing: { before: 0, after: 0 },
          keepNext,
          children: runs.map(textRun),
        }),
      ],
    })
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: piece.columns.map(({ title }, index) =>
      cell([{ text: title, bold: true, size: piece.size }], index, 'center', true),
    ),
  })
  const rows = piece.lines.map((cells, row) => {
    const tall = cells.some((runs, index) => heightOf(runs, piece.size, widths[index] ?? 0) > TALL)
    const keep = !tall && (piece.stays[row] ?? false)
    return new TableRow({
      cantSplit: !tall,
      children: cells.map((runs, index) => cell(runs, index, piece.columns[index]?.align ?? 'left', keep)),
    })
  })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: room, type: WidthType.DXA },
    columnWidths: widths,
    rows: [head, ...rows],
  })
}

/** A row of a table stays with what follows when its paragraphs do. */
const kept = (piece: Piece): Piece => (piece.kind === 'paragraph' ? { ...piece, keepNext: true } : piece)

function sides(piece: SidesPiece): Table {
  const widths = piece.sides.map(({ width }) => width)
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    ...(piece.reach === 0 ? {} : { indent: { size: -piece.reach, type: WidthType.DXA } }),
    borders: { ...noBorders, insideHorizontal: noBorders.top, insideVertical: noBorders.top },
    rows: [
      new TableRow({
        cantSplit: true,
        children: piece.sides.map(
          ({ pieces, width }) =>
            new TableCell({
              children: docxPieces(piece.keepNext ? pieces.map(kept) : pieces, width),
              borders: noBorders,
              verticalAlign: VerticalAlign.TOP,
              width: { size: width, type: WidthType.DXA },
              margins: { left: 0, right: 0, top: 0, bottom: 0 },
            }),
        ),
      }),
    ],
  })
}

/** Twips in one of the 96ths of an inch that the library counts a picture in. */
const TWIPS_IN_PIXEL = 1440 / 96

function picture(
  { png, ratio, number, caption, description }: Extract<Piece, { kind: 'picture' }>,
  room: number,
): Paragraph {
  const width = Math.round(room / TWIPS_IN_PIXEL)
  const image = new ImageRun({
    type: 'png',
    data: png,
    transformation: { width, height: Math.round(ratio * width) },
    altText: { id: String(number), name: caption, title: caption, description },
  })
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 160, after: 0 },
    children: [image],
  })
}

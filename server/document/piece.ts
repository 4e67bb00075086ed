/**
 * What a document is made of, before anybody decides between DOCX and PDF. Lengths in twentieths of a point, sizes of
 * letters in half points: the units of the DOCX, which came first.
 */
export type Run = Readonly<{ text: string; bold?: boolean; italics?: boolean; superScript?: boolean; size?: number }>
export type Alignment = 'left' | 'right' | 'center' | 'justify'

export type ParagraphPiece = Readonly<{
  kind: 'paragraph'
  runs: readonly Run[]
  align: Alignment
  before: number
  after: number
  firstLine?: number
  left?: number
  /** Line distance in 240ths of a single line. */
  line?: number
  keepNext?: boolean
  keepLines?: boolean
  /** A heading: 1 for a part, 2 for a clause. */
  level?: 1 | 2
}>
/** A rule of `width` in the middle of `room`. */
export type RulePiece = Readonly<{ kind: 'rule'; room: number; width: number }>

export type TablePiece = Readonly<{
  kind: 'table'
  columns: readonly Readonly<{ title: string; width: number; align: 'left' | 'right' | 'center' }>[]
  lines: readonly (readonly (readonly Run[])[])[]
  size: number
  /** Which lines stay on one page with the line below; others may be the last of a page. */
  stays: readonly boolean[]
  /** Cells start at the top, as texts of different length want it; otherwise they stand in the middle. */
  top?: boolean
}>
/** Cells side by side without lines, never torn: the heading, the signatures. `reach` goes beyond the left margin. */
export type SidesPiece = Readonly<{
  kind: 'sides'
  reach: number
  /** What follows stands on the same page. */
  keepNext?: boolean
  sides: readonly Readonly<{ width: number; pieces: readonly Piece[] }>[]
}>
export type PicturePiece = Readonly<{
  kind: 'picture'
  png: Buffer
  /** the same for a PDF, without the fourth byte of each dot */
  opaque: () => Buffer
  /** Height over width; a picture is as wide as the text. */
  ratio: number
  number: number
  caption: string
  description: string
}>
export type Piece = ParagraphPiece | RulePiece | TablePiece | SidesPiece | PicturePiece

/** A part of a document with its own page numbers. */
export type DocumentSection = Readonly<{
  pieces: readonly Piece[]
  /** Said in a frame at the foot of every page (simulated data); null for nothing. */
  mark: string | null
  landscape?: boolean
  /** A line at the foot of every page; `{page}` and `{pages}` are filled in. */
  foot?: string
}>

/** A whole document, ready for either writer. */
export type Outline = Readonly<{
  title: string
  creator: string
  description: string
  sections: readonly DocumentSection[]
}>

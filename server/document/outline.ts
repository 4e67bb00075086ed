import type { ParagraphPiece, Run } from './piece.ts'

type Content = string | readonly Run[]
const runs = (content: Content, style: Omit<Run, 'text'> = {}): readonly Run[] =>
  typeof content === 'string' ? [{ text: content, ...style }] : content

/** Between single and one and a half. */
export const LEADING = 276

const body = { kind: 'paragraph', align: 'justify', firstLine: 720, before: 120, after: 0, line: LEADING } as const

/** Body text: justified, first line 1.27 cm in, 6 pt above. */
export const paragraph = (content: Content): ParagraphPiece => ({ ...body, runs: runs(content) })

/** `Căn cứ …` and the like: body text in italics. */
export const italicParagraph = (text: string): ParagraphPiece => ({ ...body, runs: [{ text, italics: true }] })

/** `I. TÌNH HÌNH TRIỂN KHAI` */
export const part = (number: string, title: string): ParagraphPiece => ({
  ...body,
  level: 1,
  keepNext: true,
  before: 200,
  runs: [{ text: `${number}. ${title.toLocaleUpperCase('vi')}`, bold: true }],
})

/** `1. Phạm vi, đối tượng` */
export const clause = (number: number, title: string): ParagraphPiece => ({
  ...body,
  level: 2,
  keepNext: true,
  runs: [{ text: `${number}. ${title}`, bold: true }],
})

/** `a) …` */
export const point = (mark: string, text: string): ParagraphPiece => ({ ...body, runs: [{ text: `${mark}) ${text}` }] })

/** What the lines or the table below are about, in italics: not the last line of a page. */
export const italicHeading = (text: string): ParagraphPiece => ({ ...italicParagraph(text), keepNext: true })

export const dash = (text: string): ParagraphPiece => ({ ...body, runs: [{ text: `- ${text}` }] })

/** The last line of the text, closed by the end mark; it goes with the signature, which must not stand alone on a page. */
export const ending = (text: string): ParagraphPiece => ({
  ...body,
  keepNext: true,
  keepLines: true,
  runs: [{ text: `${text.replace(/\.$/, '')}./.` }],
})

/** Air. */
export const air = (after: number, more: Pick<ParagraphPiece, 'keepNext'> = {}): ParagraphPiece => ({
  kind: 'paragraph',
  align: 'left',
  before: 0,
  after,
  runs: [],
  ...more,
})

/** A line of its own in the middle. */
export const centred = (text: string, style: Omit<Run, 'text'> = {}, before = 0): ParagraphPiece => ({
  kind: 'paragraph',
  align: 'center',
  before,
  after: 0,
  runs: [{ text, ...style }],
})

import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  type IRunOptions,
  type ISectionOptions,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'

/** NĐ 30/2020, annex I: A4, margins 20/20/30/20 mm, Times New Roman 14, in twentieths of a point. */
export const PAGE = {
  width: 11906,
  height: 16838,
  top: 1134,
  right: 1134,
  bottom: 1134,
  left: 1701,
  header: 567,
  footer: 454,
  text: 11906 - 1701 - 1134,
} as const
export const FONT = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: 'Times New Roman',
}
export const LANGUAGE = { value: 'vi-VN', eastAsia: 'vi-VN', bidirectional: 'vi-VN' }

/** Half points. */
export const SIZE = { body: 28, head: 26, table: 23, small: 22, note: 22, recipients: 24 } as const

export const BLACK = '000000'
export const thin = { style: BorderStyle.SINGLE, size: 4, color: BLACK } as const
export const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
export const noBorders = { top: none, bottom: none, left: none, right: none }

/** Composed letters only: a decomposed `ế` falls apart in some fonts and is not found by a search. */
export const run = (text: string, style: Omit<IRunOptions, 'text' | 'children'> = {}): TextRun =>
  new TextRun({ ...style, text: text.normalize('NFC') })

/** Said on every page of a document made from simulated answers; null otherwise. */
export type PageMark = string | null

const header = new Header({
  children: [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ children: [PageNumber.CURRENT], size: SIZE.body })],
    }),
  ],
})
const nothing = new Header({ children: [new Paragraph({ children: [] })] })

const footer = (mark: string) =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        border: { top: thin, bottom: thin, left: thin, right: thin },
        children: [run(mark, { bold: true, size: SIZE.small })],
      }),
    ],
  })

/** A section with its own page numbers, in the middle of the top margin and not on its first page. */
export function section(children: ISectionOptions['children'], mark: PageMark): ISectionOptions {
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: PAGE.width, height: PAGE.height },
        margin: {
          top: PAGE.top,
          right: PAGE.right,
          bottom: PAGE.bottom,
          left: PAGE.left,
          header: PAGE.header,
          footer: PAGE.footer,
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: { first: nothing, default: header },
    ...(mark === null ? {} : { footers: { first: footer(mark), default: footer(mark) } }),
    children,
  }
}

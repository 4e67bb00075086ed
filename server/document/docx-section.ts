import {
  AlignmentType,
  Footer,
  Header,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx'
import { docxPieces, textRun, thin } from './docx-pieces.ts'
import { PAGE, SIZE } from './page.ts'
import type { DocumentSection } from './piece.ts'

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
        children: [textRun({ text: mark, bold: true, size: SIZE.small })],
      }),
    ],
  })

/** A section with its own page numbers, in the middle of the top margin and not on its first page. */
export function docxSection({ pieces, mark, landscape }: DocumentSection): ISectionOptions {
  return {
    properties: {
      titlePage: true,
      page: {
        size: {
          width: PAGE.width,
          height: PAGE.height,
          ...(landscape ? { orientation: PageOrientation.LANDSCAPE } : {}),
        },
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
    children: docxPieces(pieces, landscape ? PAGE.landscapeText : PAGE.text),
  }
}

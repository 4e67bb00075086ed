import PDFDocument from 'pdfkit'
import { type Cut, fontOf } from '../font.ts'
import { allowEmptyAnchors } from './empty-anchors.ts'

export type Pdf = InstanceType<typeof PDFDocument>
export type PdfProperties = Readonly<{
  title: string
  author: string
  /** The only day the file carries, ISO; null for none, which the format writes as the first day ZIP files know too. */
  day: string | null
  /** `vi-VN` */
  language: string
}>

const CUTS: readonly Cut[] = ['regular', 'bold', 'italic', 'boldItalic', 'khmer', 'khmerBold']
export const A4 = { width: 595.28, height: 841.89 }
export const MM = 72 / 25.4

/** A PDF without pages, with every font under the name of its cut. Fonts that are not used are not put into the file. */
export function openPdf({ title, author, day, language }: PdfProperties): Pdf {
  const pdf = new PDFDocument({
    autoFirstPage: false,
    size: 'A4',
    margin: 0,
    // It would keep the shape of every text ever set.
    fontLayoutCache: false,
    pdfVersion: '1.7',
    lang: language,
    displayTitle: true,
    info: {
      Title: title.normalize('NFC'),
      Author: author.normalize('NFC'),
      CreationDate: new Date(`${day ?? '1980-01-01'}T00:00:00Z`),
    },
  })
  // A font is numbered when it is first asked for; all are, in this order, so that the same content is always the same bytes.
  for (const cut of CUTS) pdf.registerFont(cut, fontOf(cut)).font(cut)
  allowEmptyAnchors(pdf)
  return pdf
}

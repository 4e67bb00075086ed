import { AlignmentType, ImageRun, Paragraph } from 'docx'
import type { Picture } from './chart.ts'
import { run, SIZE } from './page.ts'

/** 160 mm between the margins, in the 96ths of an inch that the library counts a picture in. */
const TEXT_WIDTH = Math.round((160 / 25.4) * 96)

/**
 * A picture over the width of the text with its caption below; `description` is what a screen reader says. `number` is
 * its place in the document: the library would count through the life of the program, and the bytes would differ.
 */
export function figure(picture: Picture, number: number, caption: string, description: string): Paragraph[] {
  const height = Math.round((picture.height / picture.width) * TEXT_WIDTH)
  const image = new ImageRun({
    type: 'png',
    data: picture.png,
    transformation: { width: TEXT_WIDTH, height },
    altText: { id: String(number), name: caption, title: caption, description },
  })
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 160, after: 0 },
      children: [image],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 40, after: 60 },
      children: [run(caption, { bold: true, size: SIZE.head })],
    }),
  ]
}

import type { Picture } from './chart.ts'
import { SIZE } from './page.ts'
import type { Piece } from './piece.ts'

/**
 * A picture over the width of the text with its caption below; `description` is what a screen reader says. `number` is
 * its place in the document: the DOCX library would count through the life of the program, and the bytes would differ.
 */
export function figure(picture: Picture, number: number, caption: string, description: string): Piece[] {
  return [
    {
      ...{ kind: 'picture', png: picture.png, opaque: picture.opaque },
      ...{ ratio: picture.height / picture.width, number, caption, description },
    },
    {
      kind: 'paragraph',
      align: 'center',
      before: 40,
      after: 60,
      runs: [{ text: caption, bold: true, size: SIZE.head }],
    },
  ]
}

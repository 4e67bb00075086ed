import { documentWords as words } from '../../client/words/documents.ts'
import type { Signer } from './head.ts'
import { air, centred } from './outline.ts'
import { PAGE, SIZE } from './page.ts'
import type { ParagraphPiece, Piece, Run } from './piece.ts'

const LEFT = Math.round(PAGE.text * 0.46)

/**
 * `Nơi nhận` on the left, post and name of the signatory on the right, never torn over two pages. Between post and name
 * there is room for the signature and the seal, which are not drawn.
 */
export function signature(recipients: readonly string[], archive: string, signer: Signer): Piece[] {
  const line = (text: string, size: number, style: Omit<Run, 'text' | 'size'> = {}): ParagraphPiece => ({
    kind: 'paragraph',
    align: 'left',
    before: 0,
    after: 0,
    runs: [{ text, size, ...style }],
  })
  const left = [
    line(`${words.recipients}:`, SIZE.recipients, { bold: true, italics: true }),
    ...recipients.map((name) => line(`- ${name};`, SIZE.note)),
    line(`- ${words.archive}: ${archive}.`, SIZE.note),
  ]
  const bold = { bold: true, size: SIZE.body }
  const right = [...signer.role.map((role) => centred(role, bold)), centred(signer.name ?? '', bold, 1900)]
  // Air between the text and the block, kept with it.
  return [
    air(120, { keepNext: true }),
    {
      kind: 'sides',
      reach: 0,
      sides: [
        { width: LEFT, pieces: left },
        { width: PAGE.text - LEFT, pieces: right },
      ],
    },
  ]
}

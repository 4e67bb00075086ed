import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx'
import { documentWords as words } from '../../client/words/documents.ts'
import type { Signer } from './head.ts'
import { noBorders, PAGE, run, SIZE } from './page.ts'

const LEFT = Math.round(PAGE.text * 0.46)

/**
 * `Nơi nhận` on the left, post and name of the signatory on the right, never torn over two pages. Between post and name
 * there is room for the signature and the seal, which are not drawn.
 */
export function signature(recipients: readonly string[], archive: string, signer: Signer): (Paragraph | Table)[] {
  const line = (text: string, size: number, style = {}) =>
    new Paragraph({ spacing: { before: 0, after: 0 }, children: [run(text, { size, ...style })] })
  const left = [
    line(`${words.recipients}:`, SIZE.recipients, { bold: true, italics: true }),
    ...recipients.map((name) => line(`- ${name};`, SIZE.note)),
    line(`- ${words.archive}: ${archive}.`, SIZE.note),
  ]
  const centred = (text: string, before = 0) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before, after: 0 },
      children: [run(text, { bold: true, size: SIZE.body })],
    })
  const right = [...signer.role.map((role) => centred(role)), centred(signer.name ?? '', 1900)]
  const cell = (children: Paragraph[], width: number) =>
    new TableCell({
      children,
      borders: noBorders,
      width: { size: width, type: WidthType.DXA },
      margins: { left: 0, right: 0 },
    })
  const block = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: PAGE.text, type: WidthType.DXA },
    columnWidths: [LEFT, PAGE.text - LEFT],
    borders: { ...noBorders, insideHorizontal: noBorders.top, insideVertical: noBorders.top },
    rows: [new TableRow({ cantSplit: true, children: [cell(left, LEFT), cell(right, PAGE.text - LEFT)] })],
  })
  // Air between the text and the block, kept with it.
  return [new Paragraph({ keepNext: true, spacing: { before: 0, after: 120 }, children: [] }), block]
}

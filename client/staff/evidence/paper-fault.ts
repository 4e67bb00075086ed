import { evidence as words } from '../../words/evidence.ts'
import { sizeText } from '../../words/numbers.ts'

/** What the server takes of one paper. */
const MOST_BYTES = 30_000_000

/** Why a chosen file would be refused, said before a byte of it is sent; empty where nothing speaks against it. */
export function paperFault(file: File): string {
  if (file.type !== 'application/pdf' && !/\.pdf$/i.test(file.name)) return words.notPdf
  return file.size > MOST_BYTES ? words.tooLarge(sizeText(file.size)) : ''
}

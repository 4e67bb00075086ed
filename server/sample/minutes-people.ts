import { documentWords as common } from '../../client/words/documents.ts'
import { minutesWords as words } from '../../client/words/minutes.ts'
import { air, centred, paragraph } from '../document/outline.ts'
import { PAGE, SIZE } from '../document/page.ts'
import type { ParagraphPiece, Piece } from '../document/piece.ts'
import type { Round } from '../plan/store.ts'

const DOTS = '......'
const LONG = '.'.repeat(38)

/** When, where and who: written by hand, because the program was not in the room. */
export function peopleLines({ year }: Round): Piece[] {
  const [person, post, ...roles] = words.people
  return [
    paragraph(words.today({ hour: DOTS, minute: DOTS, day: DOTS, month: DOTS, year: String(year), place: LONG })),
    ...roles.map((role, at) =>
      paragraph(
        `${at + 1}. ${person} ${LONG}, ${post} ${'.'.repeat(24)}, ${role}${at === roles.length - 1 ? '.' : ';'}`,
      ),
    ),
    paragraph(words.done({ decision: 'Phương án đã được phê duyệt' })),
  ]
}

type SigningWords = Readonly<{
  /** The width of the text, where it is not that of an upright page. */
  room?: number
  signers: readonly string[]
  signHere: string
  recipients: readonly string[]
  archive: string
}>

/** Signatures side by side, never torn from each other, then on the same page who gets the minutes. */
export function witnesses({ signers, signHere, recipients, archive, room = PAGE.text }: SigningWords = words): Piece[] {
  const width = Math.round(room / signers.length)
  const line = (text: string, size: number, bold = false, last = false): ParagraphPiece => ({
    kind: 'paragraph',
    align: 'left',
    before: 0,
    after: 0,
    runs: [{ text, size, ...(bold ? { bold: true, italics: true } : {}) }],
    keepNext: !last,
  })
  return [
    air(120, { keepNext: true }),
    {
      kind: 'sides',
      reach: 0,
      keepNext: true,
      sides: signers.map((signer) => ({
        width,
        pieces: [
          centred(signer, { bold: true, size: SIZE.body }),
          centred(signHere, { italics: true, size: SIZE.head }),
          air(1600),
        ],
      })),
    },
    line(`${common.recipients}:`, SIZE.recipients, true),
    ...recipients.map((name) => line(`- ${name};`, SIZE.note)),
    line(`- ${common.archive}: ${archive}.`, SIZE.note, false, true),
  ]
}

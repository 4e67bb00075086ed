import { documentWords as common, levelNames } from '../../client/words/documents.ts'
import { handOverWords as words } from '../../client/words/hand-over.ts'
import { checkDisposition } from '../../surveys/disposition.ts'
import { DocumentError } from '../document/document-error.ts'
import type { DocumentHead } from '../document/head.ts'
import { heading, title } from '../document/heading.ts'
import { count } from '../document/number.ts'
import { air, centred, paragraph } from '../document/outline.ts'
import { PAGE, SIZE } from '../document/page.ts'
import { writePdf } from '../document/pdf/write-pdf.ts'
import type { DocumentSection, Outline, Piece } from '../document/piece.ts'
import { dataTable, tableCaption } from '../document/table.ts'
import { writeDocx } from '../document/write-docx.ts'

export type MinutesPacket = Readonly<{
  number: number
  className: string
  /** Not handed over yet: the paper is taken along and all but the number of slips is filled in by hand. */
  blank?: boolean
  printed: number
  issued: number
  spoiled: number
  returned: number
  reserve: number
}>
export type MinutesSchool = Readonly<{
  code: string
  name: string
  level: string
  area: string
  packets: readonly MinutesPacket[]
}>
export type MinutesInput = Readonly<{
  head: DocumentHead
  roundName: string
  synthetic: boolean
  schools: readonly MinutesSchool[]
}>

export const minutesDocx = (input: MinutesInput): Promise<Buffer> => writeDocx(minutesOutline(input))
export const minutesPdf = (input: MinutesInput): Promise<Buffer> => writePdf(minutesOutline(input))

const SUMS = ['printed', 'issued', 'spoiled', 'returned', 'reserve'] as const

/**
 * Biên bản giao nhận phiếu, one a school, each beginning on a page of its own: what was handed over by packet, and the sum
 * printed = issued + spoiled + returned + reserve. Day, names and signatures are left to the hand.
 *
 * @throws DocumentError naming each packet whose sum does not hold: no such minutes are printed
 */
export function minutesOutline(input: MinutesInput): Outline {
  const faults = input.schools.flatMap((school) =>
    school.packets
      .filter(({ printed, issued, spoiled, returned, reserve }) => {
        return checkDisposition({ printed, issued, spoiled, returned, reserve, received: 0 }).length > 0
      })
      .map(({ number }) => `packet ${number} of ${school.code}: the sum does not hold`),
  )
  if (faults.length > 0) throw new DocumentError(faults)
  return {
    title: `${words.kind}: ${input.roundName}`,
    creator: input.head.bodyInText,
    description: input.synthetic ? common.synthetic : '',
    sections: input.schools.map((school) => section(input, school)),
  }
}

function section({ head, roundName, synthetic }: MinutesInput, school: MinutesSchool): DocumentSection {
  const sum = (of: (typeof SUMS)[number]) => school.packets.reduce((total, packet) => total + packet[of], 0)
  const blank = school.packets.some((packet) => packet.blank)
  const level = levelNames[school.level] ?? school.level
  return {
    mark: synthetic ? common.synthetic : null,
    pieces: [
      heading(head, 'BB'),
      ...title(words.kind, [words.abstract({ school: school.name }), roundName]),
      toFill(words.opening),
      toFill(words.giving({ body: head.bodyInText })),
      toFill(words.taking({ school: school.name, code: school.code, level, area: school.area })),
      paragraph(words.agree({ packets: count(school.packets.length), slips: count(sum('printed')) })),
      tableCaption(words.table),
      dataTable(
        [
          { title: words.columns.packet, width: 10, align: 'center' },
          { title: words.columns.className, width: 20 },
          ...SUMS.map((name) => ({ title: words.columns[name], width: 13, align: 'right' as const })),
        ],
        [
          ...school.packets.map((packet) => [
            String(packet.number).padStart(4, '0'),
            packet.className,
            ...SUMS.map((name) => (packet.blank && name !== 'printed' ? '' : count(packet[name]))),
          ]),
          {
            bold: true,
            cells: [words.total, '', ...SUMS.map((name) => (blank && name !== 'printed' ? '' : count(sum(name))))],
          },
        ],
      ),
      paragraph(words.rule),
      { ...paragraph(words.promise), keepNext: true },
      { ...paragraph(words.closing), keepNext: true },
      ...signatures(),
    ],
  }
}

/** Dots to be written over are not spread over the line. */
const toFill = (text: string): Piece => ({ ...paragraph(text), align: 'left' })

function signatures(): Piece[] {
  const side = (role: string): Piece[] => [
    centred(role, { bold: true, size: SIZE.body }),
    centred(words.sign, { italics: true, size: SIZE.note }),
    centred('', { size: SIZE.body }, 1500),
  ]
  const half = Math.round(PAGE.text / 2)
  return [
    air(120, { keepNext: true }),
    {
      kind: 'sides',
      reach: 0,
      sides: [
        { width: half, pieces: side(words.giver) },
        { width: PAGE.text - half, pieces: side(words.taker) },
      ],
    },
  ]
}

import { distributionWords as words } from '../../client/words/distribution-document.ts'
import { documentWords as common, levelInText, listed } from '../../client/words/documents.ts'
import { modeConduct } from '../../client/words/modes.ts'
import { type Annex, annexes } from '../document/annex.ts'
import { DocumentError } from '../document/document-error.ts'
import { heading, legalBases, title } from '../document/heading.ts'
import { count, shortDay, vietnameseDay } from '../document/number.ts'
import { clause, dash, ending, paragraph, part } from '../document/outline.ts'
import type { Outline, Piece, TablePiece } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { dataTable, inOnePiece, type TableLine, tableCaption } from '../document/table.ts'
import { checkDistribution } from './check-distribution.ts'
import type { DistributionInput, PacketLine } from './distribution-input.ts'
import { calendarTable } from './plan-annexes.ts'
import { points } from './plan-document.ts'
import { sumOf } from './plan-sums.ts'

const KIND = 'KH'
const SMALL = 21

/**
 * Kế hoạch phát phiếu, by the slips that were made.
 * @throws DocumentError with every sum that does not hold; nothing is made then
 */
export function distributionOutline(input: DistributionInput): Outline {
  const faults = checkDistribution(input)
  if (faults.length > 0) throw new DocumentError(faults)
  const { head, round, reserves } = input
  const mark = round.synthetic ? common.synthetic : null
  const abstract = words.abstract(round.year)
  const names = { body: head.bodyInText, year: String(round.year) }
  const pieces = [
    heading(head, KIND),
    ...title(common.kinds.KH, abstract),
    ...legalBases(input.legalBases),
    paragraph(words.opening(names)),
    part('I', words.aims),
    ...points(words.aimList),
    ...places(input),
    part('III', words.form),
    ...points(words.formList),
    paragraph(words.modesText),
    ...input.modes.map((mode) => dash(modeConduct[mode] ?? mode)),
    ...schedule(input),
    ...training(input),
    part('VI', words.handing),
    ...points(words.handingList),
    part('VII', words.control),
    ...points(words.controlList),
    part('VIII', words.hotline),
    paragraph(words.hotlineText({ hotline: round.hotline })),
    ...assignments(input),
    ending(words.ending(names)),
    ...signature([words.forReport(input.approver), words.schoolsRecipient, words.leaders], input.archive, input.signer),
  ]
  const list: Annex[] = [
    { title: words.packetAnnex, children: [packetTable(input)] },
    ...(reserves.length > 0 ? [{ title: words.reserveAnnex, children: [reserveTable(input)] }] : []),
  ]
  return {
    title: `${common.kinds.KH}: ${abstract.join(' ')}`,
    creator: head.bodyInText,
    description: round.synthetic ? common.synthetic : '',
    sections: [{ pieces, mark }, ...annexes(list, head, KIND, mark)],
  }
}

const schoolsOf = (packets: readonly PacketLine[]): number => new Set(packets.map(({ schoolCode }) => schoolCode)).size
const slipCells = (packets: readonly PacketLine[]): string[] =>
  (['drawn', 'reserve', 'slips'] as const).map((name) => count(sumOf(packets, (packet) => packet[name])))
/** Schools, classes, slips to hand out, in reserve, together. */
const cellsOf = (packets: readonly PacketLine[]): string[] => [
  count(schoolsOf(packets)),
  count(packets.length),
  ...slipCells(packets),
]
const areasOf = ({ packets }: DistributionInput): string[] =>
  [...new Set(packets.map(({ area }) => area))].sort((a, b) => a.localeCompare(b, 'vi'))

function places(input: DistributionInput): Piece[] {
  const { packets, levels, reserves } = input
  const [schools = '', classes = '', drawn = '', reserve = '', slips = ''] = cellsOf(packets)
  const areas = areasOf(input)
  const byLevel = levels.flatMap(({ id, name }) => {
    const within = packets.filter(({ level }) => level === id)
    return [...new Set(within.map(({ form }) => form))].map((form) => [
      name,
      form,
      ...cellsOf(within.filter((packet) => packet.form === form)),
    ])
  })
  return [
    part('II', words.places),
    paragraph(
      words.placesText({
        schools,
        classes,
        areas: count(areas.length),
        drawn,
        reserve,
        slips,
        packets: count(packets.length),
      }),
    ),
    tableCaption(common.table('1', words.levelTable)),
    dataTable(numbersAfter(words.levelColumns, [1.6, 1.2], 2), [
      ...byLevel,
      { cells: [common.total, '', ...cellsOf(packets)], bold: true },
    ]),
    tableCaption(common.table('2', words.areaTable)),
    inOnePiece(
      dataTable(numbersAfter(words.areaColumns, [2.2], 1), [
        ...areas.map((area) => [area, ...cellsOf(packets.filter((packet) => packet.area === area))]),
        { cells: [common.total, ...cellsOf(packets)], bold: true },
      ]),
    ),
    paragraph(reserves.length > 0 ? words.reservesText({ schools: count(reserves.length) }) : words.noReserves),
  ]
}

const numbersAfter = (titles: readonly string[], widths: readonly number[], text: number) =>
  titles.map((name, index) => ({
    title: name,
    width: widths[index] ?? 1,
    align: index < text ? ('left' as const) : ('right' as const),
  }))

function schedule({ round, calendar }: DistributionInput): Piece[] {
  const { opensOn, closesOn } = round
  return [
    part('IV', words.schedule),
    paragraph(
      opensOn && closesOn
        ? words.fieldText({ from: vietnameseDay(opensOn), to: vietnameseDay(closesOn) })
        : words.noField,
    ),
    ...(calendar.length > 0
      ? [tableCaption(common.table('3', words.scheduleTable)), calendarTable(calendar)]
      : [paragraph(words.noSchedule)]),
  ]
}

function training({ calendar }: DistributionInput): Piece[] {
  const days = calendar.filter(({ name }) => /tập huấn/i.test(name))
  const said = days.map(({ name, startsOn, endsOn, who }) =>
    dash(
      words.trainingDays({
        name,
        days: startsOn === endsOn ? shortDay(startsOn) : `${shortDay(startsOn)} – ${shortDay(endsOn)}`,
        who,
      }),
    ),
  )
  return [
    part('V', words.training),
    ...(said.length > 0 ? said : [paragraph(words.trainingUnknown)]),
    paragraph(words.trainingText),
    ...points(words.trainingList),
  ]
}

function assignments({ head, calendar }: DistributionInput): Piece[] {
  const people = [...new Set(calendar.map(({ who }) => who))]
  const tasks = people.map((who) =>
    dash(`${who}: ${listed(calendar.filter((one) => one.who === who).map(({ name }) => levelInText(name)))}.`),
  )
  return [
    part('IX', words.assignments),
    clause(1, head.bodyInText),
    ...points(words.department),
    clause(2, words.schools),
    ...points(words.schoolList),
    ...(tasks.length > 0 ? [clause(3, words.byCalendar), ...tasks] : []),
  ]
}

/** A line a packet, under the area it goes to. */
function packetTable(input: DistributionInput): TablePiece {
  const lines = areasOf(input).flatMap((area): TableLine[] => {
    const within = input.packets.filter((packet) => packet.area === area)
    return [
      { cells: ['', area, '', '', ...slipCells(within)], bold: true },
      ...within.map((packet) => [
        String(packet.number).padStart(4, '0'),
        packet.school,
        packet.className,
        packet.form,
        ...slipCells([packet]),
      ]),
    ]
  })
  const total = { cells: ['', common.total, '', '', ...slipCells(input.packets)], bold: true as const }
  return dataTable(numbersAfter(words.packetColumns, [0.8, 3.2, 1, 1.1, 0.9, 0.9, 0.9], 4), [...lines, total], SMALL)
}

function reserveTable({ reserves, levels }: DistributionInput): TablePiece {
  const rank = (level: string) => levels.findIndex(({ id }) => id === level)
  const sorted = [...reserves].sort(
    (a, b) => rank(a.level) - rank(b.level) || a.area.localeCompare(b.area, 'vi') || a.order - b.order,
  )
  return dataTable(
    numbersAfter(words.reserveColumns, [0.6, 1.3, 2, 3, 1, 1.1], 4),
    sorted.map((one, index) => [
      String(index + 1),
      levels.find(({ id }) => id === one.level)?.name ?? one.level,
      one.area,
      one.school,
      count(one.order),
      count(one.pupils),
    ]),
    SMALL,
  )
}

import { documentWords as common } from '../../client/words/documents.ts'
import { minutesWords as words } from '../../client/words/minutes.ts'
import { annexes } from '../document/annex.ts'
import { DocumentError } from '../document/document-error.ts'
import { heading, legalBases, title } from '../document/heading.ts'
import { count, decimal, shortDay } from '../document/number.ts'
import { clause, dash, ending, paragraph } from '../document/outline.ts'
import type { DocumentSection, Outline, Piece } from '../document/piece.ts'
import { type Column, dataTable, remark, tableCaption } from '../document/table.ts'
import { checkMinutes } from './check-minutes.ts'
import { approval, minutesHead } from './minutes-head.ts'
import { columnsText, type MinutesInput, type MinutesSchool } from './minutes-input.ts'
import { peopleLines, witnesses } from './minutes-people.ts'

const KIND = 'BB'
const SMALL = 20
const HOURS = 7 * 3_600_000

/**
 * The minutes of a draw: frame, method, seed, strata with their chances, schools and reserves.
 * @throws DocumentError with every sum that does not add up; nothing is made then
 */
export function minutesOutline(input: MinutesInput): Outline {
  const faults = checkMinutes(input)
  if (faults.length > 0) throw new DocumentError(faults)
  const { round } = input
  const head = minutesHead(round)
  const mark = round.synthetic ? common.synthetic : null
  const abstract = words.abstract(round.year)
  const text: DocumentSection = {
    pieces: [
      heading(head, KIND),
      ...title(words.kind, abstract),
      ...legalBases([approval(round)]),
      ...peopleLines(round),
      ...frameText(input),
      ...methodText(input),
      ...resultText(input),
      ...replacedText(input),
      ending(words.closing({ hour: '......', minute: '......', copies: '......' })),
      ...witnesses(),
    ],
    mark,
  }
  return {
    title: `${words.kind}: ${abstract.join(' ')}`,
    creator: head.bodyInText,
    description: round.synthetic ? common.synthetic : '',
    sections: [
      text,
      ...annexes(
        [
          { title: words.drawnAnnex, children: drawnTables(input) },
          { title: words.reserveAnnex, children: [reserveTable(input)] },
        ],
        head,
        KIND,
        mark,
      ),
    ],
  }
}

/** In groups of eight, so that a line can be broken and two hashes compared by eye. */
const hash = (value: string) => value.replace(/(.{8})(?=.)/g, '$1 ')
const total = (input: MinutesInput, of: (school: MinutesSchool) => number) =>
  input.strata.reduce((sum, { drawn }) => sum + drawn.reduce((own, school) => own + of(school), 0), 0)

function frameText({ frame, known, exceptions }: MinutesInput): Piece[] {
  const excluded = exceptions.filter(({ takeAll }) => !takeAll).length
  return [
    clause(1, words.frame),
    paragraph(
      words.frameText({
        version: String(frame.version),
        day: shortDay(new Date(Date.parse(frame.createdAt) + HOURS).toISOString()),
        schools: count(known.schools),
        classes: count(known.classes),
        pupils: count(known.pupils),
      }),
    ),
    ...(excluded > 0 ? [paragraph(words.excludedText(count(excluded)))] : []),
    paragraph(`${words.frameHash}: ${hash(frame.contentHash)}.`),
  ]
}

function methodText({ draw }: MinutesInput): Piece[] {
  const { method, plan, strata } = draw.ledger
  const time = new Date(Date.parse(draw.createdAt) + HOURS).toISOString()
  return [
    clause(2, words.method),
    paragraph(words.strataText(columnsText(plan.strata, words.columnNames), count(strata.length))),
    ...words.stages.map((stage) => dash(stage(words.schools[method.schools] ?? method.schools))),
    paragraph(
      words.again({
        seed: draw.seed,
        generator: method.generator,
        method: draw.method,
        time: `${time.slice(11, 13)} giờ ${time.slice(14, 16)} phút`,
        day: shortDay(time),
      }),
    ),
    paragraph(`${words.ledgerHash}: ${hash(draw.ledgerHash)}.`),
  ]
}

const probabilities = (schools: readonly MinutesSchool[]): string => {
  const chances = schools.map(({ unit }) => unit.probability)
  const [low, high] = [Math.min(...chances), Math.max(...chances)]
  if (low === 1) return words.certain
  return low === high ? decimal(low, 4) : `${decimal(low, 4)} - ${decimal(high, 4)}`
}

function resultText(input: MinutesInput): Piece[] {
  const { strata, exceptions } = input
  const reserves = strata.reduce((sum, stratum) => sum + stratum.reserves.length, 0)
  const sums = {
    schools: count(total(input, () => 1)),
    classes: count(total(input, ({ classes }) => classes.length)),
    pupils: count(total(input, ({ pupils }) => pupils)),
    reserves: count(reserves),
  }
  const of = (schools: readonly MinutesSchool[], what: (school: MinutesSchool) => number) =>
    count(schools.reduce((sum, school) => sum + what(school), 0))
  const lines = strata.map((stratum) => [
    stratum.name,
    count(stratum.schools),
    count(stratum.pupils),
    count(stratum.drawn.length),
    of(stratum.drawn, ({ classes }) => classes.length),
    of(stratum.drawn, ({ pupils }) => pupils),
    count(stratum.reserves.length),
    probabilities(stratum.drawn),
  ])
  const whole = [
    common.total,
    count(input.known.schools),
    count(input.known.pupils),
    sums.schools,
    sums.classes,
    sums.pupils,
    sums.reserves,
    '',
  ]
  return [
    clause(3, words.result),
    paragraph(words.resultText(sums)),
    tableCaption(common.table('1', words.strataTable)),
    dataTable(
      numbers(words.strataColumns, [2.6, 1, 1.1, 0.9, 0.8, 1, 0.8, 1.5]),
      [...lines, { cells: whole, bold: true }],
      SMALL,
    ),
    ...(exceptions.length > 0
      ? [
          tableCaption(common.table('2', words.exceptionTable)),
          dataTable(
            texts(words.exceptionColumns, [1.6, 2.3, 1.2, 2.7]),
            exceptions.map(({ code, name, takeAll, reason }) => [
              code,
              name,
              takeAll ? words.takeAll : words.excluded,
              reason,
            ]),
            SMALL,
          ),
        ]
      : []),
  ]
}

function replacedText({ strata, exceptions }: MinutesInput): Piece[] {
  const gone = strata.flatMap(({ drawn, reserves }) => [...drawn, ...reserves]).filter(({ replaced }) => replaced)
  if (gone.length === 0) return [clause(4, words.replaced), paragraph(words.noneReplaced)]
  return [
    clause(4, words.replaced),
    paragraph(words.replacedText(count(gone.length))),
    tableCaption(common.table(exceptions.length > 0 ? '3' : '2', words.replacedTable)),
    dataTable(
      texts(words.replacedColumns, [2.4, 2.4, 3]),
      gone.map(({ unit, replaced }) => [`${unit.name} (${unit.code})`, replaced?.by ?? '', replaced?.reason ?? '']),
      SMALL,
    ),
  ]
}

/** One table a stratum, numbered through. The area stands with the school where strata do not say it. */
function drawnTables({ strata, plan }: MinutesInput): Piece[] {
  const placed = plan.strata.includes('area')
  let serial = 0
  return strata.flatMap(({ name, drawn }) => [
    tableCaption(words.ofStratum(name)),
    dataTable(
      numbers(words.drawnColumns, [0.55, 1.85, 2.85, 0.75, 1, 1.9, 0.7], [0, 3, 4, 6]),
      drawn.map(({ unit, area, classes, pupils }) => [
        String(++serial),
        unit.code,
        placed ? unit.name : `${unit.name}, ${area}`,
        count(unit.size),
        unit.certainty === 1 ? words.certain : decimal(unit.probability, 4),
        classes.join('; '),
        count(pupils),
      ]),
      SMALL,
    ),
  ])
}

function reserveTable({ strata }: MinutesInput): Piece {
  const lines = strata.flatMap(({ name, reserves }) =>
    reserves.map(({ unit, pupils }) => [
      name,
      String(unit.position),
      unit.code,
      unit.name,
      count(unit.size),
      count(pupils),
    ]),
  )
  return lines.length > 0
    ? dataTable(numbers(words.reserveColumns, [2.3, 0.6, 1.75, 2.6, 0.75, 0.9], [1, 4, 5]), lines, SMALL)
    : remark(words.noReserves)
}

const texts = (titles: readonly string[], widths: readonly number[]): Column[] =>
  titles.map((name, at) => ({ title: name, width: widths[at] ?? 1 }))

/** Numbers stand on the right: all but the first column, or the columns named. */
const numbers = (titles: readonly string[], widths: readonly number[], right?: readonly number[]): Column[] =>
  titles.map((name, at) => ({
    title: name,
    width: widths[at] ?? 1,
    ...((right ? right.includes(at) : at > 0) ? { align: 'right' as const } : {}),
  }))

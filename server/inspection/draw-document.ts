import { documentWords as common } from '../../client/words/documents.ts'
import { inspectionMinutes as words } from '../../client/words/inspection-minutes.ts'
import { annexes } from '../document/annex.ts'
import type { DocumentHead } from '../document/head.ts'
import { heading, title } from '../document/heading.ts'
import { demonstrationMark, markOfPages } from '../document/mark.ts'
import { count, decimal, shortDay, trimmed } from '../document/number.ts'
import { clause, ending, paragraph } from '../document/outline.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { type Column, dataTable, tableCaption } from '../document/table.ts'
import type { Group } from '../periods/store.ts'
import { witnesses } from '../sample/minutes-people.ts'
import type { ReformYear } from '../tasks/store.ts'
import type { InspectionDraw } from './store.ts'

const KIND = 'BB'
const SMALL = 24
const HOURS = 7 * 3_600_000
const DOTS = '......'
const LONG = '.'.repeat(38)

/** Who issues the papers of the inspections: who issues the documents of the year. */
export const headOfYear = (year: ReformYear, issuedIn: number): DocumentHead => ({
  ...{ parentBody: year.parentBody.toUpperCase(), body: year.department.toUpperCase(), bodyInText: year.department },
  ...{ bodySymbol: year.symbol, place: year.place, month: null, year: issuedIn },
})

/** The minutes of a draw: the list, the way, the seed, who was drawn with which chance; when, where and who by hand. */
export function drawOutline(draw: InspectionDraw, group: Group, year: ReformYear, demonstration: boolean): Outline {
  const head = headOfYear(year, group.year)
  const { ledger } = draw
  const abstract = words.abstract(group.year)
  const mark = markOfPages(
    demonstrationMark(demonstration),
    draw.state === 'superseded' && words.superseded(draw.reason ?? ''),
  )
  const [person, post, ...roles] = words.people
  return {
    title: `${words.kind}: ${abstract.join(' ')}`,
    creator: year.department,
    description: '',
    sections: [
      {
        pieces: [
          heading(head, KIND),
          ...title(words.kind, abstract),
          paragraph(
            words.today({ hour: DOTS, minute: DOTS, day: DOTS, month: DOTS, year: String(group.year), place: LONG }),
          ),
          ...roles.map((role, at) =>
            paragraph(
              `${at + 1}. ${person} ${LONG}, ${post} ${'.'.repeat(24)}, ${role}${at === roles.length - 1 ? '.' : ';'}`,
            ),
          ),
          paragraph(words.done({ year: String(group.year) })),
          clause(1, words.frame),
          paragraph(
            words.frameText({
              ...{ group: group.name, units: count(ledger.population), sampled: count(ledger.sampled) },
              percent: trimmed(ledger.percent, 1),
            }),
          ),
          ...methodPieces(draw),
          ...resultPieces(draw),
          ending(words.closing({ hour: DOTS, minute: DOTS, copies: DOTS })),
          ...witnesses(words),
        ],
        mark,
      },
      ...annexes([{ title: words.frameAnnex, children: [frameTable(draw)] }], head, KIND, mark),
    ],
  }
}

const lastText = (lastYear: number | null) => (lastYear === null ? words.never : words.year(String(lastYear)))
const chance = (probability: number) => (probability === 1 ? words.certain : decimal(probability, 4))
const columns = (titles: readonly string[], widths: readonly number[], right: readonly number[]): Column[] =>
  titles.map((name, at) => ({ title: name, width: widths[at] ?? 1, align: right.includes(at) ? 'right' : 'left' }))

function methodPieces({ ledger, ledgerHash, seed, drawnAt }: InspectionDraw): Piece[] {
  const time = new Date(Date.parse(drawnAt) + HOURS).toISOString()
  return [
    clause(2, words.method),
    paragraph(words.methodText),
    tableCaption(common.table('1', words.groupTable)),
    dataTable(
      columns(words.groupColumns, [2, 1, 1, 1.4], [1, 2, 3]),
      ledger.groups.map(({ lastYear, population, sampled }) => [
        ...[lastText(lastYear), count(population), count(sampled)],
        sampled === 0 ? '0' : chance(sampled / population),
      ]),
      SMALL,
    ),
    paragraph(
      words.again({
        ...{ seed, generator: ledger.method.generator, method: `${ledger.method.name}/${ledger.method.version}` },
        ...{ time: `${time.slice(11, 13)} giờ ${time.slice(14, 16)} phút`, day: shortDay(time) },
      }),
    ),
    paragraph(`${words.hash}: ${ledgerHash.replace(/(.{8})(?=.)/g, '$1 ')}.`),
  ]
}

function resultPieces({ ledger, frame }: InspectionDraw): Piece[] {
  const names = new Map(frame.map(({ id, name }) => [id, name]))
  return [
    clause(3, words.result),
    paragraph(words.resultText(count(ledger.sampled))),
    tableCaption(common.table('2', words.resultTable)),
    dataTable(
      columns(words.resultColumns, [0.6, 3.6, 1.8, 1.6], [0, 3]),
      ledger.units.map(({ id, lastYear, probability }, at) => [
        ...[String(at + 1), names.get(id) ?? id, lastText(lastYear), chance(probability)],
      ]),
      SMALL,
    ),
  ]
}

function frameTable({ frame, ledger }: InspectionDraw): Piece {
  const drawn = new Set(ledger.units.map(({ id }) => id))
  const byName = [...frame].sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }))
  return dataTable(
    columns(words.frameColumns, [0.6, 3.6, 1.8, 1.2], [0]),
    byName.map(({ id, name, lastYear }, at) => [
      ...[String(at + 1), name, lastText(lastYear), drawn.has(id) ? words.drawn : ''],
    ]),
    SMALL,
  )
}

import { documentWords as common, listed } from '../../client/words/documents.ts'
import { periodicReport as words } from '../../client/words/periodic-report.ts'
import { annexes } from '../document/annex.ts'
import type { DocumentHead } from '../document/head.ts'
import { addressees, heading, title } from '../document/heading.ts'
import { count, roman, shortDay } from '../document/number.ts'
import { clause, dash, ending, paragraph, part } from '../document/outline.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { type Column, dataTable, tableCaption } from '../document/table.ts'
import { figureCells, figureText, papersTable, placesOf, proofNumbers, SMALL } from './report-pieces.ts'
import type { Synthesis } from './synthesis.ts'

const KIND = 'BC'

/** What all units sent for a period, for Sở Nội vụ: who sent, task by task with the figures of each unit, difficulties, what is next. */
export function synthesisOutline(found: Synthesis): Outline {
  const { period, group, year } = found
  const head: DocumentHead = {
    ...{ parentBody: year.parentBody.toUpperCase(), body: year.department.toUpperCase(), bodyInText: year.department },
    ...{ bodySymbol: year.symbol, place: year.place, month: null, year: group.year },
  }
  const abstract = [words.together, period.name.replace(/^Báo cáo /, '')]
  const parts: [string, Piece[]][] = [
    [words.state, statePieces(found)],
    [words.byTask, taskPieces(found)],
    [words.difficulties, collected(found, 'difficulties', words.noDifficulties)],
    [words.next, collected(found, 'next', words.noNext)],
  ]
  const entries = [...found.whole, ...found.tasks.flatMap(({ lines }) => lines)]
  return {
    title: `${words.kind}: ${abstract.join(' ')}`,
    creator: year.department,
    description: '',
    sections: [
      {
        pieces: [
          heading(head, KIND),
          ...title(words.kind, abstract),
          ...addressees([words.toHomeAffairs]),
          paragraph(
            words.togetherOpening({
              ...{ year: String(group.year), department: year.department, group: group.name },
              ...{ from: shortDay(period.startsOn), to: shortDay(period.endsOn), today: shortDay(found.today) },
            }),
          ),
          ...parts.flatMap(([name, pieces], at) => [part(roman(at + 1), name), ...pieces]),
          ending(words.closing(year.department)),
          ...signature([common.sameAsAbove], words.archiveDepartment, { role: [words.director], name: null }),
        ],
        mark: null,
      },
      ...annexes(
        [
          { title: words.figures, children: figureTable(found) },
          { title: words.papers, children: papersTable(found.papers, entries) },
        ],
        head,
        KIND,
        null,
      ),
    ],
  }
}

const columns = (titles: readonly string[], widths: readonly number[], right: readonly number[]): Column[] =>
  titles.map((name, at) => ({ title: name, width: widths[at] ?? 1, align: right.includes(at) ? 'right' : 'left' }))

function statePieces({ units, period, group }: Synthesis): Piece[] {
  const of = (...dues: readonly string[]) => units.filter(({ due }) => dues.includes(due))
  const missing = of('open', 'overdue')
  const moved =
    period.lastDay === period.dueOn
      ? ''
      : words.moved({ printed: shortDay(period.dueOn), last: shortDay(period.lastDay) })
  return [
    paragraph(
      words.stateText({
        ...{ group: group.name, units: count(units.length), due: shortDay(period.lastDay) },
        ...{ sent: count(units.length - missing.length), late: count(of('late').length) },
        missing: count(missing.length),
      }) + moved,
    ),
    ...(missing.length === 0 ? [] : [paragraph(words.missing(listed(missing.map(({ name }) => name))))]),
    tableCaption(words.stateTable),
    dataTable(
      columns(words.stateColumns, [0.6, 4, 1.4, 2], [0]),
      units.map(({ name, submittedOn, due }, at) => [
        ...[String(at + 1), name, submittedOn === null ? '' : shortDay(submittedOn)],
        words.states[due] ?? due,
      ]),
      SMALL,
    ),
  ]
}

function taskPieces(found: Synthesis): Piece[] {
  const places = placesOf(found.papers)
  if (found.tasks.length === 0) return [paragraph(words.noSent)]
  const areas = [...new Set(found.tasks.map(({ area }) => area))]
  return areas.flatMap((area, at) => [
    clause(at + 1, area),
    ...found.tasks
      .filter((task) => task.area === area)
      .flatMap((task) => {
        const { sum } = task
        return [
          paragraph([{ text: words.task(task.number, task.name), italics: true }]),
          dataTable(
            columns(words.unitColumns, [2, 3.2, 1.9, 0.9], []),
            [
              ...task.lines.map(({ unit, done, figure, evidence }) => [
                ...[unit, done.split(/\s*\r?\n\s*/).join(' '), figure === null ? '' : figureText(figure)],
                proofNumbers(evidence, places),
              ]),
              ...(sum ? [{ cells: [words.sum(count(sum.units)), '', figureText(sum), ''], bold: true as const }] : []),
            ],
            SMALL,
          ),
        ]
      }),
  ])
}

function collected(found: Synthesis, field: 'difficulties' | 'next', otherwise: string): Piece[] {
  const said = [
    ...found.whole.map((line) => ({ line, mark: '' })),
    ...found.tasks.flatMap(({ number, lines }) => lines.map((line) => ({ line, mark: ` (nhiệm vụ ${number})` }))),
  ].filter(({ line }) => line[field] !== '')
  if (said.length === 0) return [paragraph(otherwise)]
  return said.map(({ line, mark }) => dash(words.ofUnit(line.unit + mark, line[field].split(/\s*\r?\n\s*/).join('; '))))
}

function figureTable({ tasks }: Synthesis): Piece[] {
  const lines = tasks.flatMap(({ number, lines: own, sum }) => [
    ...own.flatMap(({ unit, figure }) => (figure ? [[String(number), unit, ...figureCells(figure)]] : [])),
    ...(sum
      ? [{ cells: [String(number), words.sum(count(sum.units)), ...figureCells(sum)], bold: true as const }]
      : []),
  ])
  if (lines.length === 0) return [paragraph(words.noFigures)]
  return [dataTable(columns(words.figureColumns, [0.5, 2.6, 2.6, 0.9, 0.9, 1], [0, 3, 4, 5]), lines, SMALL)]
}

import { documentWords as common } from '../../client/words/documents.ts'
import { periodicReport as words } from '../../client/words/periodic-report.ts'
import { annexes } from '../document/annex.ts'
import type { DocumentHead } from '../document/head.ts'
import { addressees, heading, title } from '../document/heading.ts'
import { demonstrationMark } from '../document/mark.ts'
import { count, roman, shortDay } from '../document/number.ts'
import { clause, dash, ending, italicHeading, paragraph, part } from '../document/outline.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { type Column, dataTable, tableCaption } from '../document/table.ts'
import { figureCells, figureText, papersTable, placesOf, proofNumbers, SMALL } from './report-pieces.ts'
import type { Synthesis } from './synthesis.ts'

const KIND = 'BC'

/** What all units sent for a period, for Sở Nội vụ: who sent, task by task with the figures of each unit, difficulties, what is next. */
export function synthesisOutline(found: Synthesis, demonstration: boolean): Outline {
  const { period, group, year } = found
  const mark = demonstrationMark(demonstration)
  const head: DocumentHead = {
    ...{ parentBody: year.parentBody.toUpperCase(), body: year.department.toUpperCase(), bodyInText: year.department },
    ...{ bodySymbol: year.symbol, place: year.place, month: null, year: group.year },
  }
  const abstract = [words.together, period.name.replace(/^Báo cáo /, '')]
  const figures = figureTable(found)
  // Where there are figures of no task, there is none to say more of.
  const noFigures = found.tasks.length > 0 && figures.length === 0 ? [paragraph(words.noFigures)] : []
  const parts: [string, Piece[]][] = [
    [words.state, statePieces(found)],
    [words.wholeOfUnits, wholePieces(found)],
    [words.byTask, [...taskPieces(found), ...noFigures]],
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
              ...{
                from: shortDay(period.startsOn),
                to: shortDay(period.endsOn),
                today: shortDay(demonstration ? lastCame(found) : found.today),
              },
            }),
          ),
          ...parts.flatMap(([name, pieces], at) => [part(roman(at + 1), name), ...pieces]),
          ...(found.papers.length === 0 ? [paragraph(words.noPapers)] : []),
          ending(words.closing(year.department)),
          ...signature([common.sameAsAbove], words.archiveDepartment, { role: [words.director], name: null }),
        ],
        mark,
      },
      // An annex that only says there is nothing is a page too many; the text says it.
      ...annexes(
        [
          { title: words.figures, children: figures },
          { title: words.papers, children: found.papers.length === 0 ? [] : papersTable(found.papers, entries) },
        ].filter(({ children }) => children.length > 0),
        head,
        KIND,
        mark,
      ),
    ],
  }
}

/** A demonstration lives in its own year: what it shows of a period had come by the day the last of it came, or by the day it was due. */
const lastCame = ({ units, period }: Synthesis): string =>
  units.reduce(
    (last, { submittedOn }) => (submittedOn !== null && submittedOn > last ? submittedOn : last),
    period.lastDay,
  )

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
  if (found.tasks.length === 0) return [paragraph(sentOf(found) === 0 ? words.noSent : words.noTaskOfAny)]
  const areas = [...new Set(found.tasks.map(({ area }) => area))]
  return areas.flatMap((area, at) => [
    clause(at + 1, area),
    ...found.tasks
      .filter((task) => task.area === area)
      .flatMap((task) => {
        const [only] = task.lines
        // A table for one unit is a heading and three borders around a sentence.
        const said = only && task.lines.length === 1 ? [onlyLine(only, places)] : [unitTable(task, places)]
        return [italicHeading(words.task(task.number, task.name)), ...said]
      }),
  ])
}

type Task = Synthesis['tasks'][number]
type Places = ReturnType<typeof placesOf>
const inOneSentence = (text: string) => text.split(/\s*\r?\n\s*/).join(' ')

function onlyLine({ unit, done, figure, evidence }: Task['lines'][number], places: Places): Piece {
  const proofs = proofNumbers(evidence, places)
  const said = [
    ...(done === '' ? [] : [closed(inOneSentence(done))]),
    ...(figure === null ? [] : [words.figure(figureText(figure))]),
    ...(proofs === '' ? [] : [words.proofListed(proofs)]),
  ]
  return dash(words.ofUnit(unit, said.length === 0 ? words.nothingOfTask : said.join(' ')))
}
const closed = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`)

const unitTable = ({ lines, sum }: Task, places: Places): Piece =>
  dataTable(
    columns(words.unitColumns, [2, 3.2, 1.9, 0.9], []),
    [
      ...lines.map(({ unit, done, figure, evidence }) => [
        ...[unit, inOneSentence(done), figure === null ? '' : figureText(figure)],
        proofNumbers(evidence, places),
      ]),
      ...(sum ? [{ cells: [words.sum(count(sum.units)), '', figureText(sum), ''], bold: true as const }] : []),
    ],
    SMALL,
  )

type Said = Readonly<{ unit: string; task?: number; text: string }>

/**
 * What units said, each text once with all that said it: forty units often send the same words. A unit that said it of several tasks is
 * one unit, with those tasks.
 */
function saidBy(said: readonly Said[], sent: number): Piece[] {
  const texts = new Map<string, Map<string, number[]>>()
  for (const { unit, task, text } of said) {
    const units = texts.get(text) ?? new Map<string, number[]>()
    texts.set(text, units.set(unit, [...(units.get(unit) ?? []), ...(task === undefined ? [] : [task])]))
  }
  return [...texts].map(([text, units]) => {
    const names = [...units].map(([unit, tasks]) => (tasks.length === 0 ? unit : words.ofTasks(unit, tasks.join(', '))))
    if (names.length === 1) return dash(words.ofUnit(names[0] ?? '', text))
    if (names.length === sent) return dash(words.ofAll(count(sent), text))
    return dash(words.ofUnits(count(names.length), names.join('; '), text))
  })
}

const inOneLine = (text: string) => text.split(/\s*\r?\n\s*/).join('; ')
const sentOf = ({ units }: Synthesis) => units.filter(({ submittedOn }) => submittedOn !== null).length

/** What each unit said of the period as a whole. */
function wholePieces(found: Synthesis): Piece[] {
  const said = found.whole.flatMap(({ unit, done }) => (done === '' ? [] : [{ unit, text: inOneLine(done) }]))
  return said.length === 0 ? [paragraph(words.noWholes)] : saidBy(said, sentOf(found))
}

function collected(found: Synthesis, field: 'difficulties' | 'next', otherwise: string): Piece[] {
  const said = [
    ...found.whole.map((line) => ({ line })),
    ...found.tasks.flatMap(({ number, lines }) => lines.map((line) => ({ line, task: number }))),
  ].flatMap(({ line, ...of }) => (line[field] === '' ? [] : [{ unit: line.unit, ...of, text: inOneLine(line[field]) }]))
  return said.length === 0 ? [paragraph(otherwise)] : saidBy(said, sentOf(found))
}

function figureTable({ tasks }: Synthesis): Piece[] {
  const lines = tasks.flatMap(({ number, lines: own, sum }) => [
    ...own.flatMap(({ unit, figure }) => (figure ? [[String(number), unit, ...figureCells(figure)]] : [])),
    ...(sum
      ? [{ cells: [String(number), words.sum(count(sum.units)), ...figureCells(sum)], bold: true as const }]
      : []),
  ])
  if (lines.length === 0) return []
  return [dataTable(columns(words.figureColumns, [1, 2.3, 3.4, 0.85, 0.85, 0.85], [0, 3, 4, 5]), lines, SMALL)]
}

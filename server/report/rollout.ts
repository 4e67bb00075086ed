import { areaInText, documentWords as common, listed } from '../../client/words/documents.ts'
import { reportWords as words } from '../../client/words/report.ts'
import { count, shortDay, vietnameseDay } from '../document/number.ts'
import { clause, paragraph, part } from '../document/outline.ts'
import type { ParagraphPiece, Piece } from '../document/piece.ts'
import { type Column, dataTable, remark, tableCaption } from '../document/table.ts'
import { callParagraphs } from './calls.ts'
import { nameIn, shareText, sheetsHidden, sumOf } from './cells.ts'
import type { FieldworkRow, ReportInput } from './report-input.ts'

/** Part I: what was done, with how many. */
export function rollout(input: ReportInput): Piece[] {
  return [
    part('I', words.rollout),
    ...scope(input),
    ...sampling(input),
    ...slips(input),
    ...callParagraphs(input.integrity.calls),
  ]
}

/** Longer lists are not read inside a sentence; the annex has them. */
const MOST_NAMED = 20

function scope({ round, areas, levels, instruments }: ReportInput) {
  const respondents = listed(levels.map((level) => common.respondents[level.respondent][level.schooling]))
  return [
    clause(1, words.scope),
    paragraph(
      words.scopeText({
        from: vietnameseDay(round.from),
        to: vietnameseDay(round.to),
        areas: count(areas.length),
        areaNames:
          areas.length > MOST_NAMED
            ? words.areasInAnnex
            : words.areaNames(listed(areas.map(({ name }) => areaInText(name)))),
        respondents,
        schoolYear: round.schoolYear,
      }),
    ),
    paragraph(
      words.instrumentsText({
        list: listed(instruments.map((each) => words.instrument({ ...each, items: count(each.items) }))),
      }),
    ),
    ...(round.synthetic ? [paragraph(words.syntheticNote)] : []),
  ]
}

function sampling({ frame, sample, levels }: ReportInput) {
  const total = (rows: readonly Readonly<{ schools: number; classes: number; pupils: number }>[]) => ({
    schools: count(sumOf(rows, (row) => row.schools)),
    classes: count(sumOf(rows, (row) => row.classes)),
    pupils: count(sumOf(rows, (row) => row.pupils)),
  })
  const stages = sample.stages.map(
    ({ unit, method }) => `${common.unit[unit]} ${common.unitWithin[unit]} (${common.drawMethod[method]})`,
  )
  const replaced = sumOf(sample.strata, (row) => row.replaced)
  const line = (name: string, belongs: (level: string) => boolean) => {
    const known = total(frame.rows.filter((row) => belongs(row.level)))
    const drawn = total(sample.strata.filter((row) => belongs(row.level)))
    return [name, known.schools, known.pupils, drawn.schools, drawn.classes, drawn.pupils]
  }
  return [
    clause(2, words.sampling),
    paragraph(words.frameText({ asOf: shortDay(frame.asOf), ...total(frame.rows), strata: count(frame.rows.length) })),
    paragraph(
      words.stagesText({ number: count(stages.length), stages: stages.join('; '), ...total(sample.strata) }) +
        ` ${replaced > 0 ? words.replacedText({ replaced: count(replaced) }) : words.noneReplaced}`,
    ),
    tableCaption(common.table('1', words.frameTable)),
    dataTable(numeric(words.frameColumns, 2.2), [
      ...levels.map(({ id, name }) => line(name, (level) => level === id)),
      { cells: line(common.total, () => true), bold: true },
    ]),
  ]
}

/** First column text, the others numbers of equal width. */
export const numeric = (titles: readonly string[], first: number): Column[] =>
  titles.map((title, index) => (index === 0 ? { title, width: first } : { title, width: 1, align: 'right' }))

/** The nine numbers of a row or of a sum of rows; of a place whose figures are kept back only what was handed out. */
export function slipCells(rows: readonly FieldworkRow[], keptBack = false): string[] {
  const sum = (number: (row: FieldworkRow) => number) => sumOf(rows, number)
  const [issued, used] = [sum((row) => row.issued), sum((row) => row.used)]
  return [
    count(sum((row) => row.printed)),
    count(issued),
    count(sum((row) => row.spoiled)),
    count(sum((row) => row.returned)),
    count(sum((row) => row.reserve)),
    ...[count(used), count(sum((row) => row.excluded)), count(sum((row) => row.valid)), shareText(used, issued)].map(
      (text) => (keptBack ? common.hidden : text),
    ),
  ]
}

/** Said below a table of slips in which somebody's sheets are not counted. */
export const slipRemarks = (input: ReportInput, keptBack: boolean): ParagraphPiece[] =>
  keptBack ? [remark(words.sheetsHidden({ least: count(input.method.minAnswers), hidden: common.hidden }))] : []

function slips(input: ReportInput) {
  const { fieldwork, exclusions, modes, levels } = input
  const [printed, issued, spoiled, returned, reserve, used, excluded, valid, rate] = slipCells(fieldwork) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const answered = sumOf(modes, (mode) => mode.count)
  const lost = exclusions.filter((each) => each.count > 0)
  return [
    clause(3, words.slips),
    paragraph(words.slipsText({ printed, issued, spoiled, returned, reserve, used, excluded, valid, rate })),
    ...(lost.length > 0
      ? [
          paragraph(
            words.exclusionsText({
              list: lost.map((each) => words.exclusion({ ...each, count: count(each.count) })).join('; '),
            }),
          ),
        ]
      : []),
    paragraph(words.modesText({ list: modeList(modes, answered) })),
    tableCaption(common.table('2', words.slipsTable)),
    dataTable(
      numeric(words.slipsColumns, 1.9),
      [
        ...levels.map(({ id }) => [
          nameIn(levels, id),
          ...slipCells(
            fieldwork.filter((row) => row.level === id),
            sheetsHidden(input, id, null),
          ),
        ]),
        { cells: [common.total, ...slipCells(fieldwork)], bold: true },
      ],
      22,
    ),
    ...slipRemarks(
      input,
      levels.some(({ id }) => sheetsHidden(input, id, null)),
    ),
  ]
}

export const modeList = (modes: ReportInput['modes'], answered: number): string =>
  modes
    .filter((mode) => mode.count > 0)
    .map((mode) => words.mode({ name: mode.name, count: count(mode.count), share: shareText(mode.count, answered) }))
    .join('; ')

import { documentWords as common } from '../../client/words/documents.ts'
import { indexPaperWords as words } from '../../client/words/index-papers.ts'
import { annexes } from '../document/annex.ts'
import { addressees, heading, title } from '../document/heading.ts'
import { count, roman, vietnameseDay } from '../document/number.ts'
import { clause, ending, italicParagraph, paragraph } from '../document/outline.ts'
import type { Outline, TablePiece } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { dataTable, remark, tableCaption } from '../document/table.ts'
import type { YearInput } from './gather-year.ts'
import {
  alignedPoints,
  checkSums,
  hashRemarks,
  markOf,
  type PointCell,
  type PointLine,
  papersOnce,
} from './paper-texts.ts'
import { sheetLines, sumCell } from './sheet-lines.ts'

export const REPORT = 'BC'
/** Widths of the nine columns of the sheet, as shares of a page on its side. */
const WIDTHS = [0.6, 3.4, 0.75, 0.75, 0.9, 0.9, 2.4, 2, 2.6]

/**
 * Báo cáo tự đánh giá, chấm điểm: how it stands, points by area, and the whole sheet as an annex on its side.
 * @throws DocumentError where the parts do not add up
 */
export function scoreSheetOutline(input: YearInput): Outline {
  checkSums(input)
  const { head, unit, card, assessment } = input
  const mark = markOf(input)
  const abstract = words.sheetAbstract(card.year)
  const missing = input.checklist.none + input.checklist.some
  const leaves = new Set(input.papers.map(({ componentId }) => componentId)).size
  const pieces = [
    heading(head, REPORT),
    ...title(common.kinds.BC, abstract),
    ...addressees([input.addressee]),
    italicParagraph(words.basisCard(card.title, input.cardDecision, true)),
    clause(1, words.general),
    paragraph(words.unitText(unit, card.year, words.states[assessment.state] ?? assessment.state)),
    ...(assessment.lockedAt === null ? [] : [paragraph(words.lockedOn(vietnameseDay(assessment.lockedAt)))]),
    ...(assessment.decision === null ? [] : [paragraph(words.publishedBy(assessment.decision))]),
    clause(2, words.result),
    tableCaption(common.table('1', words.resultTable)),
    staysFrom(
      dataTable(
        words.areaColumns.map((name, at) => ({
          title: name,
          width: [0.6, 3.6, 1.1, 1.1, 1.2, 1.2][at] ?? 1,
          align: at === 1 ? 'left' : at === 0 ? 'center' : 'right',
        })),
        alignedPoints(areaLines(input)),
      ),
      card.areas.length,
    ),
    remark(`${words.pointsFrom}: ${card.pointsFrom}`),
    clause(3, words.proofs),
    paragraph(words.proofText(count(papersOnce(input.papers).length), count(leaves), count(missing))),
    ...hashRemarks(input),
    ending(words.ending(unit)),
    ...signature([common.sameAsAbove], 'VT', input.signer),
  ]
  const sheet = dataTable(
    words.sheetColumns.map((name, at) => ({
      title: name,
      width: WIDTHS[at] ?? 1,
      align: at === 0 ? 'center' : at >= 2 && at <= 5 ? 'right' : 'left',
    })),
    alignedPoints(sheetLines(input)),
    19,
  )
  return {
    title: `${common.kinds.BC}: ${abstract.join(' ')} - ${unit}`,
    creator: head.bodyInText,
    description: input.contentHash,
    sections: [
      { pieces, mark },
      ...annexes(
        [{ title: words.sheetAnnex, children: [{ ...sheet, top: true }], landscape: true }],
        head,
        REPORT,
        mark,
      ),
    ],
  }
}

/** The lines from the sum on stay on one page: an index is read beside the points it comes from. */
const staysFrom = (table: TablePiece, sum: number): TablePiece => ({
  ...table,
  stays: table.stays.map((stays, line) => stays || (line >= sum && line < table.lines.length - 1)),
})

/** Points by area and the index of each look that has been ended, the own one always. */
export function areaLines({ card, scores, looks }: YearInput): PointLine[] {
  const shown = [scores.self, looks >= 1 ? scores.first : null, looks >= 2 ? scores.second : null]
  const cells = (
    name: string,
    at: string,
    most: PointCell,
    of: (score: NonNullable<(typeof shown)[number]>) => PointCell,
  ) => [at, name, most, ...shown.map((score) => (score === null ? null : of(score)))]
  const bandName = (id: string) => card.bands.find((band) => band.id === id)?.name ?? id
  const whole = (name: string, of: (score: NonNullable<(typeof shown)[number]>) => PointCell): PointLine => ({
    cells: cells(name, '', '', of),
    bold: true,
  })
  const total = card.areas.reduce((sum, { points }) => sum + Math.round(points * 100), 0) / 100
  return [
    ...card.areas.map((area, at) => cells(area.name, roman(at + 1), area.points, (score) => sumCell(score.areas[at]))),
    { cells: cells(words.total, '', total, (score) => score.points), bold: true },
    cells(words.excluded, '', '', (score) => score.excluded),
    cells(words.share, '', '', (score) => score.share),
    ...(card.bonus.items.length > 0 ? [cells(words.bonus, '', '', (score) => score.bonus)] : []),
    ...(card.penalty.items.length > 0 ? [cells(words.penalty, '', '', (score) => score.penalty)] : []),
    whole(words.index, (score) => score.index),
    whole(words.band, (score) => bandName(score.band)),
  ]
}

import { appraisalPapers } from '../../client/words/appraisal-papers.ts'
import { documentWords as common } from '../../client/words/documents.ts'
import { indexPaperWords } from '../../client/words/index-papers.ts'
import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { addressees, heading, title } from '../document/heading.ts'
import { markOfPages } from '../document/mark.ts'
import { count, vietnameseDay } from '../document/number.ts'
import { clause, ending, italicParagraph, paragraph, part } from '../document/outline.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { dataTable, tableCaption } from '../document/table.ts'
import { Problem } from '../problem.ts'
import type { YearInput } from './gather-year.ts'
import { alignedPoints, checkSums, hashRemarks, markOf, papersOnce, paperText } from './paper-texts.ts'
import { REPORT } from './score-sheet.ts'
import { scoredCell } from './sheet-lines.ts'

const words = appraisalPapers.explanation

/** Giải trình: what the first look asked the unit about, what it says to each, and the papers it added for it. */
export function explanationOutline(input: YearInput): Outline {
  checkSums(input)
  const { head, unit, card, assessment } = input
  if (input.looks < 1)
    throw new Problem('step_not_possible', { detail: { state: assessment.state, step: 'explanation_document' } })
  const abstract = words.abstract(card.year)
  const lines = askedOf(input)
  const told = lines.filter(({ note }) => note !== '').length
  const draft = assessment.state === 'explaining'
  const pieces: Piece[] = [
    heading(head, REPORT),
    ...title(common.kinds.BC, abstract),
    ...addressees([input.addressee]),
    italicParagraph(indexPaperWords.basisCard(card.title, input.cardDecision, true)),
    paragraph(
      lines.length === 0
        ? words.leadNone(unit, card.year)
        : words.lead(unit, card.year, count(lines.length), count(told)),
    ),
    paragraph(
      assessment.answeredAt === null
        ? words.due(vietnameseDay(assessment.explainDueOn))
        : words.answeredOn(vietnameseDay(assessment.answeredAt)),
    ),
    ...(lines.length === 0
      ? []
      : [
          part('I', words.summary),
          tableCaption(common.table('1', words.table)),
          dataTable(
            words.columns.map((name, at) => ({
              title: name,
              width: [0.6, 4, 0.9, 1, 1.1, 1.5][at] ?? 1,
              align: at === 0 ? 'center' : at >= 2 && at <= 4 ? 'right' : 'left',
            })),
            alignedPoints(
              lines.map((one, at) => [
                ...[count(at + 1), one.name, one.most, one.self, one.first],
                one.note === '' ? words.untold : words.told,
              ]),
            ),
          ),
          part('II', words.detail),
          ...lines.flatMap((one, at): Piece[] => [
            clause(at + 1, one.name),
            said(words.remark, one.remark || words.noRemark),
            said(words.own, one.note || words.missing),
            said(words.papers, one.papers || words.noPapers),
          ]),
        ]),
    ...hashRemarks(input),
    ending(words.ending(unit)),
    ...signature([common.sameAsAbove], 'VT', input.signer),
  ]
  return {
    title: `${common.kinds.BC}: ${abstract.join(' ')} - ${unit}`,
    creator: head.bodyInText,
    description: input.contentHash,
    sections: [{ pieces, mark: markOfPages(markOf(input), draft && words.draftMark) }],
  }
}

const said = (label: string, text: string) => paragraph([{ text: label, bold: true }, { text }])

/** Components that were asked about or explained, in the order of the card, with what stands beside each. */
function askedOf({ card, scores, written, papers }: YearInput) {
  const scoredOf = (score: (typeof scores)['self']) =>
    new Map(
      (score?.areas ?? []).flatMap(({ criteria }) =>
        criteria.flatMap(({ components }) => components.map((one) => [one.id, one] as const)),
      ),
    )
  const [self, first] = [scoredOf(scores.self), scoredOf(scores.first)]
  return componentsOf(card).flatMap(({ id, name, points }) => {
    const { first: look, explanation } = written.get(id) ?? {}
    if (!look?.asked && !explanation?.note) return []
    const added = papersOnce(papers.filter((one) => one.componentId === id && one.stage === 'explanation'))
    return [
      {
        name: `${id}. ${name}`,
        most: points,
        self: scoredCell(self.get(id)),
        first: scoredCell(first.get(id)),
        remark: look?.note ?? '',
        note: explanation?.note ?? '',
        papers: added.map((one) => `${paperText(one)} (${one.abstract})`).join('; '),
      },
    ]
  })
}

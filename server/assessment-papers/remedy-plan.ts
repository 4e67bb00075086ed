import { documentWords as common } from '../../client/words/documents.ts'
import { indexPaperWords as words } from '../../client/words/index-papers.ts'
import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { lostOf } from '../assessment/scores.ts'
import { heading, title } from '../document/heading.ts'
import { count, shortDay } from '../document/number.ts'
import { dash, ending, italicParagraph, paragraph, part } from '../document/outline.ts'
import type { Outline } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { dataTable, lineByLine } from '../document/table.ts'
import { Problem } from '../problem.ts'
import type { YearInput } from './gather-year.ts'
import { checkSums, markOf, pointsText } from './paper-texts.ts'

const PLAN = 'KH'

/**
 * Kế hoạch khắc phục: every component that lost points by the second look, with what the unit has planned; what it has not, and the
 * causes, are left to be written in.
 */
export function remedyPlanOutline(input: YearInput): Outline {
  checkSums(input)
  const { head, unit, card, assessment, scores } = input
  const score = scores.second
  if (input.looks < 2 || score === null)
    throw new Problem('step_not_possible', { detail: { state: assessment.state, step: 'remedy_document' } })
  const abstract = words.remedyAbstract(card.year)
  const mark = markOf(input)
  const nameOf = new Map(componentsOf(card).map(({ id, name }) => [id, name]))
  const lost = lostOf(score)
  const band = card.bands.find(({ id }) => id === score.band)?.name ?? score.band
  const table = dataTable(
    words.remedyColumns.map((name, at) => ({
      title: name,
      width: [0.75, 2.5, 1.25, 1.35, 2.1, 1.6, 1.45][at] ?? 1,
      align: at === 0 || at === 2 || at === 6 ? 'center' : 'left',
    })),
    lost.map(({ id, points, most }, at) => {
      const remedy = input.remedies.get(id)
      return [
        count(at + 1),
        `${id}. ${nameOf.get(id) ?? ''}`,
        `${pointsText(points)}/${pointsText(most)}`,
        '',
        remedy?.measure ?? '',
        remedy?.lead ?? '',
        remedy ? shortDay(remedy.dueOn) : '',
      ]
    }),
  )
  const pieces = [
    heading(head, PLAN),
    ...title(common.kinds.KH, abstract),
    ...(assessment.decision === null ? [] : [italicParagraph(words.remedyBasis(assessment.decision, card.year))]),
    italicParagraph(words.basisEarlier(words.department, card.year)),
    paragraph(words.remedyText(unit, card.year, pointsText(score.index), band)),
    part('I', words.remedyAim),
    ...words.remedyAims.map(dash),
    part('II', words.remedyContent),
    ...(lost.length === 0 ? [paragraph(words.remedyNothing)] : [lineByLine(table)]),
    part('III', words.remedyOrganise),
    paragraph(words.remedyOrganiseText(unit)),
    ending(words.remedyEnding(unit)),
    ...signature([input.addressee], 'VT', input.signer),
  ]
  return {
    title: `${common.kinds.KH}: ${abstract.join(' ')} - ${unit}`,
    creator: head.bodyInText,
    description: input.contentHash,
    sections: [{ pieces, mark }],
  }
}

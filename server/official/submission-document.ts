import { documentWords as common, listed } from '../../client/words/documents.ts'
import { modeInText } from '../../client/words/modes.ts'
import { planDocumentWords as words } from '../../client/words/plan-document.ts'
import { DocumentError } from '../document/document-error.ts'
import { addressees, heading, legalBases, title } from '../document/heading.ts'
import { count } from '../document/number.ts'
import { clause, ending, italicParagraph, paragraph } from '../document/outline.ts'
import type { Outline } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { checkPlan } from './check-plan.ts'
import { planAnnexes } from './plan-annexes.ts'
import { points, targetText, timeText } from './plan-document.ts'
import type { PlanInput } from './plan-input.ts'
import { modesUsed } from './plan-modes.ts'
import { allocationCells, respondentsOf } from './plan-sums.ts'

const KIND = 'TTr'

/**
 * Tờ trình that lays the plan before the body that approves it; its numbers are those of the plan.
 * @throws DocumentError with every sum that does not hold; nothing is made then
 */
export function submissionOutline(input: PlanInput): Outline {
  const faults = checkPlan(input)
  if (faults.length > 0) throw new DocumentError(faults)
  const { head, round, approver } = input
  const mark = round.synthetic ? common.synthetic : null
  const abstract = words.submissionAbstract(round.year)
  const names = { body: head.bodyInText, approver, year: String(round.year) }
  const [, , schools = '', classes = '', slips = ''] = allocationCells(input.allocation)
  const money = input.budget.lines.length > 0 ? words.shortMoney({ total: count(input.budget.total) }) : words.noMoney
  const pieces = [
    heading(head, KIND),
    ...title(common.kinds.TTr, abstract),
    ...addressees([approver]),
    ...legalBases(input.legalBases),
    paragraph(words.submissionOpening(names)),
    clause(1, words.need),
    paragraph(words.needText(names)),
    clause(2, words.mainPoints),
    ...points(
      words.mainList({
        target: targetText(round.target),
        respondents: listed(respondentsOf(input)),
        areas: count(input.areas.length),
        schools,
        classes,
        slips,
        forms: count(input.forms.length),
        time: timeText(round),
        money,
        modes: listed(modesUsed(round.modes, input.forms).map((mode) => modeInText[mode] ?? mode)),
      }),
    ),
    clause(3, words.request),
    paragraph(words.requestText(names)),
    italicParagraph(words.attached({ annexes: count(planAnnexes(input).list.length) })),
    ending(words.submissionEnding(names)),
    ...signature([common.sameAsAbove], input.archive, input.signer),
  ]
  return {
    title: `${common.kinds.TTr}: ${abstract.join(' ')}`,
    creator: head.bodyInText,
    description: round.synthetic ? common.synthetic : '',
    sections: [{ pieces, mark }],
  }
}

import type { ComponentScore } from '../../analysis/assessment/score-component.ts'
import { appraisalPapers } from '../../client/words/appraisal-papers.ts'
import { documentWords as common } from '../../client/words/documents.ts'
import { indexPaperWords } from '../../client/words/index-papers.ts'
import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import type { DocumentHead } from '../document/head.ts'
import { heading, title } from '../document/heading.ts'
import { count, vietnameseDay } from '../document/number.ts'
import { clause, dash, ending, paragraph, part } from '../document/outline.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { dataTable, lineByLine, tableCaption } from '../document/table.ts'
import { Problem } from '../problem.ts'
import { witnesses } from '../sample/minutes-people.ts'
import type { YearInput } from './gather-year.ts'
import { alignedPoints, checkSums, hashRemarks, markOf, papersOnce, pointsText } from './paper-texts.ts'
import { areaLines } from './score-sheet.ts'
import { scoredCell } from './sheet-lines.ts'

const words = appraisalPapers.minutes
const MINUTES = 'BB'
/** Letters of a remark that still reads in a column; longer ones stand below the table over the whole width. */
const LONGEST = 400
const DOTS = '......'
const LONG = '.'.repeat(38)

/** Who ended the look and when, from the record of the year's steps. */
export type EndedLook = Readonly<{ at: string; by: string | null }>

/**
 * Biên bản thẩm định of one look that has been ended, issued by the Department: points by area, every component that was noted or
 * changed, what is to be explained or was, the index. When, where and who met is left to the hand.
 */
export function appraisalMinutesOutline(
  input: YearInput,
  head: DocumentHead,
  look: 1 | 2,
  ended: EndedLook | undefined,
): Outline {
  checkSums(input)
  const { card, unit, assessment, scores } = input
  const score = look === 1 ? scores.first : scores.second
  if (input.looks < look || score === null)
    throw new Problem('step_not_possible', { detail: { state: assessment.state, step: `appraisal_${look}` } })
  const abstract = words.abstract(look, card.year, unit)
  const [person, post, ...roles] = words.people
  const band = card.bands.find(({ id }) => id === score.band)?.name ?? score.band
  const leaves = new Set(input.papers.map(({ componentId }) => componentId)).size
  const hand = { hour: DOTS, minute: DOTS, day: DOTS, month: DOTS, year: String(head.year), place: LONG, copies: DOTS }
  const pieces: Piece[] = [
    heading(head, MINUTES),
    ...title(common.kinds.BB, abstract),
    part('I', words.opening),
    paragraph(words.today(hand)),
    ...roles.map((role, at) =>
      paragraph(
        `${at + 1}. ${person} ${LONG}, ${post} ${'.'.repeat(24)}, ${role}${at === roles.length - 1 ? '.' : ';'}`,
      ),
    ),
    paragraph(words.done(look, unit)),
    part('II', words.basis),
    dash(words.card(card.title, input.cardDecision)),
    ...(assessment.lockedAt === null ? [] : [dash(words.locked(vietnameseDay(assessment.lockedAt)))]),
    ...(look === 2 && assessment.answeredAt !== null
      ? [dash(words.answered(vietnameseDay(assessment.answeredAt)))]
      : []),
    ...(ended === undefined ? [] : [dash(words.ended(look, vietnameseDay(ended.at), ended.by ?? ''))]),
    dash(words.papers(count(papersOnce(input.papers).length), count(leaves))),
    part('III', words.result),
    tableCaption(common.table('1', words.resultTable)),
    areasTable(input, look),
    paragraph(countsText(input, look)),
    ...extrasOf(input, look),
    part('IV', words.notes),
    ...notesOf(input, look),
    ...(look === 1 ? [paragraph(asksText(input))] : []),
    part('V', words.conclusion),
    paragraph(words.index(look, pointsText(score.points), pointsText(score.most), pointsText(score.share))),
    paragraph(words.band(pointsText(score.index), band)),
    ...(look === 1 ? [paragraph(words.notFinal)] : []),
    ...hashRemarks(input),
    ending(words.closing(hand)),
    ...witnesses({ ...words, recipients: [words.members, unit] }),
  ]
  return {
    title: `${common.kinds.BB}: ${abstract.join(' ')}`,
    creator: head.bodyInText,
    description: input.contentHash,
    sections: [{ pieces, mark: markOf(input) }],
  }
}

function areasTable(input: YearInput, look: 1 | 2): Piece {
  const columns = look === 1 ? 5 : 6
  const lines = areaLines({ ...input, looks: look }).map((line) =>
    'cells' in line ? { ...line, cells: line.cells.slice(0, columns) } : line.slice(0, columns),
  )
  return dataTable(
    indexPaperWords.areaColumns.slice(0, columns).map((name, at) => ({
      title: name,
      width: [0.6, 3.6, 1.1, 1.1, 1.2, 1.2][at] ?? 1,
      align: at === 1 ? 'left' : at === 0 ? 'center' : 'right',
    })),
    alignedPoints(lines),
  )
}

/** Each component with its points before this look and after it. */
function pairsOf({ card, scores, written }: YearInput, look: 1 | 2) {
  const flat = (score: (typeof scores)['self']) =>
    new Map(
      (score?.areas ?? []).flatMap(({ criteria }) =>
        criteria.flatMap(({ components }) => components.map((one) => [one.id, one] as const)),
      ),
    )
  const [before, after] =
    look === 1 ? [flat(scores.self), flat(scores.first)] : [flat(scores.first), flat(scores.second)]
  return componentsOf(card).map((component) => ({
    component,
    before: before.get(component.id),
    after: after.get(component.id),
    said: written.get(component.id)?.[look === 1 ? 'first' : 'second'],
    asked: written.get(component.id)?.first?.asked ?? false,
    explanation: written.get(component.id)?.explanation?.note ?? '',
  }))
}
type Pair = ReturnType<typeof pairsOf>[number]

const changeOf = ({ before, after }: Pair): number =>
  Math.round(((after?.points ?? 0) - (before?.points ?? 0)) * 100) / 100
const isOut = (one: ComponentScore | undefined) => one?.state === 'excluded'

function countsText(input: YearInput, look: 1 | 2): string {
  const pairs = pairsOf(input, look)
  const judged = pairs.filter(({ after }) => !isOut(after))
  const many = (test: (change: number) => boolean) => count(judged.filter((one) => test(changeOf(one))).length)
  return words.counts({
    all: count(pairs.length),
    same: many((change) => change === 0),
    less: many((change) => change < 0),
    more: many((change) => change > 0),
    before: words.before[look],
    excluded: count(pairs.length - judged.length),
  })
}

/** What was noted, changed, asked or explained, in the order of the card. */
function notesOf(input: YearInput, look: 1 | 2): Piece[] {
  const told = pairsOf(input, look).filter(
    (one) =>
      changeOf(one) !== 0 ||
      isOut(one.before) !== isOut(one.after) ||
      (one.said?.note ?? '') !== '' ||
      one.asked ||
      (look === 2 && one.explanation !== ''),
  )
  if (told.length === 0) return [paragraph(words.notesNone)]
  const texts = ({ said, asked, explanation }: Pair) =>
    look === 1
      ? (said?.note ?? '')
      : [
          explanation !== '' ? words.explained(explanation) : asked ? words.notExplained : '',
          said?.note ? words.remark(said.note) : '',
        ]
          .filter(Boolean)
          .join(' ')
  const longs = told.filter((one) => texts(one).length > LONGEST)
  const table = dataTable(
    words.notesColumns[look].map((name, at) => ({
      title: name,
      width: [0.6, 3, 0.9, 1, 1, 4][at] ?? 1,
      align: at === 0 ? 'center' : at >= 2 && at <= 4 ? 'right' : 'left',
    })),
    alignedPoints(
      told.map((one, at) => [
        count(at + 1),
        `${one.component.id}. ${one.component.name}`,
        one.component.points,
        scoredCell(one.before),
        scoredCell(one.after),
        longs.includes(one) ? words.below(count(longs.indexOf(one) + 1)) : texts(one),
      ]),
    ),
    20,
  )
  return [
    tableCaption(common.table('2', words.notesTable)),
    lineByLine(table),
    ...longs.flatMap((one, at): Piece[] => [
      clause(at + 1, `${one.component.id}. ${one.component.name}`),
      paragraph(texts(one)),
    ]),
  ]
}

function asksText({ written, assessment }: YearInput): string {
  const asked = [...written].filter(([, { first }]) => first?.asked).map(([id]) => id)
  if (asked.length === 0) return words.asksNone
  return words.asks(count(asked.length), asked.join(', '), vietnameseDay(assessment.explainDueOn))
}

/** Points beside the card as they stand after this look, with their reasons. */
function extrasOf({ card, extras, scores }: YearInput, look: 1 | 2): Piece[] {
  const score = look === 1 ? scores.first : scores.second
  if (!score || (score.bonus === 0 && score.penalty === 0)) return []
  const voices = look === 1 ? ['first', 'self'] : ['second', 'first', 'self']
  const lines = (items: readonly Readonly<{ id: string; name: string }>[]) =>
    items.flatMap(({ id, name }) => {
      const said = voices.flatMap((voice) => extras.filter((one) => one.itemId === id && one.stage === voice))[0]
      return said && said.hundredths !== 0
        ? [dash(words.extras(pointsText(said.hundredths / 100), name, said.note))]
        : []
    })
  return [
    ...(score.bonus === 0
      ? []
      : [paragraph(`${words.bonus}: ${pointsText(score.bonus)}.`), ...lines(card.bonus.items)]),
    ...(score.penalty === 0
      ? []
      : [paragraph(`${words.penalty}: ${pointsText(score.penalty)}.`), ...lines(card.penalty.items)]),
  ]
}

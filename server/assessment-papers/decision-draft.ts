import { documentWords as common } from '../../client/words/documents.ts'
import { indexPaperWords as words } from '../../client/words/index-papers.ts'
import { annexes } from '../document/annex.ts'
import { heading, legalBases, title } from '../document/heading.ts'
import { reformBases } from '../document/legal-bases.ts'
import { count } from '../document/number.ts'
import { centred, ending, italicParagraph, paragraph } from '../document/outline.ts'
import { SIZE } from '../document/page.ts'
import type { Outline, ParagraphPiece } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { dataTable, remark } from '../document/table.ts'
import type { DecisionInput } from './gather-decision.ts'
import { alignedPoints, hashRemarks, pointsText } from './paper-texts.ts'
import { BLANK, PROVINCE } from './unit-head.ts'

const DECISION = 'QĐ'

/** The draft of the decision that publishes the indexes of a year, by the form of NĐ 30/2020 (mẫu 1.3), with its annex. */
export function decisionDraftOutline(input: DecisionInput): Outline {
  const { head, card, rows } = input
  const mark = input.synthetic ? words.syntheticMark : null
  const abstract = words.decisionAbstract(card.year)
  const province = PROVINCE.exec(head.bodyInText)?.[0].trim() ?? BLANK
  const bold = { size: SIZE.body, bold: true }
  const pieces = [
    heading(head, DECISION),
    ...title(common.kinds.QĐ, abstract),
    centred(words.directorOf(head.body), bold, 120),
    italicParagraph(words.basisAuthority(words.committeeOf(province), head.bodyInText)),
    // The last of the bases is closed by the proposal below.
    ...legalBases(reformBases(`${card.year}-12-31`)).map(openEnded),
    italicParagraph(words.basisCard(card.title, input.cardDecision, false)),
    italicParagraph(words.proposal),
    centred(words.decides, bold, 160),
    article(1, words.articleOne(card.year, count(rows.length), card.title)),
    article(2, words.articleTwo(bandCounts(input))),
    article(3, words.articleThree),
    { ...ending(words.articleFour), runs: article(4, ending(words.articleFour).runs[0]?.text ?? '').runs },
    ...signature([words.asArticle], 'VT, TCCB', input.signer),
  ]
  const annex = dataTable(
    words.decisionColumns.map((name, at) => ({
      title: name,
      width: [0.9, 3.3, 1.1, 1.3, 1.1, 1.65, 1.2][at] ?? 1,
      align: at === 1 || at === 5 ? 'left' : at === 0 || at === 6 ? 'center' : 'right',
    })),
    alignedPoints(
      rows.map((row) => [
        count(row.rank),
        row.unit,
        row.self,
        row.first,
        row.second,
        row.band,
        words.range(row.best, row.worst),
      ]),
    ),
  )
  const remarks = [
    remark(words.marginRemark(pointsText(input.ranking.margin))),
    ...(input.waiting.length === 0 ? [] : [remark(words.waiting(input.waiting.join('; ')))]),
    ...hashRemarks(input),
  ]
  return {
    title: `${common.kinds.QĐ}: ${abstract.join(' ')}`,
    creator: head.bodyInText,
    description: input.contentHash,
    sections: [
      { pieces, mark },
      ...annexes([{ title: words.decisionAnnex(card.year), children: [annex, ...remarks] }], head, DECISION, mark),
    ],
  }
}

/** `Điều 1. …`, its number in bold. */
const article = (number: number, text: string): ParagraphPiece =>
  paragraph([{ text: `${words.article(number)} `, bold: true }, { text }])

const openEnded = (piece: ParagraphPiece): ParagraphPiece => ({
  ...piece,
  runs: piece.runs.map((run) => ({ ...run, text: run.text.replace(/\.$/, ';') })),
})

function bandCounts({ card, rows }: DecisionInput): string {
  return card.bands
    .map(({ name }) => ({ name, units: rows.filter(({ band }) => band === name).length }))
    .filter(({ units }) => units > 0)
    .map(({ name, units }) => words.bandCount(name, count(units)))
    .join('; ')
}

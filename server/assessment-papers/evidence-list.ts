import { documentWords as common } from '../../client/words/documents.ts'
import { indexPaperWords as words } from '../../client/words/index-papers.ts'
import { wantedPapers } from '../../client/words/wanted-papers.ts'
import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { annexes } from '../document/annex.ts'
import { addressees, heading, title } from '../document/heading.ts'
import { count, shortDay } from '../document/number.ts'
import { clause, dash, ending, italicParagraph, paragraph } from '../document/outline.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { dataTable, lineByLine } from '../document/table.ts'
import type { YearInput } from './gather-year.ts'
import { hashRemarks, markOf, papersOnce, releaseText, shortHash } from './paper-texts.ts'
import { REPORT } from './score-sheet.ts'

/** Danh mục tài liệu kiểm chứng: each paper once with all it proves and the hash of its file, and what is still missing. */
export function evidenceListOutline(input: YearInput): Outline {
  const { head, unit, card, papers } = input
  const mark = markOf(input)
  const abstract = words.listAbstract(card.year)
  const once = papersOnce(papers)
  const leaves = new Set(papers.map(({ componentId }) => componentId)).size
  const pieces = [
    heading(head, REPORT),
    ...title(common.kinds.BC, abstract),
    ...addressees([input.addressee]),
    italicParagraph(words.basisCard(card.title, input.cardDecision, true)),
    clause(1, words.proofs),
    paragraph(once.length === 0 ? words.noPapers(unit) : words.listText(unit, count(once.length), count(leaves))),
    ...(input.releases.length === 0
      ? []
      : [paragraph(`${words.releasesTitle}:`), ...input.releases.map((one) => dash(releaseText(one)))]),
    clause(2, words.missingTitle),
    ...missing(input),
    ...hashRemarks(input),
    ending(words.listEnding(unit)),
    ...signature([common.sameAsAbove], 'VT', input.signer),
  ]
  const list = dataTable(
    words.listColumns.map((name, at) => ({
      title: name,
      width: [0.5, 1.7, 1.3, 2, 3.6, 1.7, 0.8, 2][at] ?? 1,
      align: at === 0 || at === 2 || at === 6 ? 'center' : 'left',
    })),
    once.map((paper, at) => [
      count(at + 1),
      paper.number,
      shortDay(paper.issuedOn),
      paper.issuer,
      paper.abstract,
      papers
        .filter(({ evidenceId }) => evidenceId === paper.evidenceId)
        .map(({ componentId, stage }) => (stage === 'explanation' ? words.withExplanation(componentId) : componentId))
        .join(', '),
      paper.pages === null ? '' : count(paper.pages),
      shortHash(paper.contentHash),
    ]),
    20,
  )
  return {
    title: `${common.kinds.BC}: ${abstract.join(' ')} - ${unit}`,
    creator: head.bodyInText,
    description: input.contentHash,
    sections: [
      { pieces, mark },
      ...(once.length === 0
        ? []
        : annexes([{ title: words.listAnnex, children: [lineByLine(list)], landscape: true }], head, REPORT, mark)),
    ],
  }
}

function missing({ checklist, card }: YearInput): Piece[] {
  const lines = checklist.lines.filter(({ state }) => state === 'none' || state === 'some')
  if (lines.length === 0) return [paragraph(words.missingNone)]
  const nameOf = new Map(componentsOf(card).map(({ id, name }) => [id, name]))
  const table = dataTable(
    words.missingColumns.map((name, at) => ({
      title: name,
      width: [0.7, 4, 4][at] ?? 1,
      align: at === 0 ? 'center' : 'left',
    })),
    lines.map((line, at) => [
      count(at + 1),
      `${line.component}. ${nameOf.get(line.component) ?? ''}`,
      wantedPapers(line.missing),
    ]),
  )
  return [{ ...table, top: true }]
}

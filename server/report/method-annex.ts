import { documentWords as common } from '../../client/words/documents.ts'
import { annexWords as words } from '../../client/words/report-annexes.ts'
import { count, decimal, letter, vietnameseDay } from '../document/number.ts'
import { clause, paragraph, point } from '../document/outline.ts'
import type { Piece } from '../document/piece.ts'
import { dataTable, tableCaption } from '../document/table.ts'
import { reliabilityPieces } from './beside-text.ts'
import { sumOf } from './cells.ts'
import type { ReportInput } from './report-input.ts'

/** Annex II: how the numbers were made, and what is needed to make them again. */
export function methodAnnex(input: ReportInput): Piece[] {
  const { method, fieldwork } = input
  const points = (texts: readonly string[]) => texts.map((text, index) => point(letter(index), text))
  const reliability = reliabilityPieces(input)
  return [
    clause(1, words.definitions),
    ...points(words.definitionList({ blockRate: words.blockRate[method.blockRate] })),
    clause(2, words.weights),
    paragraph(words.weightsText),
    ...weightTable(input),
    clause(3, words.errors),
    ...points(
      words.errorList({
        firstStage: words.firstStage[method.firstStage],
        shareInterval: words.shareInterval[method.shareInterval],
        lonelyUnit: words.lonelyUnit[method.lonelyUnit],
      }),
    ),
    ...reliability,
    clause(4, words.suppressing),
    ...points(
      words.suppressingList({
        least: count(method.minAnswers),
        excluded: count(sumOf(fieldwork, (row) => row.excluded)),
      }),
    ),
    clause(5, words.provenance),
    paragraph(words.provenanceText),
    ...provenance(input, reliability.length > 0 ? 3 : 2),
  ]
}

function weightTable({ weighting }: ReportInput) {
  const lines = weighting.steps.map((step) => [
    step.name,
    count(step.rows),
    decimal(step.total, 1),
    decimal(step.min, 2),
    decimal(step.max, 2),
    step.benchmark === null ? common.hidden : count(step.benchmark),
  ])
  return [
    tableCaption(common.table('PP1', words.weightTable)),
    dataTable(
      words.weightColumns.map((title, index) => ({
        title,
        width: index === 0 ? 2.4 : 1,
        align: index === 0 ? 'left' : 'center',
      })),
      lines,
    ),
  ]
}

/** The tables of an annex are numbered in the order in which they stand. */
function provenance(input: ReportInput, number: number) {
  const { round, dataset, auditEntry, weighting, frame, sample, instruments, method } = input
  const titles = words.provenanceRows
  // Broken every 32 letters: a hash has no place where a line may end.
  const hash = (text: string) => text.replace(/(.{32})(?=.)/g, '$1 ')
  return [
    tableCaption(common.table(`PP${number}`, words.provenanceTable)),
    dataTable(
      words.provenanceColumns.map((title, index) => ({ title, width: index === 0 ? 1 : 2 })),
      [
        [titles.round, round.id],
        [titles.dataset, hash(dataset.hash)],
        [titles.frozen, vietnameseDay(dataset.frozenOn)],
        [titles.rows, count(dataset.rows)],
        [titles.weighting, weighting.id],
        [titles.frameVersion, frame.version],
        [titles.frame, hash(frame.hash)],
        [titles.seed, sample.seed],
        [titles.instruments, instruments.map(({ id, source }) => `${id} (${source})`).join('; ')],
        [titles.method, method.version],
        [titles.auditEntry, `${words.entry({ number: count(auditEntry.sequence) })} ${hash(auditEntry.hash)}`],
        [titles.synthetic, round.synthetic ? words.isSynthetic : words.isReal],
      ],
    ),
  ]
}

import { periodicReport as words } from '../../client/words/periodic-report.ts'
import { count, shortDay, trimmed, trimmedPercent } from '../document/number.ts'
import { paragraph } from '../document/outline.ts'
import type { ParagraphPiece, Piece } from '../document/piece.ts'
import { type Column, dataTable, lineByLine } from '../document/table.ts'
import type { EntryView, Paper } from './report-view.ts'

export const SMALL = 22

/** What somebody typed, line by line; an empty text gives what stands in its place. */
export function typed(text: string, otherwise: string): ParagraphPiece[] {
  const lines = text.split(/\r?\n/).flatMap((line) => line.trim() || [])
  return (lines.length > 0 ? lines : [otherwise]).map((line) => paragraph(line))
}

const amount = (value: number): string => trimmed(value, 2)

type Figure = NonNullable<EntryView['figure']>
/** `19/20 hồ sơ (95%)`, or the number alone. */
export function figureText({ numerator, denominator, measure }: Figure): string {
  const what = measure === '' ? '' : ` ${measure}`
  if (denominator === null) return `${amount(numerator)}${what}`
  return `${amount(numerator)}/${amount(denominator)}${what} (${trimmedPercent(numerator / denominator)})`
}

export const figureCells = ({ numerator, denominator, measure }: Figure): string[] => [
  measure,
  amount(numerator),
  denominator === null ? '' : amount(denominator),
  denominator === null ? '' : trimmedPercent(numerator / denominator),
]

/** Where each paper stands in the list, by its id. */
export const placesOf = (papers: readonly Pick<Paper, 'id'>[]): Map<string, number> =>
  new Map(papers.map(({ id }, place) => [id, place + 1]))

export const proofNumbers = (evidence: readonly string[], places: ReadonlyMap<string, number>): string =>
  evidence
    .flatMap((id) => places.get(id) ?? [])
    .sort((a, b) => a - b)
    .join(', ')

/** The tasks that a paper proves; the report as a whole has no number. */
export const tasksOf = (id: string, entries: readonly Pick<EntryView, 'task' | 'evidence'>[]): string =>
  [...new Set(entries.filter(({ evidence }) => evidence.includes(id)).map(({ task }) => task))]
    .sort((a, b) => a - b)
    .map((task) => (task === 0 ? words.wholeTask : String(task)))
    .join(', ')

type Listed = Pick<Paper, 'id' | 'number' | 'issuedOn' | 'issuer' | 'abstract' | 'contentHash'>
/** The papers as a table: number, day, issuer, abstract, what they prove, and the beginning of their hash. */
export function papersTable(
  papers: readonly Listed[],
  entries: readonly Pick<EntryView, 'task' | 'evidence'>[],
): Piece[] {
  if (papers.length === 0) return [paragraph(words.noPapers)]
  const widths = [0.65, 1.6, 1.35, 1.6, 2.6, 0.95, 1.25]
  const table = dataTable(
    words.paperColumns.map(
      (title, at): Column => ({ title, width: widths[at] ?? 1, align: at === 0 ? 'right' : 'left' }),
    ),
    papers.map((paper, place) => [
      ...[
        String(place + 1),
        paper.number,
        shortDay(paper.issuedOn),
        paper.issuer,
        paper.abstract,
        tasksOf(paper.id, entries),
      ],
      paper.contentHash.slice(0, 8),
    ]),
    SMALL - 2,
  )
  return [{ ...paragraph(words.papersText(count(papers.length))), keepNext: true }, lineByLine(table)]
}

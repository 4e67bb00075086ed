import { documentWords as common } from '../../client/words/documents.ts'
import { indexPaperWords as words } from '../../client/words/index-papers.ts'
import type { Fact } from '../../surveys/assessment.ts'
import type { Component } from '../../surveys/criteria/criteria-set.ts'
import type { Printed } from '../audit.ts'
import { DocumentError } from '../document/document-error.ts'
import { markOfPages } from '../document/mark.ts'
import { count, decimal, decimalsOf, percent, shortDay, trimmed, trimmedPercent } from '../document/number.ts'
import type { ParagraphPiece } from '../document/piece.ts'
import { remark, type TableLine, type TableText } from '../document/table.ts'
import type { Paper } from '../evidence/link-store.ts'
import type { Release, YearInput } from './gather-year.ts'

export const pointsText = (points: number): string => trimmed(points, 2)

/** Points in a cell, as a number until the whole table is known; null where there are none. */
export type PointCell = TableText | number | null
export type PointLine = readonly PointCell[] | Readonly<{ cells: readonly PointCell[]; bold: true }>

/** Points of one table with the same decimals, so that their commas stand below each other: as many as the one that needs most. */
export function alignedPoints(lines: readonly PointLine[]): TableLine[] {
  const cellsOf = (line: PointLine) => ('cells' in line ? line.cells : line)
  const numbers = lines.flatMap((line) => cellsOf(line).filter((cell) => typeof cell === 'number'))
  const digits = Math.max(0, ...numbers.map((points) => decimalsOf(points, 2)))
  const shown = (cell: PointCell) => (typeof cell === 'number' ? decimal(cell, digits) : (cell ?? ''))
  return lines.map((line) =>
    'cells' in line ? { cells: line.cells.map(shown), bold: true } : line.map((cell) => shown(cell)),
  )
}

/** A number as it was typed: no more decimals than it has, up to six. */
const plainNumber = (value: number): string => trimmed(value, 6)

/** What was entered for a component, as a reader of paper needs it. */
export function factText({ rule }: Component, fact: Fact): string {
  switch (fact.kind) {
    case 'nothing_arose':
      return words.fact.nothing_arose
    case 'met':
      return fact.met ? words.fact.met : words.fact.not_met
    case 'level':
      return rule.kind === 'levels' ? (rule.levels.find(({ id }) => id === fact.level)?.name ?? fact.level) : fact.level
    case 'ratio': {
      const { numerator, denominator } = fact
      return words.fact.ratio(plainNumber(numerator), plainNumber(denominator), trimmedPercent(numerator / denominator))
    }
    case 'number':
      if (rule.kind === 'steps') return `${plainNumber(fact.value)} ${rule.unit}`
      if (rule.kind === 'index') return `${plainNumber(fact.value)}/${plainNumber(rule.scale)}`
      return plainNumber(fact.value)
    case 'day':
      return fact.day === null ? words.fact.no_day : words.fact.day(shortDay(fact.day))
  }
}

export const paperText = ({ number, issuedOn, issuer }: Paper): string =>
  words.paper(number, shortDay(issuedOn), issuer)

/** The first letters of a hash, in fours: as much as eyes compare. */
export const shortHash = (hash: string): string => hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')

export function releaseText({ taken, contentHash }: Release): string {
  const text = words.release({
    name: taken.name,
    rate: percent(taken.value),
    low: percent(taken.low),
    high: percent(taken.high),
    n: count(taken.n),
    verdict: taken.verdict === null ? common.hidden : common.verdict[taken.verdict],
    decision: taken.decision.number,
    day: shortDay(taken.decision.date),
    hash: shortHash(contentHash),
  })
  return taken.synthetic ? `${text} (${words.synthetic})` : text
}

/** A hash is too long a word to be spread over a line. */
const hashRemark = (text: string): ParagraphPiece => ({ ...remark(text), align: 'left' })

/** The last remarks of a document: the hash of what it says, and that of the audit chain when it was made, for `hailong verify`. */
export const hashRemarks = ({
  contentHash,
  auditHead,
}: Readonly<{ contentHash: string; auditHead: Printed | undefined }>): ParagraphPiece[] => [
  hashRemark(words.contentHash(contentHash)),
  ...(auditHead ? [hashRemark(words.auditHead(count(auditHead.sequence), auditHead.hash))] : []),
]

/** Papers, each once, in the order of their day. */
export const papersOnce = (papers: readonly Paper[]): Paper[] =>
  papers
    .filter(({ evidenceId }, at) => papers.findIndex((one) => one.evidenceId === evidenceId) === at)
    .sort((one, two) => one.issuedOn.localeCompare(two.issuedOn) || one.number.localeCompare(two.number, 'vi'))

/** What every page says at its foot: simulated figures stand in it, the own score may still change. */
export const markOf = ({
  synthetic,
  releases,
  assessment,
}: Pick<YearInput, 'synthetic' | 'releases' | 'assessment'>): string | null =>
  markOfPages(
    (synthetic || releases.some(({ taken }) => taken.synthetic)) && words.syntheticMark,
    assessment.state === 'scoring' && words.draftMark,
  )

/** @throws DocumentError where what is printed of the parts does not add up to what is printed of the whole */
export function checkSums({ scores, card }: Pick<YearInput, 'scores' | 'card'>): void {
  const cents = (points: number) => Math.round(points * 100)
  const faults: string[] = []
  for (const [look, score] of Object.entries(scores)) {
    if (!score) continue
    const sum = (parts: readonly { points: number }[]) => parts.reduce((all, { points }) => all + cents(points), 0)
    if (sum(score.areas) !== cents(score.points)) faults.push(`${look}: ${score.points}`)
    for (const area of score.areas)
      if (sum(area.criteria) !== cents(area.points)) faults.push(`${look} ${area.id}: ${area.points}`)
    if (!card.bands.some(({ id }) => id === score.band)) faults.push(`${look}: ${score.band}`)
  }
  if (faults.length > 0) throw new DocumentError(faults)
}

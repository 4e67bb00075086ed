import { documentWords as common } from '../../client/words/documents.ts'
import { indexPaperWords as words } from '../../client/words/index-papers.ts'
import type { Fact } from '../../surveys/assessment.ts'
import type { Component } from '../../surveys/criteria/criteria-set.ts'
import { DocumentError } from '../document/document-error.ts'
import { count, decimal, percent, shortDay } from '../document/number.ts'
import type { ParagraphPiece } from '../document/piece.ts'
import { remark } from '../document/table.ts'
import type { Paper } from '../evidence/link-store.ts'
import type { Release, YearInput } from './gather-year.ts'

export const pointsText = (points: number | null | undefined): string =>
  points === null || points === undefined ? '' : decimal(points, 2)

/** A number as it was typed: no more decimals than it has, up to six. */
export function plainNumber(value: number): string {
  const digits = (String(Math.round(value * 1e6) / 1e6).split('.')[1] ?? '').length
  return decimal(value, Math.min(6, digits))
}

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
      return words.fact.ratio(plainNumber(numerator), plainNumber(denominator), percent(numerator / denominator))
    }
    case 'number':
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

/** The hash of what a document says, as its last remark; a hash is too long a word to be spread over a line. */
export const hashRemark = (hash: string): ParagraphPiece => ({ ...remark(words.contentHash(hash)), align: 'left' })

/** Papers, each once, in the order of their day. */
export const papersOnce = (papers: readonly Paper[]): Paper[] =>
  papers
    .filter(({ evidenceId }, at) => papers.findIndex((one) => one.evidenceId === evidenceId) === at)
    .sort((one, two) => one.issuedOn.localeCompare(two.issuedOn) || one.number.localeCompare(two.number, 'vi'))

/** What every page says at its foot: simulated figures stand in it, or the own score may still change. */
export const markOf = ({
  synthetic,
  releases,
  assessment,
}: Pick<YearInput, 'synthetic' | 'releases' | 'assessment'>): string | null =>
  synthetic || releases.some(({ taken }) => taken.synthetic)
    ? words.syntheticMark
    : assessment.state === 'scoring'
      ? words.draftMark
      : null

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

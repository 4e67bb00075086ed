import { appraisalPapers } from '../../client/words/appraisal-papers.ts'
import { documentWords as common } from '../../client/words/documents.ts'
import { indexPaperWords } from '../../client/words/index-papers.ts'
import { indexResults } from '../../client/words/index-results.ts'
import { neededText, signedText } from '../../client/words/needed-text.ts'
import { factText, scoreSentence } from '../../client/words/score-sentence.ts'
import { componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { lostOf } from '../assessment/scores.ts'
import type { Profile } from '../assessment-results/profile.ts'
import type { DocumentHead, Signer } from '../document/head.ts'
import { heading, title } from '../document/heading.ts'
import { markOfPages } from '../document/mark.ts'
import { count, shortDay, vietnameseDay } from '../document/number.ts'
import { dash, ending, paragraph, part } from '../document/outline.ts'
import type { Outline, Piece } from '../document/piece.ts'
import { signature } from '../document/signature.ts'
import { type Column, dataTable, lineByLine } from '../document/table.ts'
import type { YearInput } from './gather-year.ts'
import { alignedPoints, hashRemarks, markOf, papersOnce, pointsText } from './paper-texts.ts'

const words = appraisalPapers.profile
const LOOKS = ['self', 'first', 'second'] as const
const NONE = indexResults.none

/** Columns: `left` of them hold words, the others numbers. */
const columns = (titles: readonly string[], widths: readonly number[], left: readonly number[]): Column[] =>
  titles.map((name, at) => ({
    title: name,
    width: widths[at] ?? 1,
    align: left.includes(at) ? 'left' : name === common.serial ? 'center' : 'right',
  }))
/** Sentences of the page as documents write them: no space before the sign. */
const said = (text: string) => paragraph(text.replace(/\s%/g, '%'))
/** Not the last line of a page: what it announces stands below. */
const kept = (text: string) => ({ ...said(text), keepNext: true })

/** Hồ sơ đơn vị: what the page of a unit's results says, on paper, issued by the Department; with what was lost and its remedies. */
export function unitProfileOutline(input: YearInput, profile: Profile, head: DocumentHead, signer: Signer): Outline {
  const { card, unit } = input
  const abstract = words.abstract(card.year, unit)
  const bandName = (id: string | null | undefined) => card.bands.find((band) => band.id === id)?.name ?? NONE
  const pieces: Piece[] = [
    heading(head, null),
    ...title(words.kind, abstract),
    part('I', words.general),
    dash(words.unit(unit)),
    dash(words.card(card.title)),
    dash(words.state(indexResults.states[profile.state] ?? profile.state)),
    ...(profile.decision === null || profile.publishedAt === null
      ? []
      : [dash(words.published(profile.decision, vietnameseDay(profile.publishedAt)))]),
    part('II', words.parts),
    partsTable(input, bandName),
    ...placeOf(profile),
    part('III', words.areas),
    dataTable(
      columns(words.areasColumns.slice(0, 3 + looksOf(input).length), [0.6, 3.4, 0.9, 1.2, 1.3, 1.3], [1]),
      alignedPoints(
        profile.areas.map((area, at) => [
          ...[count(at + 1), area.name, pointsText(area.points)],
          ...looksOf(input).map((look) => area[look] ?? indexResults.notArisen),
        ]),
      ),
    ),
    part('IV', words.lost),
    ...lostPieces(input),
    part('V', indexResults.way),
    ...wayPieces(input, profile, bandName),
    part('VI', words.trend),
    ...trendPieces(profile, bandName),
    part('VII', words.proofs),
    paragraph(
      indexPaperWords.proofText(
        count(papersOnce(input.papers).length),
        count(new Set(input.papers.map(({ componentId }) => componentId)).size),
        count(input.checklist.none + input.checklist.some),
      ),
    ),
    ...hashRemarks(input),
    ending(words.ending(unit, card.year)),
    // The profile of the Department itself stays in its house.
    ...signature([unit === head.bodyInText ? words.offices : unit], words.archive, signer),
  ]
  return {
    title: `${words.kind}: ${abstract.join(' ')}`,
    creator: head.bodyInText,
    description: input.contentHash,
    sections: [{ pieces, mark: markOfPages(markOf(input), profile.state !== 'published' && words.notPublishedMark) }],
  }
}

/** The looks that have been ended, the own one always: a look that still goes on is not printed. */
const looksOf = ({ looks }: YearInput) => LOOKS.slice(0, looks + 1)

function partsTable(input: YearInput, bandName: (id: string | undefined) => string): Piece {
  return dataTable(
    columns(words.partsColumns, [1.9, 1, 1, 1, 1.15, 0.9, 1.1, 1.45], [0, 7]),
    alignedPoints(
      looksOf(input).map((look) => {
        const score = input.scores[look]
        return [
          indexResults[look],
          ...[score?.points, score?.most, score?.share, score?.bonus, score?.penalty, score?.index].map(
            (value) => value ?? NONE,
          ),
          bandName(score?.band),
        ]
      }),
    ),
  )
}

function placeOf({ place }: Profile): Piece[] {
  if (!place) return [said(words.notRanked)]
  const margin = (place.marginFrom === 'looks' ? indexResults.marginLooks : indexResults.marginComponent)(
    pointsText(place.margin),
  )
  return [
    said(
      `${indexResults.placeText(place.rank, place.units)}. ${indexResults.placeRange(place.best, place.worst)} ${margin}`,
    ),
  ]
}

/** Components that lost points by the last look that has been ended, and what is done about each. */
function lostPieces(input: YearInput): Piece[] {
  const last = looksOf(input).at(-1) ?? 'self'
  const lost = lostOf(input.scores[last])
  if (lost.length === 0) return [said(words.lostNone)]
  const partOf = new Map(componentsOf(input.card).map((one) => [one.id, one]))
  const nameOf = (id: string) => `${id}. ${partOf.get(id)?.name ?? ''}`
  if (last !== 'second')
    return [
      lineByLine(
        dataTable(
          columns(words.lostReasons, [0.6, 3.2, 1.1, 3.6], [1, 3]),
          lost.map((one, at) => {
            const part = partOf.get(one.id)
            const why = part ? scoreSentence(part, one).replace(/\s%/g, '%') : ''
            return [count(at + 1), nameOf(one.id), `${pointsText(one.points)}/${pointsText(one.most)}`, why]
          }),
          20,
        ),
      ),
    ]
  const table = dataTable(
    columns(words.lostColumns, [0.6, 3, 1.2, 2.6, 1.2, 1.6], [1, 3, 5]),
    lost.map(({ id, points, most }, at) => {
      const remedy = input.remedies.get(id)
      return [
        count(at + 1),
        nameOf(id),
        `${pointsText(points)}/${pointsText(most)}`,
        remedy?.measure ?? '',
        remedy ? shortDay(remedy.dueOn) : '',
        remedy ? (words.remedyStates[remedy.state] ?? remedy.state) : words.noRemedy,
      ]
    }),
    20,
  )
  return [lineByLine(table)]
}

function wayPieces(input: YearInput, { way, last, scores }: Profile, bandName: (id: string) => string): Piece[] {
  const score = last && scores[last]
  if (!last || !score || !way) return [said(score ? indexResults.wayBest : indexResults.wayNone)]
  const parts = new Map(componentsOf(input.card).map((one) => [one.id, one]))
  const nows = new Map(
    score.areas.flatMap(({ criteria }) =>
      criteria.flatMap(({ components }) => components.map((one) => [one.id, one.fact] as const)),
    ),
  )
  const band = bandName(way.band)
  return [
    ...(last === 'second' ? [] : [kept(indexResults.wayFrom[last])]),
    kept(
      way.reached
        ? indexResults.wayLead(band, pointsText(way.from), pointsText(way.short))
        : indexResults.wayOut(band, pointsText(way.from), pointsText(way.index)),
    ),
    dataTable(
      columns(
        [indexResults.leaf, indexResults.wayNow, indexResults.wayNeeded, indexResults.wayGain],
        [3.4, 2, 2, 1.2],
        [0, 1, 2],
      ),
      alignedPoints(
        way.steps.flatMap(({ id, gain, needed, denominatorKnown }) => {
          const one = parts.get(id)
          if (!one) return []
          return [
            [
              `${id}. ${one.name}`,
              factText(one, nows.get(id) ?? null),
              neededText(one.rule, needed, denominatorKnown),
              gain,
            ],
          ]
        }),
      ),
      20,
    ),
    ...(way.reached ? [said(indexResults.wayResult(pointsText(way.index)))] : []),
    said(indexResults.wayNote),
  ]
}

function trendPieces({ trend }: Profile, bandName: (id: string | null) => string): Piece[] {
  if (trend.length < 2) return [said(indexResults.trendOne)]
  return [
    dataTable(
      columns(words.trendColumns, [1, 1.4, 2, 2.4], [0, 2, 3]),
      alignedPoints(
        trend.map(({ year, index, band, state }) => [
          String(year),
          index ?? NONE,
          bandName(band),
          indexResults.states[state] ?? state,
        ]),
      ),
    ),
    ...trend.flatMap(({ year, index, bridge }) => {
      if (bridge) return [said(betweenText(year, bridge))]
      return index === null ? [said(indexResults.trendOpen(year))] : []
    }),
  ]
}

/** Two years side by side: the indexes as they are, and what is measured alike in both. */
function betweenText(year: number, bridge: NonNullable<Profile['trend'][number]['bridge']>): string {
  const { likeBefore, likeAfter } = bridge
  const whole = indexResults.trendIndexes(bridge.from, pointsText(bridge.before), year, pointsText(bridge.after))
  if (likeBefore === null || likeAfter === null) return `${whole} ${indexResults.trendNothing}`
  const alike = indexResults.trendAlike(
    bridge.same,
    bridge.of,
    pointsText(bridge.shareBefore),
    pointsText(bridge.shareAfter),
  )
  const change = signedText(Math.round((likeAfter - likeBefore) * 100) / 100)
  return `${whole} ${alike} ${indexResults.trendLikes(bridge.from, pointsText(likeBefore), year, pointsText(likeAfter), change)}`
}

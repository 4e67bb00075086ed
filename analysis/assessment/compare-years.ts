import type { Score } from './score.ts'

/** One line of the table that joins two cards: what of the former went on as what, and whether it is measured as before. */
export type Joined = Readonly<{ before: readonly string[]; after: string | null; alike: boolean }>
export type YearsCompared = Readonly<{
  /** the two indexes as they are, each under its own card */
  before: number
  after: number
  /** components measured the same way and judged in both years, and all that the later card has */
  same: number
  of: number
  /** percent of the points of each card that these components carry */
  shareBefore: number
  shareAfter: number
  /** percent earned on these alone, weighed by the points of the later card; null where there are none */
  likeBefore: number | null
  likeAfter: number | null
}>

/**
 * Two years of a unit whose card may have changed: the indexes as they are, and what is alike in both.
 *
 *   like_y = 100 x sum_k w_k p_ky / P_ky / sum_k w_k      k: the same rule in both years and arose in both,
 *                                                         p / P: part of its points earned, w: its points in the later card
 *
 * A component whose points alone changed is still measured alike: its share of them is compared. One whose rule or origin
 * changed is not; it stays in the indexes and out of the likes. A component that was not entered earned nothing.
 *
 * @param before, after  scores of the two years
 * @param joined         what became of what; from `compareCriteria`
 * @returns              percents with two decimals
 *
 * Source: matched-items comparison, as a price index over the goods sold in both periods; our own for this use.
 * Golden: by hand, test/analysis/assessment/compare-years.test.ts.
 */
export function compareYears(before: Score, after: Score, joined: readonly Joined[]): YearsCompared {
  const [old, now] = [linesOf(before), linesOf(after)]
  const pairs = joined.flatMap(({ before: origins, after: id, alike }) => {
    const [origin] = origins
    if (!alike || origins.length !== 1 || origin === undefined || id === null) return []
    const [was, is] = [old.get(origin), now.get(id)]
    return was && is && was.most > 0 && is.most > 0 ? [{ was, is }] : []
  })
  const weight = pairs.reduce((sum, { is }) => sum + is.most, 0)
  const like = (part: (pair: (typeof pairs)[number]) => number) =>
    weight === 0 ? null : round((100 * pairs.reduce((sum, pair) => sum + pair.is.most * part(pair), 0)) / weight)
  return {
    before: before.index,
    after: after.index,
    same: pairs.length,
    of: now.size,
    shareBefore: shareOf(
      before,
      pairs.reduce((sum, { was }) => sum + was.most, 0),
    ),
    shareAfter: shareOf(after, weight),
    likeBefore: like(({ was }) => was.points / was.most),
    likeAfter: like(({ is }) => is.points / is.most),
  }
}

const linesOf = ({ areas }: Score) =>
  new Map(areas.flatMap(({ criteria }) => criteria.flatMap(({ components }) => components.map((one) => [one.id, one]))))
const round = (value: number): number => Math.round(value * 100) / 100
const shareOf = ({ most, excluded }: Score, part: number): number => round((100 * part) / (most + excluded))

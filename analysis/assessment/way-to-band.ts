import { AnalysisError } from '../failure.ts'
import { leastFactFor } from './least-fact.ts'
import type { Fact, Scored } from './rule.ts'
import { type Card, indexOf, type Score } from './score.ts'
import { type ComponentScore, scoreComponent } from './score-component.ts'

/** One component of the way: what it lost, what would have to be reported, and what that would bring. */
export type WayStep = Readonly<{ id: string; lost: number; gain: number; needed: Fact; denominatorKnown: boolean }>
export type Way = Readonly<{
  /** the band to be reached, and where it begins */
  band: string
  from: number
  /** points that lack now */
  short: number
  /** the fewest components that are enough together; all that can still gain where even they are not */
  steps: readonly WayStep[]
  reached: boolean
  /** the index with the steps done */
  index: number
}>

/**
 * The fewest components that would bring a unit into the next better band, and the figure each would need.
 *
 *   short = min { p : index(points + p) >= from } ;  components by what they can still gain, the largest first,
 *   until their gains reach `short`; the last one only as far as it has to go
 *
 * The index depends on the sum of points alone while what did not arise stays out, so the largest gains first make the smallest
 * set. The denominators stay what they are. It says what would have been enough, not what is cheapest.
 *
 * @param card   as published
 * @param score  what the unit has now, from `scoreCard` and the same card
 * @returns      null in the best band
 * @throws AnalysisError option_invalid: the score is of another card
 *
 * Source: our own; greedy choice is optimal for the least number of summands that reach a sum.
 * Golden: by hand and by applying each way, test/analysis/assessment/way-to-band.test.ts.
 */
export function wayToBand(card: Card, score: Score): Way | null {
  const place = card.bands.findIndex(({ id }) => id === score.band)
  const next = card.bands[place - 1]
  if (next === undefined) return null
  const short = pointsShort(score, next.from)
  const steps = stepsTo(short ?? Number.POSITIVE_INFINITY, gainsOf(card, score))
  const gained = steps.reduce((sum, { gain }) => sum + Math.round(gain * 100), 0)
  const after = (Math.round(score.points * 100) + gained) / 100
  const { index } = indexOf(after, score.most, score.bonus, score.penalty)
  return {
    band: next.id,
    from: next.from,
    short: short ?? Math.round((score.most - score.points) * 100) / 100,
    steps,
    reached: index >= next.from,
    index,
  }
}

/** Points that lack until the index begins at `from`; null where all the points of the card are not enough (a penalty). */
function pointsShort({ points, most, bonus, penalty }: Score, from: number): number | null {
  const [now, all] = [Math.round(points * 100), Math.round(most * 100)]
  const enough = (more: number) => indexOf((now + more) / 100, most, bonus, penalty).index >= from
  let [low, high] = [0, all - now]
  if (!enough(high)) return null
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (enough(middle)) high = middle
    else low = middle
  }
  return high / 100
}

type Gain = Readonly<{ scored: Scored; now: ComponentScore; most: Fact; gain: number }>

/** What each component can still gain, the largest first; equal ones in the order of the card. */
function gainsOf(card: Card, score: Score): Gain[] {
  const scoredOf = card.areas.flatMap(({ criteria }) => criteria.flatMap(({ components }) => components))
  const nows = score.areas.flatMap(({ criteria }) => criteria.flatMap(({ components }) => components))
  return scoredOf
    .flatMap((scored, at): Gain[] => {
      const now = nows[at]
      if (now?.id !== scored.id) throw new AnalysisError('option_invalid', { option: 'card' })
      if (now.state === 'excluded' || now.points >= scored.points) return []
      const most = leastFactFor(scored, now.fact, bestPoints(scored, now.fact))
      if (most === null) return []
      const gain = Math.round((scoreComponent(scored, most).points - now.points) * 100) / 100
      return gain > 0 ? [{ scored, now, most, gain }] : []
    })
    .sort((one, two) => two.gain - one.gain)
}

/** The most a component can earn: all its points, or less where its rule never gives all. */
function bestPoints(scored: Scored, fact: Fact | null): number {
  let [low, high] = [0, Math.round(scored.points * 100)]
  if (leastFactFor(scored, fact, scored.points)) return scored.points
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (leastFactFor(scored, fact, middle / 100)) low = middle
    else high = middle
  }
  return low / 100
}

function stepsTo(short: number, gains: readonly Gain[]): WayStep[] {
  const steps: WayStep[] = []
  let left = short
  for (const { scored, now, most, gain } of gains) {
    if (left <= 1e-9) break
    const wanted = Math.round((now.points + Math.min(gain, left)) * 100) / 100
    const needed = gain > left ? (leastFactFor(scored, now.fact, wanted) ?? most) : most
    const gained = Math.round((scoreComponent(scored, needed).points - now.points) * 100) / 100
    const lost = Math.round((scored.points - now.points) * 100) / 100
    steps.push({ id: scored.id, lost, gain: gained, needed, denominatorKnown: now.fact !== null })
    left = Math.round((left - gained) * 100) / 100
  }
  return steps
}

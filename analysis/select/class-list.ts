import { AnalysisError } from '../failure.ts'
import type { FrameClass } from './ledger.ts'

/**
 * A provisional class list of a school whose frame row only tells pupils per grade and the number of classes.
 *
 *   classes of a grade = 1 + spare pupils_g / pupils, by largest remainder;  spare = classes - grades with pupils
 *
 * The pupils of a grade are spread evenly, the first classes one more. The names `grade/1`, `grade/2` ... stand until the school
 * sends its own list: the probability of the last stage uses the size written here.
 *
 * @param grades   pupils of each grade
 * @param classes  of the school in all
 * @returns        name and pupils of each class
 * @throws AnalysisError frame_invalid: fewer classes than grades with pupils
 *
 * Source: Balinski and Young (2001), Fair Representation (largest remainder, Hamilton's method).
 * Golden: none: a rule of our own, held by its test.
 */
export function classList(
  grades: readonly Readonly<{ grade: string; pupils: number }>[],
  classes: number,
): FrameClass[] {
  const filled = grades.filter(({ pupils }) => pupils > 0)
  if (filled.length === 0 || classes < filled.length)
    throw new AnalysisError('frame_invalid', { reason: 'fewer classes than grades with pupils', classes })
  const total = filled.reduce((sum, { pupils }) => sum + pupils, 0)
  const spare = classes - filled.length
  const exact = filled.map(({ pupils }) => (spare * pupils) / total)
  const counts = exact.map((share) => 1 + Math.floor(share))
  const byRemainder = exact.map((share, grade) => ({ grade, rest: share % 1 })).sort((a, b) => b.rest - a.rest)
  const left = classes - counts.reduce((sum, count) => sum + count, 0)
  for (const { grade } of byRemainder.slice(0, left)) counts[grade]++
  return filled.flatMap(({ grade, pupils }, place) => {
    const count = Math.min(counts[place], pupils)
    return Array.from({ length: count }, (_, at) => ({
      name: `${grade}/${at + 1}`,
      pupils: Math.floor(pupils / count) + (at < pupils % count ? 1 : 0),
    }))
  })
}

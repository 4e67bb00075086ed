import type { Figure } from './figure.ts'

export type VerdictAnswer = 'met' | 'insufficient_evidence' | 'not_met'

/** What may be said of a target, and beside it what the bare number says. Both are printed; neither hides the other. */
export type Verdict = Readonly<{
  target: number
  answer: VerdictAnswer
  /** The number alone compared with the target; null when there is no number. */
  point: 'above' | 'not_above' | null
  /** End of the interval the answer rests on; null without an error. */
  bound: number | null
}>

/**
 * Whether a rate is above a target ("> 90 %").
 *
 *   met: lower end > target;   not_met: upper end <= target;   otherwise insufficient_evidence
 *
 * Ends of the figure's own two-sided interval, so that the verdict can be read off what is printed: with 95 % each side is
 * a one-sided test at 2.5 %. Without an error there is no evidence either way, however high the number.
 *
 * @param figure  a rate, 0..1
 * @param target  0..1
 *
 * Source: domain study, section 1.4 (three-valued verdict, its table and its example of 2023).
 * Golden: that example, in test/analysis/satisfaction/verdict.test.ts.
 */
export function verdictOf(figure: Figure, target: number): Verdict {
  if (figure.kind === 'nothing') return { target, answer: 'insufficient_evidence', point: null, bound: null }
  const point = figure.value > target ? 'above' : 'not_above'
  if (figure.kind === 'no_error') return { target, answer: 'insufficient_evidence', point, bound: null }
  const [low, high] = figure.interval
  if (low > target) return { target, answer: 'met', point, bound: low }
  if (high <= target) return { target, answer: 'not_met', point, bound: high }
  return { target, answer: 'insufficient_evidence', point, bound: point === 'above' ? low : high }
}

import type { Figure } from './figure.ts'

export type VerdictAnswer = 'met' | 'insufficient_evidence' | 'not_met'

/** What may be said of a target, and beside it what the bare number says. Both are printed; neither hides the other. */
export type Verdict = Readonly<{
  target: number
  answer: VerdictAnswer
  /** The number alone compared with the target; null when there is no number. */
  point: 'above' | 'not_above' | null
  /** The one-sided bound the answer rests on; null without an error. */
  bound: number | null
}>

/**
 * Whether a rate is above a target ("> 90 %").
 *
 *   met: lower bound > target;   not_met: upper bound <= target;   otherwise insufficient_evidence
 *
 * The question has a direction, so each bound is one-sided: with 95 % each answer is a test at 5 %, and both cannot be true.
 * Wilson's bound with a t quantile, as in `provableRate`, so plan and verdict say the same. Without an error there is no
 * evidence either way, however high the number.
 *
 * @param figure  a rate, 0..1
 * @param target  0..1
 *
 * Source: domain study, section 1.4 (three-valued verdict, its example of 2023); Wilson (1927) for the bound.
 * Golden: R prop.test, alternative greater and less, in test/analysis/satisfaction/verdict.test.ts.
 */
export function verdictOf(figure: Figure, target: number): Verdict {
  if (figure.kind === 'nothing') return { target, answer: 'insufficient_evidence', point: null, bound: null }
  const point = figure.value > target ? 'above' : 'not_above'
  if (figure.kind === 'no_error') return { target, answer: 'insufficient_evidence', point, bound: null }
  const [low, high] = figure.bounds
  if (low > target) return { target, answer: 'met', point, bound: low }
  if (high <= target) return { target, answer: 'not_met', point, bound: high }
  return { target, answer: 'insufficient_evidence', point, bound: point === 'above' ? low : high }
}

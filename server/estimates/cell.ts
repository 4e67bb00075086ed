import type { Figure } from '../../analysis/satisfaction/figure.ts'
import type { Cell } from '../report/report-input.ts'

/** No number is published that rests on fewer answers. */
export const LEAST_ANSWERS = 10

/** A figure as it may be shown: with its error, or why not. */
export function cellOf(figure: Figure): Cell {
  if (figure.kind === 'nothing') return { suppressed: 'not_asked' }
  if (figure.n < LEAST_ANSWERS) return { suppressed: 'few_answers' }
  if (figure.kind === 'no_error') return { suppressed: 'no_variance' }
  const { value, se, interval, designEffect, n, df } = figure
  return {
    value,
    se,
    low: interval[0],
    high: interval[1],
    deff: Number.isFinite(designEffect) ? designEffect : null,
    n,
    df,
  }
}

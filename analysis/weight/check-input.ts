import { AnalysisError } from '../failure.ts'
import type { Margin } from './post-stratify.ts'

/**
 * Refuses a population table nobody can weigh to.
 * Throws AnalysisError option_invalid: no cell; margin_duplicate {margin, cell}: the same cell twice; population_invalid
 * {margin, cell, value}: a count that is no number or negative; population_invalid {margin, total}: nothing in the whole table.
 */
export function checkMargin({ name, labels, population }: Margin): void {
  if (population.length === 0) throw new AnalysisError('option_invalid', { option: 'margin', margin: name })
  const seen = new Set<string>()
  for (const label of labels) {
    if (seen.has(label)) throw new AnalysisError('margin_duplicate', { margin: name, cell: label })
    seen.add(label)
  }
  let total = 0
  for (const [cell, count] of population.entries()) {
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY))
      throw new AnalysisError('population_invalid', {
        margin: name,
        cell: labels[cell] ?? String(cell),
        value: String(count),
      })
    total += count
  }
  if (!(total > 0)) throw new AnalysisError('population_invalid', { margin: name, total })
}

/**
 * Refuses weights that are no numbers, and none at all. Negative ones pass: a linear calibration without bounds makes them, and
 * the step after it may mend them.
 * Throws AnalysisError weight_invalid {step, row, value} or {step, reason}.
 */
export function checkNumbers(weights: ArrayLike<number>, step: string): void {
  let sum = 0
  let some = false
  for (let row = 0; row < weights.length; row++) {
    sum += weights[row]
    if (weights[row] !== 0) some = true
  }
  if (!Number.isFinite(sum)) {
    const row = Array.from(weights).findIndex((weight) => !Number.isFinite(weight))
    throw new AnalysisError('weight_invalid', {
      step,
      ...(row < 0 ? { reason: 'their sum overflows' } : { row: row + 1, value: String(weights[row]) }),
    })
  }
  if (!some) throw new AnalysisError('weight_invalid', { step, reason: 'all weights are 0' })
}

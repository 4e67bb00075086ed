import type { Column, Design } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import type { DesignEffect } from './result.ts'

/**
 * Variance of a mean or total over that of a simple random sample of as many rows.
 *
 *   deff = V / (S2/n (1 - n/N)) for a mean, V / (N^2 S2/n (1 - n/N)) for a total;  S2 = sum w (y-m)^2 / N * n/(n-1),  N = sum w
 *
 * with_replacement leaves (1 - n/N) out. Weights must be on the scale of the population, or n/N means nothing.
 *
 * @param design    restricted to the rows used
 * @param variance  of the estimate, squared units
 * @returns         a ratio and its reference; 1 when a constant has no variance either way
 * @throws AnalysisError too_few_units: fewer than two rows
 *
 * Source: Kish (1965), Survey Sampling, section 8.2.
 * Golden: mean, total, domain, weighting.
 */
export function designEffect(
  design: Design,
  values: Column,
  variance: number,
  of: 'mean' | 'total',
  reference: DesignEffect['reference'],
): DesignEffect {
  const { weights, domain, rows } = design
  let size = 0
  let sum = 0
  let n = 0
  for (let row = 0; row < rows; row++) {
    const weight = weights[row]
    if ((domain && !domain[row]) || weight === 0) continue
    size += weight
    sum += weight * values[row]
    n++
  }
  if (n < 2) throw new AnalysisError('too_few_units', { n, needed: 2 })
  const mean = sum / size
  let squares = 0
  for (let row = 0; row < rows; row++) {
    const weight = weights[row]
    if ((domain && !domain[row]) || weight === 0) continue
    squares += weight * (values[row] - mean) ** 2
  }
  const open = reference === 'with_replacement' ? 1 : 1 - n / size
  const simple = ((squares / size) * (n / (n - 1)) * open * (of === 'total' ? size * size : 1)) / n
  return { value: simple > 0 ? variance / simple : 1, reference }
}

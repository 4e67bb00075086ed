import { type Design, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { adjust } from '../weight/adjust.ts'

/**
 * The design with weights changed so that in every domain the classes stand in the proportions of a standard population.
 *
 *   w'_i = w_i  (W_d P_c / sum P) / W_dc
 *
 * W_d: weight of the domain; W_dc: of its class c; P_c: standard population. What is compared between domains is then not their
 * make-up. The variance is that of post-stratification to totals taken as known.
 *
 * @param classOfRow   class of each row, -1 = missing
 * @param domainOfRow  domain of each row, -1 = in none; such rows get weight 0 in the result's domain
 * @param population   P by class
 * @param values       rows on which this is NaN are left out before weights are taken
 * @returns            design, restricted to the rows used
 * @throws AnalysisError cell_empty: a domain has no case in a class
 *
 * Source: Curtin and Klein (1995), Direct Standardization, NCHS Statistical Notes 6.
 * Golden: standardize.
 */
export function standardize(
  design: Design,
  classOfRow: Int32Array,
  domainOfRow: Int32Array,
  population: readonly number[],
  values: Float64Array,
): Design {
  const classes = population.length
  const all = population.reduce((sum, each) => sum + each, 0)
  const used = new Uint8Array(design.rows)
  const cellOfRow = new Int32Array(design.rows).fill(-1)
  let domains = 0
  for (let row = 0; row < design.rows; row++) {
    const [c, d] = [classOfRow[row], domainOfRow[row]]
    if (c < 0 || d < 0 || Number.isNaN(values[row]) || (design.domain && !design.domain[row])) continue
    used[row] = 1
    cellOfRow[row] = d * classes + c
    domains = Math.max(domains, d + 1)
  }
  const byDomain = new Float64Array(domains)
  for (let row = 0; row < design.rows; row++)
    if (used[row]) {
      const d = domainOfRow[row]
      byDomain[d] = byDomain[d] + design.weights[row]
    }
  if (domains === 0) throw new AnalysisError('domain_empty')
  const wanted = new Float64Array(domains * classes)
  for (let d = 0; d < domains; d++)
    for (let c = 0; c < classes; c++) wanted[d * classes + c] = (byDomain[d] * population[c]) / all
  const weights = design.weights.map((weight, row) => (used[row] ? weight : 0))
  const labels = Array.from(wanted, (_, cell) => `${Math.floor(cell / classes) + 1} · ${(cell % classes) + 1}`)
  const margin = { name: 'standard population', cellOfRow, labels, population: wanted }
  const limited = within(Object.freeze({ ...design, weights, ...usedReplicates(design, used) }), used)
  return adjust(limited, { step: 'postStratify', margin })
}

/** The rows left out have no weight in any replicate either. */
function usedReplicates({ replicates }: Design, used: Uint8Array): Pick<Design, 'replicates'> {
  if (!replicates) return {}
  const { factors: _, ...kept } = replicates
  const weightsOf = (r: number) => replicates.weightsOf(r).map((weight, row) => (used[row] ? weight : 0))
  return { replicates: { ...kept, weightsOf } }
}

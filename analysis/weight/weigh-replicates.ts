import type { Design } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { designOf } from '../select/design-of.ts'
import type { Ledger } from '../select/ledger.ts'
import type { FieldRecord, SampledClass } from '../select/sampled-classes.ts'
import { type ReplicateMethod, withReplicates } from '../variance/make-replicates.ts'
import { type WeighedSample, type WeighOptions, weigh } from './chain.ts'

/**
 * The design of a round's answers with replicates that each ran the whole chain of weights again.
 *
 *   w^(r) = chain(base weights times f^(r) of the first-stage unit)      r = 1 .. R
 *
 * So the variance counts every step, the correction of nonresponse too. First-stage units are those of the ultimate cluster: schools,
 * and the classes of certain schools. Silent classes move with their school; schools wholly silent keep their weight.
 *
 * @param how      jackknife, balanced half samples or bootstrap
 * @param options  of the chain
 * @returns        the chain on the full sample, and the design with its replicates
 * @throws AnalysisError what `weigh` throws, with the number of the replicate
 *
 * Source: Wolter (2007), Introduction to Variance Estimation, chapters 3 to 5.
 * Golden: none for a whole chain; a replicate worked by hand in test/analysis/weight/chain-steps.test.ts.
 */
export function weighReplicates(
  ledger: Ledger,
  answered: readonly string[],
  field: FieldRecord,
  how: ReplicateMethod,
  options: WeighOptions = {},
): Readonly<{ chain: WeighedSample; design: Design }> {
  const chain = weigh(ledger, answered, field, options)
  const { design, classes } = designOf(ledger, answered, { field, variance: 'ultimate_cluster' })
  const drawn = withReplicates(design, how)
  const made = drawn.replicates
  const factors = made?.factors
  if (!made || !factors) throw new AnalysisError('not_supported', { reason: 'replicates without factors by unit' })
  const { unitOfRow, units } = design.stages[0]
  const unitOf = new Map<string, number>()
  for (const [row, { id, school }] of classes.entries()) {
    const unit = unitOfRow[row] as number
    unitOf.set(id, unit)
    if (!unitOf.has(school.id)) unitOf.set(school.id, unit)
  }
  const weights = Array.from({ length: made.count }, (_, r) => {
    const factorOf = (room: SampledClass) => {
      const unit = unitOf.get(room.id) ?? unitOf.get(room.school.id)
      return unit === undefined ? 1 : (factors[r * units + unit] as number)
    }
    try {
      return weigh(ledger, answered, field, { ...options, factorOf }).weights
    } catch (error) {
      if (!(error instanceof AnalysisError)) throw error
      throw new AnalysisError(error.code, { ...error.detail, replicate: r + 1 })
    }
  })
  const { factors: _, ...replicates } = made
  return {
    chain,
    design: Object.freeze({
      ...drawn,
      weights: chain.weights,
      replicates: { ...replicates, weightsOf: (r: number) => weights[r] as Float64Array },
    }),
  }
}

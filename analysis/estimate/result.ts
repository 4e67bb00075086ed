import { tQuantile } from '../numeric/distribution.ts'

/** What the variance was compared with: a simple random sample of the same size, drawn without or with replacement. */
export type DesignEffect = Readonly<{ value: number; reference: 'without_replacement' | 'with_replacement' }>

/** One estimate. `df` are those of the design in the domain asked for; `n` the rows used. */
export type Estimate = Readonly<{
  value: number
  se: number
  df: number
  n: number
  deff?: DesignEffect
}>

/** What every estimator takes beside its columns. */
export type EstimateOptions = Readonly<{
  /** 1 = the row belongs to the domain; the units outside keep their place in the variance. */
  domain?: ArrayLike<number> | undefined
  deff?: DesignEffect['reference']
}>

/** A value that is worked out when it is first asked for. */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Two-sided t interval, value -/+ t se. With 0 degrees of freedom there is none: both ends are infinite. */
export function interval(estimate: Pick<Estimate, 'value' | 'se' | 'df'>, level = 0.95): readonly [number, number] {
  if (estimate.se === 0) return [estimate.value, estimate.value]
  if (!(estimate.df > 0)) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const t = tQuantile(0.5 + level / 2, estimate.df)
  return [estimate.value - t * estimate.se, estimate.value + t * estimate.se]
}

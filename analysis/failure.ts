/** Why a computation stops, with the remedy in one sentence. A code is snake_case, never reused, never translated; each area of `analysis/` adds its own. */
export const remedies = {
  allocation_infeasible:
    'no sample within the bounds is that exact: widen the named limit, raise the most of its strata or the budget',
  all_missing: 'every value is missing: choose another variable or domain',
  calibration_contradictory: 'the margins contradict each other: their totals differ',
  calibration_diverged: 'the calibration found no weights: loosen the bounds, merge small cells or drop a margin',
  cannot_protect:
    'a hidden cell can be computed back whatever else is hidden: merge it with a neighbour or leave its table out',
  cannot_factorise: 'a covariance matrix is singular: merge rare levels or drop a redundant term',
  cell_empty: 'a population cell has no case in the sample: merge it with a neighbour',
  cell_unknown: 'the sample has a level the population table lacks: add it to the table or merge it',
  column_missing: 'the variable is not in the data: check its name',
  column_not_numeric: 'the variable holds text: use it as a category or recode it',
  count_out_of_range: 'a random whole number was asked below a count that is not 1 .. 2^32: correct the count',
  data_missing: 'the data file is not in the folder: check its name',
  design_invalid: 'the design cannot be used: see the detail',
  domain_empty: 'no case lies in the domain: widen it',
  fact_invalid: 'what was entered does not fit the rule of its criterion: correct it as the detail says',
  formula_invalid: 'the formula cannot be read: see the detail',
  frame_invalid: 'the frame cannot be drawn from: correct the named row',
  ledger_mismatch: 'an answer or a replacement names a unit the ledger does not hold: see the detail',
  lonely_psu: 'one sampled unit in a stratum: merge strata or choose certainty, remove, adjust or average',
  margin_duplicate: 'a margin names the same cell twice: add the two counts or correct a name',
  not_converged: 'the iteration did not converge: simplify the model or raise the limit',
  not_supported: 'this combination has no known method here: see the detail',
  nothing_arose: 'nothing of the card arose in the year, so there is nothing to judge: enter at least one criterion',
  option_invalid: 'an option has a value this method does not know: see the detail',
  population_below_sample: 'the population is smaller than the sample taken from it: correct the population count',
  population_invalid: 'a population count or probability is missing, zero or negative: correct it',
  propensity_separated:
    'a level in which nobody, or everybody, answered has no propensity: merge it with another level, or use classes',
  sample_size_out_of_range: 'more units are asked for than there are: ask for fewer or widen the frame',
  size_negative: 'a size is missing, infinite or negative: correct it in the frame',
  size_not_whole: 'a size must be a whole number of at least 1: correct it in the frame',
  sizes_too_large: 'the sizes add up to more than can be counted exactly: use a larger unit',
  stratum_without_plan: 'the plan gives no number for a stratum of the frame: add it',
  tables_contradict: 'no counts fit the printed sums: compute the tables from one dataset',
  too_many_levels: 'a variable has more levels than this statistic can take: merge them, or use it as a number',
  too_few_units: 'too few units or levels for this statistic: widen the domain or merge',
  trim_unsettled: 'trimming and calibration keep undoing each other: widen the bounds or drop a margin',
  value_missing: 'a value is missing and missing values were not allowed: allow them or clean the data',
  weight_invalid: 'a weight is missing, infinite or negative: correct it before estimating',
  weights_contradict_population: 'the weights do not add up to the population the design states: correct one of them',
} as const

export type AnalysisCode = keyof typeof remedies
export type AnalysisDetail = Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>

/** The one reason a pure computation stops. `detail` names the variable, level or row; the message carries the remedy for logs. */
export class AnalysisError extends Error {
  readonly code: AnalysisCode
  readonly detail: AnalysisDetail
  constructor(code: AnalysisCode, detail: AnalysisDetail = {}) {
    super(`${code}: ${remedies[code]} ${JSON.stringify(detail)}`)
    this.name = 'AnalysisError'
    this.code = code
    this.detail = detail
  }
}

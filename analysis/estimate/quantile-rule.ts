import { AnalysisError } from '../failure.ts'

export type QuantileRule =
  | 'math'
  | 'school'
  | 'shahvaish'
  | 'hf1'
  | 'hf2'
  | 'hf3'
  | 'hf4'
  | 'hf5'
  | 'hf6'
  | 'hf7'
  | 'hf8'
  | 'hf9'

/** Values in order, ties kept, with the weight of each and the weight up to it. */
export type Cumulated = Readonly<{ values: Float64Array; weights: Float64Array; upTo: Float64Array }>

/** Sorts the values of positive weight and adds up the weights with their rounding errors (Neumaier): a share that equals p must not miss it by the last bit. */
export function cumulate(values: Float64Array, weights: Float64Array): Cumulated {
  const rows: number[] = []
  for (let row = 0; row < values.length; row++) if (weights[row] > 0 && !Number.isNaN(values[row])) rows.push(row)
  if (rows.length === 0) throw new AnalysisError('domain_empty')
  const order = Int32Array.from(rows).sort((a, b) => values[a] - values[b])
  const sorted = { values: new Float64Array(order.length), weights: new Float64Array(order.length) }
  const upTo = new Float64Array(order.length)
  let sum = 0
  let rest = 0
  for (const [index, row] of order.entries()) {
    sorted.values[index] = values[row]
    sorted.weights[index] = weights[row]
    const next = sum + weights[row]
    rest += Math.abs(sum) >= weights[row] ? sum - next + weights[row] : weights[row] - next + sum
    sum = next
    upTo[index] = sum + rest
  }
  return { ...sorted, upTo }
}

/**
 * The p-quantile of a weighted distribution by one of twelve rules.
 *
 *   math, hf1: least x with F(x) >= p        school, hf2: mean of it and the next where F(x) = p        hf3: of the two, the even one
 *   (x_k, ties joined)        hf4: p_k = C_k/C   hf5: (C_k - w_k/2)/C   hf6: C_k/(C + w_n)   hf7: C_{k-1}/C_{n-1}   hf8: (C_k - w_k/3)/(C + w_n/3)
 *   hf9: (C_k - 3w_k/8)/(C + w_n/4), each read by straight lines between the points (p_k, x_k)
 *   shahvaish: the x_k whose (C*_k + 1/2 - w_k/2)/(n+1) is the greatest not above p,  C* = C_k n/C
 *
 * C_k: weight up to the k-th value, ties counted one by one, C in all, w_n weight of the greatest. With equal weights and no ties, types 1 to 9
 * of Hyndman and Fan. As in R survey, a p below the share of the least value reads the second value (math, school, hf1 to hf3) or a line drawn
 * on beyond the first two (hf4).
 *
 * @param sorted  from `cumulate`
 * @param p       0 to 1
 * @returns       a value, or between two values for hf4 to hf9
 * @throws AnalysisError option_invalid: a rule not in the list
 *
 * Source: Hyndman and Fan (1996), Amer. Statistician 50, 361-365; Shah and Vaish (2006), Proc. ASA Survey Research Methods;
 *   the weighted forms as in the vignette "Quantile rules" of R survey.
 * Golden: quantile.
 */
export function quantileAt(sorted: Cumulated, p: number, rule: QuantileRule): number {
  const { values, weights, upTo } = sorted
  const n = values.length
  const last = values.length - 1
  const all = upTo[last]
  const end = weights[last]
  const points: Partial<Record<QuantileRule, (k: number) => number>> = {
    hf5: (k) => (upTo[k] - weights[k] / 2) / all,
    hf6: (k) => upTo[k] / (all + end),
    hf7: (k) => (k === 0 ? 0 : upTo[k - 1]) / (last === 0 ? all : upTo[last - 1]),
    hf8: (k) => (upTo[k] - weights[k] / 3) / (all + end / 3),
    hf9: (k) => (upTo[k] - (3 * weights[k]) / 8) / (all + end / 4),
  }
  const point = points[rule]
  if (point) return interpolate(values, point, p)
  if (rule === 'shahvaish') {
    const scale = n / all
    const point = (k: number) => (upTo[k] * scale + 0.5 - weights[k] / 2) / (n + 1)
    return greatestReached(values, point, p)
  }
  const { low, high, past, left, index } = around(rule === 'hf3' ? tiesJoined(sorted) : sorted, p)
  const exact = past === 0
  if (rule === 'math' || rule === 'hf1') return exact ? low : high
  if (rule === 'school' || rule === 'hf2') return exact ? (low + high) / 2 : high
  if (rule === 'hf3') return exact && index % 2 === 1 ? low : high
  if (rule === 'hf4') {
    // The rounding of this very form decides whether ties lie at or above the quantile.
    const share = past + left > 0 ? past / (left + past) : 0
    return low * (1 - share) + high * share
  }
  throw new AnalysisError('option_invalid', { option: 'qrule', value: rule })
}

type Around = Readonly<{ low: number; high: number; past: number; left: number; index: number }>

/**
 * The last value whose share up to it does not pass p and the next one, with how far p is past the one and short of the other.
 * Below the first share R survey takes the first two values all the same: `past` is negative then.
 */
function around({ values, upTo }: Pick<Cumulated, 'values' | 'upTo'>, p: number): Around {
  const last = values.length - 1
  const all = upTo[last]
  let index = -1
  let above = values.length
  while (above - index > 1) {
    const middle = (index + above) >> 1
    if (upTo[middle] <= p * all) index = middle
    else above = middle
  }
  index = Math.max(0, index)
  const next = Math.min(last, index + 1)
  return { low: values[index], high: values[next], past: p - upTo[index] / all, left: upTo[next] / all - p, index }
}

/** Equal values as one, with the weight up to the last of them. */
function tiesJoined({ values, upTo }: Cumulated): Pick<Cumulated, 'values' | 'upTo'> {
  const ends = [...values.keys()].filter((k) => values[k + 1] !== values[k])
  return { values: Float64Array.from(ends, (k) => values[k]), upTo: Float64Array.from(ends, (k) => upTo[k]) }
}

/** First index whose point reaches p (points never fall); the last one when none does. */
function least(count: number, point: (k: number) => number, p: number): number {
  let low = -1
  let high = count - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (point(middle) >= p) high = middle
    else low = middle
  }
  return high
}

/** The points of this rule do not rise: of those not above p the highest counts, equal ones by their mean. */
function greatestReached(values: Float64Array, point: (k: number) => number, p: number): number {
  let best = Number.NEGATIVE_INFINITY
  let sum = 0
  let count = 0
  for (let k = 0; k < values.length; k++) {
    const height = point(k)
    if (height > p || height < best) continue
    if (height > best) {
      best = height
      sum = 0
      count = 0
    }
    sum += values[k]
    count++
  }
  return count > 0 ? sum / count : values[0]
}

function interpolate(values: Float64Array, point: (k: number) => number, p: number): number {
  const last = values.length - 1
  if (p <= point(0)) return values[0]
  if (p >= point(last)) return values[last]
  const k = least(values.length, point, p)
  const left = point(k - 1)
  const right = point(k)
  const share = right > left ? (p - left) / (right - left) : 1
  return values[k - 1] + share * (values[k] - values[k - 1])
}

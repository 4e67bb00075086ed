import { AnalysisError } from '../failure.ts'

/**
 * A root of a continuous function between two points of opposite sign, by Brent's method.
 *
 * The very steps of the published algorithm, so that where a function jumps the answer lies on the same side of the jump as in
 * programs that use it too.
 *
 * @param f          the function
 * @param tolerance  how far the answer may be from the root
 * @throws AnalysisError not_converged: no change of sign, or the limit is reached
 *
 * Source: Brent (1973), Algorithms for Minimization without Derivatives, chapter 4.
 */
export function rootBetween(
  f: (x: number) => number,
  lower: number,
  upper: number,
  tolerance: number,
  limit = 1000,
): number {
  let [a, b, c] = [lower, upper, lower]
  let [fa, fb] = [clamp(f(lower)), clamp(f(upper))]
  let fc = fa
  if (!(fa * fb <= 0)) throw new AnalysisError('not_converged', { reason: 'no change of sign between the ends' })
  if (fa === 0) return a
  for (let step = 0; step <= limit; step++) {
    const before = b - a
    if (Math.abs(fc) < Math.abs(fb)) {
      ;[a, b, c] = [b, c, b]
      ;[fa, fb, fc] = [fb, fc, fb]
    }
    const least = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2
    const half = (c - b) / 2
    if (Math.abs(half) <= least || fb === 0) return b
    let move = half
    if (Math.abs(before) >= least && Math.abs(fa) > Math.abs(fb))
      move = interpolated({ a, b, c, fa, fb, fc }, least) ?? half
    if (Math.abs(move) < least) move = move > 0 ? least : -least
    a = b
    fa = fb
    b += move
    fb = clamp(f(b))
    if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0)) {
      c = a
      fc = fa
    }
  }
  throw new AnalysisError('not_converged', { limit })
}

type Bracket = Readonly<{ a: number; b: number; c: number; fa: number; fb: number; fc: number }>

/** The step a line or an inverse parabola proposes, if it falls well inside the bracket. */
function interpolated({ a, b, c, fa, fb, fc }: Bracket, least: number): number | undefined {
  const wide = c - b
  const ratio = fb / fa
  let p: number
  let q: number
  if (a === c) {
    p = wide * ratio
    q = 1 - ratio
  } else {
    const t = fb / fc
    q = fa / fc
    p = ratio * (wide * q * (q - t) - (b - a) * (t - 1))
    q = (q - 1) * (t - 1) * (ratio - 1)
  }
  if (p > 0) q = -q
  else p = -p
  const inside = p < 0.75 * wide * q - Math.abs(least * q) / 2 && p < Math.abs(((b - a) * q) / 2)
  return inside ? p / q : undefined
}

const clamp = (value: number) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value))

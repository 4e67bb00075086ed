/**
 * Cubic spline through points with rising x, its ends shaped by the cubic through the four points at each end.
 * Returns a function; outside the points the end cubics go on.
 * Source: Forsythe, Malcolm and Moler (1977), Computer Methods for Mathematical Computations, section 4.4.
 */
export function cubicSpline(x: readonly number[], y: readonly number[]): (at: number) => number {
  const n = x.length
  const at = (values: readonly number[], i: number) => values[i]
  const b = new Array<number>(n).fill(0)
  const c = new Array<number>(n).fill(0)
  const d = new Array<number>(n).fill(0)
  if (n < 3) {
    const slope = n === 2 ? (at(y, 1) - at(y, 0)) / (at(x, 1) - at(x, 0)) : 0
    return (point) => at(y, 0) + slope * (point - at(x, 0))
  }
  d[0] = at(x, 1) - at(x, 0)
  c[1] = (at(y, 1) - at(y, 0)) / at(d, 0)
  for (let i = 1; i < n - 1; i++) {
    d[i] = at(x, i + 1) - at(x, i)
    b[i] = 2 * (at(d, i - 1) + at(d, i))
    c[i + 1] = (at(y, i + 1) - at(y, i)) / at(d, i)
    c[i] = at(c, i + 1) - at(c, i)
  }
  b[0] = -at(d, 0)
  b[n - 1] = -at(d, n - 2)
  c[0] = 0
  c[n - 1] = 0
  if (n > 3) {
    c[0] = at(c, 2) / (at(x, 3) - at(x, 1)) - at(c, 1) / (at(x, 2) - at(x, 0))
    c[n - 1] = at(c, n - 2) / (at(x, n - 1) - at(x, n - 3)) - at(c, n - 3) / (at(x, n - 2) - at(x, n - 4))
    c[0] = (at(c, 0) * at(d, 0) * at(d, 0)) / (at(x, 3) - at(x, 0))
    c[n - 1] = (-at(c, n - 1) * at(d, n - 2) * at(d, n - 2)) / (at(x, n - 1) - at(x, n - 4))
  }
  for (let i = 1; i < n; i++) {
    const t = at(d, i - 1) / at(b, i - 1)
    b[i] = at(b, i) - t * at(d, i - 1)
    c[i] = at(c, i) - t * at(c, i - 1)
  }
  c[n - 1] = at(c, n - 1) / at(b, n - 1)
  for (let i = n - 2; i >= 0; i--) c[i] = (at(c, i) - at(d, i) * at(c, i + 1)) / at(b, i)
  b[n - 1] = (at(y, n - 1) - at(y, n - 2)) / at(d, n - 2) + at(d, n - 2) * (at(c, n - 2) + 2 * at(c, n - 1))
  for (let i = 0; i < n - 1; i++) {
    b[i] = (at(y, i + 1) - at(y, i)) / at(d, i) - at(d, i) * (at(c, i + 1) + 2 * at(c, i))
    d[i] = (at(c, i + 1) - at(c, i)) / at(d, i)
    c[i] = 3 * at(c, i)
  }
  c[n - 1] = 3 * at(c, n - 1)
  d[n - 1] = at(d, n - 2)
  return (point) => {
    let i = 0
    while (i < n - 2 && point >= at(x, i + 1)) i++
    const step = point - at(x, i)
    return at(y, i) + step * (at(b, i) + step * (at(c, i) + step * at(d, i)))
  }
}

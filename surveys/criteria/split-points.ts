/** Points as whole hundredths: sums of them are exact. */
export const hundredths = (points: number): number => Math.round(points * 100)

/** Equal shares of points with two decimals that add up to the whole; what does not divide goes to the first ones. */
export function splitPoints(points: number, parts: number): number[] {
  const whole = hundredths(points)
  const each = Math.floor(whole / parts)
  const left = whole - each * parts
  return Array.from({ length: parts }, (_, place) => (each + (place < left ? 1 : 0)) / 100)
}

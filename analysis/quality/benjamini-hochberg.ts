/**
 * P-values adjusted for how many schools were looked at.
 *
 *   q_(i) = min over j >= i of  m p_(j) / j
 *
 * Flagging q <= 0.05 keeps the expected share of honest schools among the flagged at 5 % at most, also when the tests of schools are
 * positively dependent. Where no school did anything, one flag in twenty rounds is the most.
 *
 * @param values  p-values, 0..1, one a school
 * @returns       adjusted values in the same order
 *
 * Source: Benjamini and Hochberg (1995), JRSS B 57(1).
 * Golden: R 4.2.2, p.adjust(p, "BH"); test/analysis/quality/tails.test.ts.
 */
export function benjaminiHochberg(values: readonly number[]): number[] {
  const order = values.map((_, place) => place).sort((a, b) => values[b] - values[a])
  const adjusted = new Array<number>(values.length)
  let least = 1
  order.forEach((place, fromTop) => {
    least = Math.min(least, (values[place] * values.length) / (values.length - fromTop))
    adjusted[place] = least
  })
  return adjusted
}

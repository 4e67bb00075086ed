/**
 * A Hadamard matrix for balanced half-samples of `strata` strata: 1 and -1, a row for each stratum after the first (all 1, which must
 * not serve a stratum), a column for each replicate.
 *
 * Which of the many matrices it is decides which half-samples are drawn, and with them every statistic that is not linear. This is
 * the choice of R survey: orders 4, 16, 28 and 36 by Plackett and Burman and their doublings; where these lie more than four above the
 * need, quadratic residues modulo a prime (Paley) and their doublings.
 * Source: Plackett and Burman (1946), Biometrika 33, 305-325; Paley (1933), J. Math. Phys. 12, 311-320; Wolter (2007), appendix A.
 * Golden: test/golden/r/half-samples.R (orders, matrices for 1 to 120 strata).
 */
export function hadamard(strata: number): readonly (readonly number[])[] {
  return binary(strata).map((row) => row.map((one) => (one === 1 ? 1 : -1)))
}

type Binary = readonly (readonly number[])[]
const known = [4, 16, 28, 36] as const
type Known = (typeof known)[number]

function binary(strata: number): Binary {
  const least = strata - (strata % 4) + 4
  const exact = known.find((order) => order === least)
  if (exact) return plackettBurman(exact)
  const doublings = known.map((order) => Math.max(0, Math.ceil(Math.log2((strata + 1) / order))))
  const orders = known.map((order, i) => order * 2 ** (doublings[i] as number))
  const best = orders.indexOf(Math.min(...orders))
  const order = orders[best] as number
  const residues = order - strata > 4 ? byResidues(strata, order) : undefined
  return residues ?? doubled(plackettBurman(known[best] as Known), doublings[best] as number)
}

function doubled(start: Binary, times: number): Binary {
  let made = start
  for (let time = 0; time < times; time++)
    made = [...made.map((row) => [...row, ...row]), ...made.map((row) => [...row, ...row.map((one) => 1 - one)])]
  return made
}

function byResidues(strata: number, most: number): Binary | undefined {
  const least = strata - (strata % 4) + 4
  if (least % 8 === 0) {
    let core = least
    let halvings = 0
    while (core % 8 === 0) {
      core /= 2
      halvings++
    }
    if (isResiduePrime(core - 1)) return doubled(paley(core - 1), halvings)
  }
  let prime = strata
  while (!isResiduePrime(prime)) prime++
  if (prime + 1 > least + 4 && least + 4 < most) return byResidues(least + 3, 2 * (least + 3))
  return prime > most ? undefined : paley(prime)
}

/** Row r, column c of the core: whether r + c is no square modulo the prime. */
function paley(prime: number): Binary {
  const squares = new Set(Array.from({ length: prime }, (_, i) => (i * i) % prime))
  const core = Array.from({ length: prime }, (_, r) => [
    1,
    ...Array.from({ length: prime }, (__, c) => (squares.has((r + c) % prime) ? 0 : 1)),
  ])
  return [new Array<number>(prime + 1).fill(1), ...core]
}

function isResiduePrime(n: number): boolean {
  if (n < 3 || n % 4 !== 3) return false
  for (let d = 3; d * d <= n; d += 2) if (n % d === 0) return false
  return true
}

function plackettBurman(order: Known): Binary {
  if (order === 4) return doubled([[1]], 2)
  if (order === 16) return doubled([[1]], 4)
  if (order === 28) return block28.map((hex) => bits(Number.parseInt(hex, 16), 28))
  const first = bits(cyclic36, 35)
  const rows = first.map((_, r) => [...first.slice(r), ...first.slice(0, r), 0])
  return [new Array<number>(36).fill(1), ...rows]
}

/** The order 36 is a row of 35 that moves one place to the left from row to row. */
const cyclic36 = 0b01011100011111011100100001010110010

/** The order 28 is made of nine by nine blocks; a row is written as the number its 28 signs make. */
const block28 = [
  'fffffff',
  '9c71c78',
  '83cd378',
  '83b2e66',
  '9a0f8d6',
  '952c5ae',
  '8cd239e',
  '58aa7f0',
  '45b59d4',
  '46cbcac',
  '561774a',
  '4b64e9a',
  '5959b26',
  '2d1eae8',
  '3666b34',
  '2b3b51c',
  '31d74b2',
  '32f89ca',
  '2ced646',
  'ea545e4',
  'f1632cc',
  'f09ce1c',
  'e54ad52',
  'e6392b2',
  'e8a792a',
  'dffe000',
  'bf81f80',
  '7f8007e',
]

function bits(value: number, length: number): number[] {
  return Array.from({ length }, (_, i) => Math.floor(value / 2 ** (length - 1 - i)) % 2)
}

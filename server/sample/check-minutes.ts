import type { MinutesInput } from './minutes-input.ts'

/**
 * Everything in the minutes that does not add up: the strata of the ledger against the units that were stored, and both against
 * the frame. Three sources that are written apart must say the same.
 */
export function checkMinutes({ draw, strata, known }: MinutesInput): string[] {
  const faults: string[] = []
  const same = (what: string, one: number, other: number) => {
    if (one !== other) faults.push(`${what}: ${one} is not ${other}`)
  }
  for (const [at, stratum] of strata.entries()) {
    const written = draw.ledger.strata[at]
    same(`stratum ${written.name} schools drawn`, stratum.drawn.length, written.sampled)
    same(`stratum ${written.name} reserves`, stratum.reserves.length, written.reserves)
    // Chances of the schools of a stratum are at most the schools that are drawn.
    for (const { unit } of stratum.drawn)
      if (!(unit.probability > 0 && unit.probability <= 1))
        faults.push(`school ${unit.code}: chance ${unit.probability}`)
  }
  const sum = (of: (stratum: MinutesInput['strata'][number]) => number) =>
    strata.reduce((total, stratum) => total + of(stratum), 0)
  same(
    'schools of the frame',
    sum(({ schools }) => schools),
    known.schools,
  )
  same(
    'pupils of the frame',
    sum(({ pupils }) => pupils),
    known.pupils,
  )
  const units = (stage: number) => draw.ledger.units.filter((unit) => unit.stage === stage && !unit.reserve).length
  same(
    'classes',
    sum(({ drawn }) => drawn.reduce((total, { classes }) => total + classes.length, 0)),
    units(2),
  )
  same(
    'pupils drawn',
    sum(({ drawn }) => drawn.reduce((total, { pupils }) => total + pupils, 0)),
    units(3),
  )
  return faults
}

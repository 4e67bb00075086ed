import { activeRows, type Design, type Stage } from '../design.ts'
import { degreesOfFreedom } from '../variance/degrees-of-freedom.ts'
import { degreesOfStratum } from '../variance/spread.ts'

/**
 * Degrees of freedom in which a unit taken for certain counts by the units below it.
 *
 *   df = sum over strata with a case (units with a case - 1), where a certain unit is replaced by what was sampled inside it
 *
 * Schools taken whole add nothing to the variance of their stage, so counting schools would leave a domain made of them
 * with none, though its variance is seen among classes. Equal to the usual rule where nothing is certain. A rule of thumb.
 *
 * @param design  restricted to the domain of interest
 * @returns       0 or more; whole but for sorted or balanced first stages
 *
 * Source: Korn and Graubard (1990), Amer. Statistician 44, 270-276; certainty units as in Valliant, Dever, Kreuter (2018), ch. 15 [not re-read].
 * Golden: three-stage (R survey degf, designs without certain units); certain units by hand in the test.
 */
export function degreesOfDomain(design: Design): number {
  if (design.replicates || !design.stages[0].fraction.includes(1)) return degreesOfFreedom(design)
  return degreesBelow(design.stages, activeRows(design), 0)
}

function degreesBelow(stages: readonly Stage[], active: Uint8Array, depth: number): number {
  const stage = stages[depth]
  const units = new Set<number>()
  const open = new Uint8Array(active.length)
  let deeper = 0
  for (let row = 0; row < active.length; row++) {
    if (!active[row]) continue
    const unit = stage.unitOfRow[row]
    if (stage.fraction[unit] === 1) open[row] = ++deeper > 0 ? 1 : 0
    else units.add(unit)
  }
  const inStratum = new Map<number, number>()
  for (const unit of units) {
    const stratum = stage.stratumOfUnit[unit]
    inStratum.set(stratum, (inStratum.get(stratum) ?? 0) + 1)
  }
  const own = [...inStratum.values()].reduce((sum, count) => sum + degreesOfStratum(count, stage.spread), 0)
  const below = deeper > 0 && depth + 1 < stages.length ? degreesBelow(stages, open, depth + 1) : 0
  return own + below
}

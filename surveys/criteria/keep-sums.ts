import type { Area, CriteriaSet, Criterion } from './criteria-set.ts'
import { hundredths, splitPoints } from './split-points.ts'

type Parts = readonly { points: number }[]
export const sumOf = (parts: Parts): number => parts.reduce((total, { points }) => total + hundredths(points), 0) / 100

export const holdsSum = (points: number, parts: Parts): boolean => hundredths(points) === hundredths(sumOf(parts))

/**
 * After a change in a card: a line that said what its parts added up to says so again. One that said something else was
 * written that way by somebody, and stays, to be told as a fault.
 */
export function keepSums(before: CriteriaSet, after: CriteriaSet): CriteriaSet {
  const formerAreas = new Map(before.areas.map((area) => [area.id, area]))
  const formerCriteria = new Map(
    before.areas.flatMap(({ criteria }) => criteria.map((criterion) => [criterion.id, criterion])),
  )
  const areas = after.areas.map((area) => {
    const criteria = area.criteria.map((criterion) => {
      const former = formerCriteria.get(criterion.id)
      const same = former && former.components === criterion.components
      const wasHeld = former && former.points === criterion.points && holdsSum(former.points, former.components)
      const points = sumOf(criterion.components)
      return same || !wasHeld || points === criterion.points ? criterion : { ...criterion, points }
    })
    const former = formerAreas.get(area.id)
    const wasHeld = former && former.points === area.points && holdsSum(former.points, former.criteria)
    const unchanged = criteria.every((criterion, at) => criterion === area.criteria[at])
    const kept = unchanged ? area : { ...area, criteria }
    const points = sumOf(kept.criteria)
    return !wasHeld || points === area.points ? kept : { ...kept, points }
  })
  return areas.every((area, at) => area === after.areas[at]) ? after : { ...after, areas }
}

/** The points of a criterion in equal parts; what does not divide goes to the first ones. */
export function splitCriterion(criterion: Criterion, points = criterion.points): Criterion {
  const each = splitPoints(points, criterion.components.length)
  return {
    ...criterion,
    points,
    components: criterion.components.map((one, at) => ({ ...one, points: each[at] ?? 0 })),
  }
}

/** The points of an area in equal parts for its criteria, and each of those for its components. */
export function splitArea(area: Area): Area {
  const each = splitPoints(area.points, area.criteria.length)
  return { ...area, criteria: area.criteria.map((one, at) => splitCriterion(one, each[at] ?? 0)) }
}

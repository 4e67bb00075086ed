import { type Choice, mergeForms } from '../merge-forms.ts'
import type { CriteriaSet } from './criteria-set.ts'
import { holdsSum, sumOf } from './keep-sums.ts'

/**
 * Brings together what two people made of the same card. A line whose points are the sum of its parts for both is added up again
 * from what is left after choosing; nobody is asked for a number that follows from others.
 */
export function mergeCards(
  base: CriteriaSet,
  mine: CriteriaSet,
  theirs: CriteriaSet,
  choices?: ReadonlyMap<string, Choice>,
): ReturnType<typeof mergeForms<CriteriaSet>> {
  const { merged, conflicts } = mergeForms(base, mine, theirs, choices)
  const [own, other] = [addedUp(mine), addedUp(theirs)]
  const follows = (key: string) => own.has(key) && other.has(key)
  const areas = merged.areas.map((area) => {
    const key = `areas/${area.id}`
    const criteria = area.criteria.map((one) =>
      follows(`${key}/criteria/${one.id}/points`) ? { ...one, points: sumOf(one.components) } : one,
    )
    return { ...area, criteria, points: follows(`${key}/points`) ? sumOf(criteria) : area.points }
  })
  return { merged: { ...merged, areas }, conflicts: conflicts.filter(({ key }) => !follows(key)) }
}

/** The places of a card whose points are those of their parts. */
function addedUp(card: CriteriaSet): ReadonlySet<string> {
  return new Set(
    card.areas.flatMap((area) => {
      const key = `areas/${area.id}`
      return [
        ...(holdsSum(area.points, area.criteria) ? [`${key}/points`] : []),
        ...area.criteria
          .filter(({ points, components }) => holdsSum(points, components))
          .map(({ id }) => `${key}/criteria/${id}/points`),
      ]
    }),
  )
}

import { type CriteriaSet, setId } from './criteria-set.ts'
import { department2021 } from './department-2021.ts'
import { units2021 } from './units-2021.ts'

/** The cards that ship. Nobody is judged by them until somebody has read, perhaps changed, and published a version. */
export const SHIPPED_CARDS: Readonly<Record<string, CriteriaSet>> = Object.freeze(
  Object.fromEntries([department2021, units2021].map((card) => [setId(card), card])),
)

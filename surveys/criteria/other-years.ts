import { type CriteriaSet, componentsOf } from './criteria-set.ts'

/**
 * Components whose words still name another year than the card's: what was taken over has to be read again. The year in the number
 * of a document (145/2017/TT-BTC) is that document's own.
 */
export const namingOtherYears = (card: CriteriaSet): string[] =>
  componentsOf(card)
    .filter(({ name, evidence }) =>
      [name, ...evidence].some((text) =>
        (text.match(/(?<![\d/])20\d{2}(?!\d)/g) ?? []).some((year) => Number(year) !== card.year),
      ),
    )
    .map(({ id }) => id)

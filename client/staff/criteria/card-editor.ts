import { createContext, useContext } from 'solid-js'
import { checkCriteria } from '../../../surveys/criteria/check-criteria.ts'
import { type CriteriaSet, criteriaSet } from '../../../surveys/criteria/criteria-set.ts'
import { keepSums } from '../../../surveys/criteria/keep-sums.ts'
import { mergeCards } from '../../../surveys/criteria/merge-cards.ts'
import { criteria as words } from '../../words/criteria.ts'
import { createDrafter } from '../drafting/drafter.ts'
import { type Path, pointerOf, withValue } from '../drafting/path.ts'
import { type CardView, lookAtCard, saveCard } from './api.ts'

/** A card on the desk: sums of parents follow their parts. */
export function createCardEditor(opened: CardView) {
  const drafter = createDrafter<CriteriaSet, CardView>(opened, {
    check: checkCriteria,
    look: lookAtCard,
    save: saveCard,
    merge: mergeCards,
    ready: (card) => criteriaSet.safeParse(card).success,
    words,
  })
  const change = (next: (card: CriteriaSet) => CriteriaSet, place = '') =>
    drafter.change((card) => keepSums(card, next(card)), place)
  return {
    ...drafter,
    change,
    set: (path: Path, value: unknown) => change((card) => withValue(card, path, value), pointerOf(path)),
  }
}
export type CardEditor = ReturnType<typeof createCardEditor>

/** The open line by its place, `area/criterion`; `general`, `ends` for the parts around. */
export type CardDesk = Readonly<{
  editor: CardEditor
  openAt: () => string | null
  open: (place: string | null) => void
}>
export const CardDeskContext = createContext<CardDesk>()

export function useCardDesk(): CardDesk {
  const desk = useContext(CardDeskContext)
  if (!desk) throw new Error('outside the editor of a card')
  return desk
}

import type { Design } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import { type Figure, figureOf, groundOf, nothing } from './figure.ts'

/** What stands on a sheet for one item. */
export const itemStates = { answered: 0, notKnown: 1, blank: 2 } as const

/** States of an item per row; a row that was not asked (another form, a skipped question) is -1. */
export type ItemStates = Readonly<{ id: string; states: Int8Array }>
export type ItemNonresponse = Readonly<{ id: string; asked: number; notKnown: Figure; blank: Figure }>

/**
 * Shares of those asked an item who said "do not know, does not apply", and of those who left it blank: two different things.
 *
 *   blank = sum w [blank] / sum w [asked],   not known likewise;   the index leaves both out of its denominators
 *
 * A high share of "not known" says the item is not for everybody; a high share of blanks, that it is hard or unwelcome.
 *
 * @param items  states per row of the design
 * @returns      rates with errors per item, in the order given
 * @throws AnalysisError design_invalid: a column of another length; option_invalid: an unknown state
 *
 * Source: AAPOR (2023), Standard Definitions, 10th ed., on item nonresponse; domain study, section 1.2, on the two kinds.
 * Golden: index-figures (R svymean of indicators).
 */
export function itemNonresponse(design: Design, items: readonly ItemStates[], confidence = 0.95): ItemNonresponse[] {
  return items.map(({ id, states }) => {
    if (states.length !== design.rows)
      throw new AnalysisError('design_invalid', { reason: 'a column of another length', variable: id })
    const asked = new Float64Array(design.rows)
    const state = { notKnown: new Float64Array(design.rows), blank: new Float64Array(design.rows) }
    let count = 0
    for (const [row, each] of states.entries()) {
      if (each < -1 || each > itemStates.blank) throw new AnalysisError('option_invalid', { option: id, value: each })
      if (each < 0) continue
      asked[row] = 1
      if ((!design.domain || design.domain[row]) && design.weights[row] > 0) count++
      if (each === itemStates.notKnown) state.notKnown[row] = 1
      if (each === itemStates.blank) state.blank[row] = 1
    }
    if (count === 0) return { id, asked: 0, notKnown: nothing, blank: nothing }
    const ground = groundOf(design, [asked])
    const rate = (top: Float64Array) =>
      figureOf(ground, [{ member: asked, terms: [{ top, bottom: asked, factor: 1 }] }], 'rate', {
        confidence,
        verdictConfidence: 0.95,
      })
    return { id, asked: count, notKnown: rate(state.notKnown), blank: rate(state.blank) }
  })
}

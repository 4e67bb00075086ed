import { type Design, within } from '../../analysis/design.ts'
import type { Part } from '../../analysis/satisfaction/composite.ts'
import { type Figure, figureOf, groundOf } from '../../analysis/satisfaction/figure.ts'
import type { Answers } from '../../analysis/satisfaction/satisfaction.ts'
import { scoresOf, shareOf, termOf } from '../../analysis/satisfaction/scores.ts'

export const FIGURES = ['computed', 'asked', 'expectation'] as const
export type FigureName = (typeof FIGURES)[number]
export type Figures = Readonly<Record<FigureName, Figure>>

const CONFIDENCE = { confidence: 0.95, verdictConfidence: 0.95 } as const

/**
 * The three figures coverage is measured for, in each group, by the parts the index itself is made of: the rest of the index is left
 * out because a benchmark computes it some thousand times. That they are the index's own figures is tested.
 */
export function figuresOf(
  design: Design,
  { forms, overall, expectation }: Answers,
  masks: readonly ArrayLike<number>[],
) {
  const scored = forms.map((form) => scoresOf(form, design.rows, 4))
  const everybody = new Float64Array(design.rows).fill(1)
  const single = (column: Float64Array | undefined, scale: 'rate' | 'mean'): Part[] =>
    column ? [{ member: everybody, terms: termOf([shareOf('', column, design.rows, 4)], scale, 1, false) }] : []
  const computed = scored.map(({ member, blocks }): Part => {
    const filled = blocks.filter(({ items }) => items.length > 0)
    return { member, terms: filled.flatMap(({ items }) => termOf(items, 'rate', 1 / filled.length, false)) }
  })
  const asked = single(overall, 'rate')
  const met = single(expectation, 'mean')
  return masks.map((mask): Figures => {
    const domain = within(design, mask)
    const here = computed.flatMap(({ member, terms }): Part[] => {
      const own = terms.filter(({ bottom }) => bottom.some((one, row) => one > 0 && mask[row]))
      const share = own.reduce((sum, { factor }) => sum + factor, 0)
      return own.length > 0 ? [{ member, terms: own.map((term) => ({ ...term, factor: term.factor / share })) }] : []
    })
    const ground = groundOf(domain, [everybody])
    return {
      computed: figureOf(
        groundOf(
          domain,
          here.map(({ member }) => member),
        ),
        here,
        'rate',
        CONFIDENCE,
      ),
      asked: figureOf(ground, asked, 'rate', CONFIDENCE),
      expectation: figureOf(ground, met, 'mean', CONFIDENCE),
    }
  })
}

import { type Design, within } from '../../analysis/design.ts'
import type { Part } from '../../analysis/satisfaction/composite.ts'
import { type Figure, figureOf, groundOf } from '../../analysis/satisfaction/figure.ts'
import type { Answers } from '../../analysis/satisfaction/satisfaction.ts'
import { scoresOf, shareOf, termOf } from '../../analysis/satisfaction/scores.ts'
import { strataOfDomain } from './strata-of-domain.ts'

export const FIGURES = ['computed', 'asked', 'expectation'] as const
export type FigureName = (typeof FIGURES)[number]
export type Figures = Readonly<Record<FigureName, Figure>>

const CONFIDENCE = { confidence: 0.95, verdictConfidence: 0.95 } as const

/**
 * The three figures coverage is measured for, in each group, by the parts the index itself is made of: the rest of the index is left
 * out because a benchmark computes it some thousand times. That they are the index's own figures is tested.
 */
export function figuresOf(design: Design, answers: Answers, masks: readonly Uint8Array[]): Figures[] {
  return masks.map((mask) => {
    const part = strataOfDomain(design, mask)
    if (!part) return figuresIn(design, answers, mask)
    const of = (column: ArrayLike<number>) => at(column, part.rows)
    const { forms, overall, expectation } = answers
    const own: Answers = {
      forms: forms.flatMap((form) => {
        const member = of(form.member)
        if (!member.includes(1)) return []
        const blocks = form.blocks.map(({ id, items }) => ({
          id,
          items: items.map((item) => ({ ...item, values: of(item.values) })),
        }))
        return [{ ...form, member, blocks }]
      }),
      ...(overall ? { overall: of(overall) } : {}),
      ...(expectation ? { expectation: of(expectation) } : {}),
    }
    return figuresIn(part.design, own, of(mask))
  })
}

function at(column: ArrayLike<number>, rows: Int32Array): Float64Array {
  const made = new Float64Array(rows.length)
  for (let place = 0; place < made.length; place++) made[place] = column[rows[place]]
  return made
}

function figuresIn(design: Design, { forms, overall, expectation }: Answers, mask: ArrayLike<number>): Figures {
  const { rows } = design
  const everybody = new Float64Array(rows).fill(1)
  const single = (column: Float64Array | undefined, scale: 'rate' | 'mean'): Part[] =>
    column ? [{ member: everybody, terms: termOf([shareOf('', column, rows, 4)], scale, 1, false) }] : []
  const computed = forms.flatMap((form): Part[] => {
    const { member, blocks } = scoresOf(form, rows, 4)
    const filled = blocks.filter(({ items }) =>
      items.some(({ present }) => present.some((one, row) => one > 0 && mask[row] > 0)),
    )
    const terms = filled.flatMap(({ items }) => termOf(items, 'rate', 1 / filled.length, false))
    return terms.length > 0 ? [{ member, terms }] : []
  })
  const domain = within(design, mask)
  const ground = groundOf(domain, [everybody])
  const ofForms = groundOf(
    domain,
    computed.map(({ member }) => member),
  )
  return {
    computed: figureOf(ofForms, computed, 'rate', CONFIDENCE),
    asked: figureOf(ground, single(overall, 'rate'), 'rate', CONFIDENCE),
    expectation: figureOf(ground, single(expectation, 'mean'), 'mean', CONFIDENCE),
  }
}

import type { Part } from './composite.ts'
import type { Scale } from './figure.ts'
import { type FormScores, type ScoredItem, termOf } from './scores.ts'

export type BlockRate = 'mean_of_items' | 'pooled'

/** The ratios that items, blocks and the overall value of a domain are made of; items nobody in it answered are left out. */
export type IndexParts = Readonly<{
  /** Blocks that occur, in the order of the forms. */
  ids: readonly string[]
  item: (form: FormScores, item: ScoredItem, scale: Scale) => Part[]
  block: (id: string, scale: Scale) => Part[]
  computed: (scale: Scale) => Part[]
}>

/** @param active  rows of the domain (1/0) */
export function indexParts(forms: readonly FormScores[], active: Uint8Array, blockRate: BlockRate): IndexParts {
  const present = forms.map((form) => ({
    ...form,
    blocks: form.blocks.map(({ id, items }) => ({
      id,
      items: items.filter((item) => hasAnswer(item.present, active)),
    })),
  }))
  const blockTerms = (form: FormScores, id: string, scale: Scale, factor: number) =>
    termOf(
      form.blocks.find((block) => block.id === id)?.items ?? [],
      scale,
      factor,
      blockRate === 'pooled' && scale === 'rate',
    )
  return {
    ids: [...new Set(forms.flatMap(({ blocks }) => blocks.map(({ id }) => id)))],
    item: ({ member }, item, scale) =>
      hasAnswer(item.present, active) ? [{ member, terms: termOf([item], scale, 1, false) }] : [],
    block: (id, scale) => present.map((form) => ({ member: form.member, terms: blockTerms(form, id, scale, 1) })),
    computed: (scale) =>
      present.map((form) => {
        const filled = form.blocks.filter(({ items }) => items.length > 0)
        const terms = filled.flatMap(({ id }) => blockTerms(form, id, scale, 1 / filled.length))
        return { member: form.member, terms }
      }),
  }
}

export function hasAnswer(present: Float64Array, active: Uint8Array): boolean {
  for (let row = 0; row < active.length; row++) if (active[row] && present[row]) return true
  return false
}

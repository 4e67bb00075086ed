import { z } from 'zod'
import { option } from '../instrument.ts'
import type { Issue } from '../issue.ts'
import { type CriteriaSet, componentsOf, criterionId } from './criteria-set.ts'

/** A choice of an instrument that carries what it is worth: percent of the points. */
const worthyOption = option.extend({ worth: z.number().min(0).max(100) })
const line = (most: number) => z.string().trim().min(1).max(most)

/**
 * What leaders, peers or councils are asked about the units of a card: single choices, one for each component that takes its
 * points from this form. Who the raters are stands beside it, never in it.
 */
export const raterForm = z.strictObject({
  title: line(300),
  lead: z.string().trim().max(2000),
  options: z.array(worthyOption).min(2).max(8),
  items: z
    .array(z.strictObject({ component: criterionId, text: line(1000) }))
    .min(1)
    .max(20),
  units: z.array(z.string().min(1).max(64)).min(1).max(200),
  /** fewer than so many answers about a unit, and its figure is neither shown nor scored */
  least: z.int().min(3).max(1000),
})
export type RaterForm = z.infer<typeof raterForm>

/** Four choices as departmental indexes print them. */
export const USUAL_OPTIONS: RaterForm['options'] = [
  { value: 'a', text: { vi: 'Tốt' }, worth: 100 },
  { value: 'b', text: { vi: 'Khá' }, worth: 60 },
  { value: 'c', text: { vi: 'Trung bình' }, worth: 20 },
  { value: 'd', text: { vi: 'Kém' }, worth: 0 },
]

const twice = (list: readonly string[]): number => list.findIndex((one, place) => list.indexOf(one) !== place)

/** What is wrong with a form for a card: an item can only feed a component whose rule takes another index. */
export function checkRaterForm(form: RaterForm, card: CriteriaSet): Issue[] {
  const parts = new Map(componentsOf(card).map((one) => [one.id, one]))
  const doubled = (path: string, list: readonly string[]): Issue[] => {
    const place = twice(list)
    return place < 0 ? [] : [{ path: `${path}/${place}`, code: 'twice' }]
  }
  return [
    ...doubled(
      '/options',
      form.options.map(({ value }) => value),
    ),
    ...doubled(
      '/options',
      form.options.map(({ text }) => text.vi.trim().toLocaleLowerCase('vi')),
    ).map(({ path }) => ({ path: `${path}/text`, code: 'option_twice' })),
    // Where every choice is worth the same, the answers say nothing.
    ...(new Set(form.options.map(({ worth }) => worth)).size < 2 ? [{ path: '/options', code: 'worth_same' }] : []),
    ...doubled(
      '/items',
      form.items.map(({ component }) => component),
    ),
    ...doubled('/units', form.units),
    ...form.items.flatMap(({ component }, place): Issue[] => {
      const part = parts.get(component)
      if (!part) return [{ path: `/items/${place}/component`, code: 'component_unknown' }]
      return part.rule.kind === 'index' ? [] : [{ path: `/items/${place}/component`, code: 'component_not_index' }]
    }),
  ]
}

/** States of the asking, in their order. */
export const RATER_STATES = ['drafting', 'open', 'closed'] as const
export type RaterState = (typeof RATER_STATES)[number]

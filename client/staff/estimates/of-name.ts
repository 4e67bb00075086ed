import { results } from '../../words/results.ts'

export type Blocks = readonly Readonly<{ id: string; title: string }>[]

/** What a figure is of: a block, the computed or the asked overall value. */
export function ofName(of: string, blocks: Blocks): string {
  if (of === 'computed') return results.computed
  if (of === 'asked') return results.asked
  const title = blocks.find(({ id }) => id === of)?.title
  return title === undefined ? of : `${of}. ${title}`
}

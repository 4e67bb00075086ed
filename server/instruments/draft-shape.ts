import { z } from 'zod'

/**
 * The least a stored draft must have so that the editor can open it and show what is still wrong with it. Everything else
 * is judged by surveys/check.ts, which a draft need not pass before it is reviewed.
 */
const words = z.looseObject({ vi: z.string().max(20_000) })
const draftItem = z.looseObject({ id: z.string().max(64), type: z.string().max(32), text: words })
const draftBlock = z.looseObject({
  id: z.string().max(64),
  title: words,
  items: z.array(draftItem).max(500),
})

const DEEPEST = 16
const within = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth > 0 && Object.values(value).every((inside) => within(inside, depth - 1)))

export const draftShape = z
  .looseObject({
    form: z.string().max(32),
    version: z.string().max(16),
    title: words,
    languages: z.array(z.string().max(8)).max(8),
    blocks: z.array(draftBlock).max(100),
  })
  .refine((definition) => within(definition, DEEPEST), { error: 'nested too deeply' })

export type DraftDefinition = z.infer<typeof draftShape>

/** What one request may carry; the largest form that ships has 40 kB. */
export const DRAFT_BYTES = 1_000_000

import { canonicalJson } from '../../surveys/canonical-json.ts'
import { compareInstruments, type ItemChange } from '../../surveys/compare-instruments.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import type { DraftDefinition } from './draft-shape.ts'

type Part = DraftDefinition['blocks'][number]['items'][number]
export type ComparedItem = ItemChange & Readonly<{ before: Part | null; after: Part | null }>
/** Something of the form itself or of a block that reads differently: `title`, `languages`, `A.title`, `A.lead`. */
export type ComparedHead = Readonly<{ key: string; before: unknown; after: unknown }>

const HEADS = ['title', 'level', 'respondent', 'languages', 'source', 'notice'] as const

const headsOf = (form: DraftDefinition): Map<string, unknown> =>
  new Map([
    ...HEADS.map((name): [string, unknown] => [name, form[name]]),
    ...form.blocks.flatMap(({ id, title, items: _, id: __, ...rest }): [string, unknown][] => [
      [`${id}.title`, title],
      ...Object.entries(rest).map(([name, value]): [string, unknown] => [`${id}.${name}`, value]),
    ]),
  ])

/** Two versions side by side: every item that is in either, and what changed around them. */
export function compareVersions(before: DraftDefinition, after: DraftDefinition) {
  const [old, now] = [itemsOf(before), itemsOf(after)]
  // The comparison looks only at what `DraftDefinition` promises, and takes the rest as it stands.
  const changes = compareInstruments(before as unknown as Instrument, after as unknown as Instrument)
  const items = changes.map(
    (change): ComparedItem => ({
      ...change,
      before: old.get(change.id) ?? null,
      after: now.get(change.id) ?? null,
    }),
  )
  const [headsBefore, headsNow] = [headsOf(before), headsOf(after)]
  const heads = [...new Set([...headsNow.keys(), ...headsBefore.keys()])].flatMap((key): ComparedHead[] => {
    const [was, is] = [headsBefore.get(key) ?? null, headsNow.get(key) ?? null]
    return canonicalJson(was) === canonicalJson(is) ? [] : [{ key, before: was, after: is }]
  })
  return { heads, items }
}

const itemsOf = (form: DraftDefinition): Map<string, Part> =>
  new Map(form.blocks.flatMap((block) => block.items.map((item) => [item.id, item] as const)))

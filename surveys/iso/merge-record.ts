import { canonicalJson } from '../canonical-json.ts'

type Loose = Readonly<Record<string, unknown>>
type Item = Loose & Readonly<{ id: string }>

/** What two people wrote at the same time, put together; `both`: the places that both changed, where mine was kept, and theirs. */
export type Merged = Readonly<{ content: Loose; both: readonly Readonly<{ path: string; theirs: unknown }>[] }>

const same = (one: unknown, two: unknown): boolean => canonicalJson(one ?? null) === canonicalJson(two ?? null)

/** Field by field: who changed it has it; where both changed it differently, mine stays and its place is told. */
function mergeFields(base: Loose, mine: Loose, theirs: Loose, path: string): Merged {
  const both: { path: string; theirs: unknown }[] = []
  const content = Object.fromEntries(
    [...new Set([...Object.keys(theirs), ...Object.keys(mine)])].map((name) => {
      if (same(mine[name], base[name])) return [name, theirs[name]]
      if (!same(theirs[name], base[name]) && !same(mine[name], theirs[name]))
        both.push({ path: `${path}/${name}`, theirs: theirs[name] })
      return [name, mine[name]]
    }),
  )
  return { content, both }
}

/** A result and the note that explains it are one statement: where both wrote there, mine stays whole, and theirs is told whole. */
const FOUND: readonly string[] = ['answer', 'note']

function mergeItem(base: Loose, mine: Loose, theirs: Loose, path: string): Merged {
  const { content, both } = mergeFields(base, mine, theirs, path)
  const others = both.filter((one) => !FOUND.some((name) => one.path === `${path}/${name}`))
  if (others.length === both.length) return { content, both }
  const found = (of: Loose) => Object.fromEntries(FOUND.map((name) => [name, of[name]]))
  return {
    content: { ...content, ...found(mine) },
    both: [...others, { path: `${path}/found`, theirs: found(theirs) }],
  }
}

/** A record as somebody else has stored it meanwhile, with what stands unsaved in my form; questions of a checklist one by one. */
export function mergeRecord(base: Loose, mine: Loose, theirs: Loose): Merged {
  const { items: mineItems, ...myFields } = mine
  const { items: baseItems, ...baseFields } = base
  const { items: theirItems, ...theirFields } = theirs
  const plain = mergeFields(baseFields, myFields, theirFields, '')
  if (!Array.isArray(mineItems) || !Array.isArray(baseItems) || !Array.isArray(theirItems)) return plain
  const [was, own, other] = [byId(baseItems), byId(mineItems), byId(theirItems)]
  const both = [...plain.both]
  const items = [...other.keys(), ...[...own.keys()].filter((id) => !other.has(id))].flatMap((id): Loose[] => {
    const [before, me, they] = [was.get(id), own.get(id), other.get(id)]
    // One of us took the question out: gone, unless the other one wrote in it.
    if (!me) return they && !same(they, before) ? [they] : []
    if (!they) return same(me, before) ? [] : [me]
    const merged = mergeItem(before ?? {}, me, they, `/items/${id}`)
    both.push(...merged.both)
    return [merged.content]
  })
  return { content: { ...plain.content, items }, both }
}

const byId = (items: readonly Item[]): ReadonlyMap<string, Item> => new Map(items.map((item) => [item.id, item]))

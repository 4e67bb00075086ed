import { canonicalJson } from './canonical-json.ts'

/** One place where two people wrote different things over the same text. `key` names it by ids: `blocks/A/items/A1/text/vi`. */
export type Conflict = Readonly<{ key: string; base: unknown; mine: unknown; theirs: unknown }>
export type Choice = 'mine' | 'theirs'

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const same = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null)

/** What a part of a list is known by: blocks, items and rows by their id, options by their value. */
const nameOf = (part: unknown): string | undefined => {
  const name = isObject(part) ? (part.id ?? part.value) : undefined
  return typeof name === 'string' ? name : undefined
}
function named(list: unknown): Map<string, unknown> | undefined {
  if (!Array.isArray(list)) return undefined
  const all = new Map<string, unknown>()
  for (const part of list) {
    const name = nameOf(part)
    if (name === undefined || all.has(name)) return undefined
    all.set(name, part)
  }
  return all
}

/**
 * Brings together what two people made of the same form. What only one of them changed is taken from that one; where both
 * changed the same text differently, `choices` decides, and what it does not know is mine for now and told as a conflict.
 * A part that one removed and the other changed stays: nothing is lost.
 */
export function mergeForms<Form>(
  base: Form,
  mine: Form,
  theirs: Form,
  choices: ReadonlyMap<string, Choice> = new Map(),
): { merged: Form; conflicts: Conflict[] } {
  const conflicts: Conflict[] = []
  const merge = (from: unknown, a: unknown, b: unknown, key: string): unknown => {
    if (same(a, b) || same(from, b)) return a
    if (same(from, a)) return b
    // Marks of readers are the server's to give.
    if (key.endsWith('/reviewed')) return b
    // Two rules of different kinds have no parts in common: one of them stands, whole.
    const kinds = key.endsWith('/rule') && isObject(a) && isObject(b) && a.kind !== b.kind
    if (!kinds && isObject(a) && isObject(b)) {
      const start = isObject(from) ? from : {}
      const parts = [...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => [
        name,
        merge(start[name], a[name], b[name], key === '' ? name : `${key}/${name}`),
      ])
      return Object.fromEntries(parts.filter(([, value]) => value !== undefined))
    }
    const [partsA, partsB] = [named(a), named(b)]
    if (partsA && partsB) return mergeLists(named(from) ?? new Map(), partsA, partsB, key)
    conflicts.push({ key, base: from, mine: a, theirs: b })
    return choices.get(key) === 'theirs' ? b : a
  }
  const mergeLists = (
    from: ReadonlyMap<string, unknown>,
    a: ReadonlyMap<string, unknown>,
    b: ReadonlyMap<string, unknown>,
    key: string,
  ): unknown[] => {
    const common = (list: ReadonlyMap<string, unknown>) => [...list.keys()].filter((name) => from.has(name)).join('\n')
    const start = [...from.keys()].filter((name) => a.has(name)).join('\n')
    const [first, second] = common(a) === start ? [b, a] : [a, b]
    const order = [...first.keys()]
    for (const [place, name] of [...second.keys()].entries()) {
      if (order.includes(name)) continue
      const before = [...second.keys()][place - 1]
      order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name)
    }
    return order.flatMap((name) => {
      const [was, one, other] = [from.get(name), a.get(name), b.get(name)]
      if (one !== undefined && other !== undefined) return [merge(was, one, other, `${key}/${name}`)]
      const kept = one ?? other
      return was === undefined || !same(was, kept) ? [kept] : []
    })
  }
  return { merged: merge(base, mine, theirs, '') as Form, conflicts }
}

/**
 * Who has a draft open in an editor now, in memory only. A page says so each time it looks for changes; whoever has not
 * been heard of for a minute has left.
 */
const GONE_AFTER_MS = 60_000
const MOST_DRAFTS = 1_000

export type Presence = Readonly<{ others: (draft: string, account: { id: string; name: string }) => string[] }>

export function makePresence(clock: () => Date): Presence {
  const seen = new Map<string, Map<string, { name: string; at: number }>>()
  return {
    /** Notes that this person is there, and names the others. */
    others(draft, account) {
      const now = clock().getTime()
      const here = seen.get(draft) ?? new Map()
      here.set(account.id, { name: account.name, at: now })
      for (const [id, { at }] of here) if (now - at > GONE_AFTER_MS) here.delete(id)
      seen.delete(draft)
      seen.set(draft, here)
      if (seen.size > MOST_DRAFTS) seen.delete(seen.keys().next().value as string)
      return [...here].flatMap(([id, { name }]) => (id === account.id ? [] : [name]))
    },
  }
}

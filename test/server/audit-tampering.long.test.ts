import { expect, test } from 'vitest'
import { type AuditEntry, entryHash, followChain } from '../../server/audit.ts'

/** A chain of entries as the program writes them. */
function makeChain(length: number): AuditEntry[] {
  const entries: AuditEntry[] = []
  for (let place = 0; place < length; place++) {
    const entry = {
      sequence: place + 1,
      at: new Date(Date.UTC(2021, 9, 5, 2, 0, place)).toISOString(),
      actor: `account ${place % 7}`,
      action: ['round.freeze', 'slips.print', 'staff.sign_in'][place % 3] as string,
      object: `object ${place % 11}`,
      detail: `{"count":${place}}`,
      previousHash: entries[place - 1]?.hash ?? '0'.repeat(64),
    }
    entries.push({ ...entry, hash: entryHash(entry) })
  }
  return entries
}

/** The place of the first fault; of a chain that only ends too early, the place after its end. */
function faultIn(entries: readonly AuditEntry[], anchor: string): number | undefined {
  const chain = followChain()
  for (const entry of entries) if (chain.take(entry)) return chain.end().count + 1
  return chain.end().head === anchor ? undefined : chain.end().count + 1
}

test('ten thousand ways to tamper with a chain are all found, each at its place', () => {
  const whole = makeChain(40)
  const anchor = whole.at(-1)?.hash as string
  expect(faultIn(whole, anchor)).toBeUndefined()
  let state = 20211005
  const upTo = (most: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state % most
  }
  const fields = ['at', 'actor', 'action', 'object', 'detail', 'previousHash', 'hash'] as const
  const seen = new Map<string, number>()
  for (let tries = 0; tries < 10_000; tries++) {
    const place = upTo(whole.length)
    const other = (place + 1 + upTo(whole.length - 1)) % whole.length
    const kind = (['change', 'delete', 'insert', 'swap', 'truncate'] as const)[upTo(5)] as string
    const entries: AuditEntry[] = [...whole]
    let at = place + 1
    if (kind === 'change') {
      const field = fields[upTo(fields.length)] as (typeof fields)[number]
      const letter = upTo(whole[place]?.[field].length as number)
      const text = whole[place]?.[field] as string
      entries[place] = {
        ...(whole[place] as AuditEntry),
        [field]: `${text.slice(0, letter)}${text[letter] === 'x' ? 'y' : 'x'}${text.slice(letter + 1)}`,
      }
    } else if (kind === 'delete') entries.splice(place, 1)
    else if (kind === 'insert') {
      // Forged with care: numbered and linked as it should be, the others moved on by one.
      const forged = { ...(whole[place] as AuditEntry), actor: 'nobody' }
      entries.splice(place, 0, { ...forged, hash: entryHash(forged) })
      for (let next = place + 1; next < entries.length; next++)
        entries[next] = { ...(entries[next] as AuditEntry), sequence: next + 1 }
      at = place + 2
    } else if (kind === 'swap') {
      const [one, two] = [whole[place] as AuditEntry, whole[other] as AuditEntry]
      entries[place] = { ...two, sequence: one.sequence }
      entries[other] = { ...one, sequence: two.sequence }
      at = Math.min(place, other) + 1
    } else entries.splice(place)
    expect(faultIn(entries, anchor), `${kind} ${place} ${other}`).toBe(at)
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
  }
  expect(Math.min(...seen.values())).toBeGreaterThan(1500)
})

test('a chain written anew from the middle on agrees with itself, and only the printed hash tells', () => {
  const whole = makeChain(50)
  const anchor = whole.at(-1)?.hash as string
  const anew = [...whole]
  for (let place = 20; place < anew.length; place++) {
    const entry = {
      ...(anew[place] as AuditEntry),
      previousHash: anew[place - 1]?.hash as string,
      ...(place === 20 ? { actor: 'nobody' } : {}),
    }
    anew[place] = { ...entry, hash: entryHash(entry) }
  }
  const chain = followChain()
  expect(anew.map((entry) => chain.take(entry)).filter(Boolean)).toEqual([])
  expect(faultIn(anew, anchor)).toBe(51)
})

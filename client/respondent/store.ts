import type { Answers } from '../../surveys/instrument.ts'

/** A sheet as it lies on the phone. After it was sent only `slip`, `state` and `receipt` are left. */
export type Kept = Readonly<{
  /** The slip's code, or a name of its own for something that belongs to no slip. */
  slip: string
  state: 'open' | 'queued' | 'sent'
  /** UUIDv4 from the phone's random source: nothing in it comes from the slip. */
  id?: string
  form?: string
  consent?: string
  /** The screen somebody was on. */
  at?: string | undefined
  answers?: Answers
  /** Where to and what to send, fixed when it is queued: every try sends the same bytes. */
  to?: string
  body?: string
  receipt?: string
  /** Why the server did not take it, and the questions it named. */
  problem?: string
  wrong?: readonly string[]
}>

/** What becomes of a sheet; `undefined` removes it. */
export type Change = (kept: Kept | undefined) => Kept | undefined

export type Store = Readonly<{
  /** False where the browser keeps nothing: the sheet lives as long as the page. */
  lasting: () => boolean
  /** Read, change and write in one step that no other tab can get between. */
  update: (slip: string, change: Change) => Promise<Kept | undefined>
  all: () => Promise<readonly Kept[]>
}>

const NAME = 'sheets'
/**
 * Some browsers open their storage at the first try never, and do not say so. Waited for twice: a phone that slept through
 * the first time, in a pocket or during a call, has the second to answer.
 */
const PATIENCE_MS = 2_000

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('hailong', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(NAME, { keyPath: 'slip' })
  return Promise.race([
    done(request),
    new Promise<never>((_, give) => setTimeout(setTimeout, PATIENCE_MS, give, PATIENCE_MS)),
  ])
}

/** Resolves only when the bytes are on the disk, as far as the browser can tell. */
function updateIn(database: IDBDatabase, slip: string, change: Change): Promise<Kept | undefined> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(NAME, 'readwrite', { durability: 'strict' })
    const sheets = transaction.objectStore(NAME)
    const reading: IDBRequest<Kept | undefined> = sheets.get(slip)
    let after: Kept | undefined
    reading.onsuccess = () => {
      after = change(reading.result)
      if (after === reading.result) return
      if (after) sheets.put(after)
      else sheets.delete(slip)
    }
    transaction.oncomplete = () => resolve(after)
    transaction.onabort = () => reject(transaction.error)
  })
}

/**
 * The phone's storage. A connection that the system has closed (under pressure, or because the site's data were cleared) is
 * opened once more; in a browser that refuses or never answers, and from then on, the memory of this page.
 */
export async function openStore(): Promise<Store> {
  const memory = new Map<string, Kept>()
  let database: IDBDatabase | undefined
  let lasting = true
  async function within<T>(work: (open: IDBDatabase) => Promise<T>): Promise<T | undefined> {
    if (!lasting) return undefined
    try {
      if (database) return await work(database)
    } catch {}
    try {
      database = await openDatabase()
      return await work(database)
    } catch {
      lasting = false
      return undefined
    }
  }
  const remember = (slip: string, kept: Kept | undefined) => {
    if (kept) memory.set(slip, kept)
    else memory.delete(slip)
    return kept
  }
  const all = async () => {
    const found = await within((open) => done<Kept[]>(open.transaction(NAME).objectStore(NAME).getAll()))
    for (const kept of found ?? []) memory.set(kept.slip, kept)
    return found ?? [...memory.values()]
  }
  await all()
  return {
    lasting: () => lasting,
    all,
    async update(slip, change) {
      const kept = await within((open) => updateIn(open, slip, change))
      return remember(slip, lasting ? kept : change(memory.get(slip)))
    },
  }
}

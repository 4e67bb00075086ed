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

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('hailong', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(NAME, { keyPath: 'slip' })
  return done(request)
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

/** The phone's storage; in a browser that refuses it, and from the first failure on, the memory of this page. */
export async function openStore(): Promise<Store> {
  const memory = new Map<string, Kept>()
  let database: IDBDatabase | undefined
  try {
    database = await openDatabase()
    for (const kept of await done<Kept[]>(database.transaction(NAME).objectStore(NAME).getAll()))
      memory.set(kept.slip, kept)
  } catch {
    database = undefined
  }
  const remember = (slip: string, kept: Kept | undefined) => {
    if (kept) memory.set(slip, kept)
    else memory.delete(slip)
    return kept
  }
  return {
    lasting: () => database !== undefined,
    async update(slip, change) {
      if (database)
        try {
          return remember(slip, await updateIn(database, slip, change))
        } catch {
          database = undefined
        }
      return remember(slip, change(memory.get(slip)))
    },
    all: async () =>
      database ? done<Kept[]>(database.transaction(NAME).objectStore(NAME).getAll()) : [...memory.values()],
  }
}

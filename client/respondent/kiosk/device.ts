/** What a tablet knows of itself. */
export type Device = Readonly<{
  key: string
  label: string
  pinSalt: string
  pinHash: string
  sealTo: string
  forms: readonly Readonly<{ form: string; title: string }>[]
  /** The server does not know the key any more; the queue waits for a new one. */
  revoked?: boolean
}>

/** A sealed sheet that waits, and why the server will never take it, if it said so; or, as sealed, that somebody did not take part. */
export type Waiting = Readonly<{ sealed: string; problem?: string; decline?: true }>

// Taken before the page's program is kept from storing anything.
const open = indexedDB.open.bind(indexedDB)

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function within<T>(work: (store: IDBObjectStore) => IDBRequest<T>, name: 'device' | 'queue'): Promise<T> {
  const request = open('hailong-kiosk', 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('device')
    request.result.createObjectStore('queue', { autoIncrement: true })
  }
  const database = await done(request)
  try {
    const transaction = database.transaction(name, 'readwrite', { durability: 'strict' })
    const result = await done(work(transaction.objectStore(name)))
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
    return result
  } finally {
    database.close()
  }
}

export const loadDevice = (): Promise<Device | undefined> => within((store) => store.get('device'), 'device')
export const saveDevice = (device: Device) => within((store) => store.put(device, 'device'), 'device')

export const addSheet = (waiting: Waiting): Promise<IDBValidKey> => within((store) => store.add(waiting), 'queue')
export const putSheet = (place: IDBValidKey, waiting: Waiting) => within((store) => store.put(waiting, place), 'queue')
export const removeSheet = (place: IDBValidKey) => within((store) => store.delete(place), 'queue')
export const listPlaces = (): Promise<IDBValidKey[]> => within((store) => store.getAllKeys(), 'queue')
export const getSheet = (place: IDBValidKey): Promise<Waiting | undefined> =>
  within((store) => store.get(place), 'queue')
export const listSheets = (): Promise<Waiting[]> => within((store) => store.getAll(), 'queue')

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** As server/kiosk/devices.ts makes it; checked here, because there may be no network at a school's gate. */
export async function isPin({ pinSalt, pinHash }: Device, pin: string): Promise<boolean> {
  const salt = Uint8Array.from(pinSalt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 100_000 }
  return hex(new Uint8Array(await crypto.subtle.deriveBits(how, typed, 256))) === pinHash
}

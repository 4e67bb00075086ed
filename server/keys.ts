import { createHmac, hash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from './config.ts'

/** Keys live in a file beside the database and never in it: a stolen database opens no slip and forges no receipt. */
export type Keys = Readonly<{
  /** Derives a slip's code from its random id, so that a packet can be printed again. */
  slipCode: Uint8Array
  /** Under which the hash of a code is kept. */
  slipHash: Uint8Array
  receipt: Uint8Array
  /** The private key tablets seal their sheets to. */
  kiosk: Uint8Array
  /** Under which sheets of paper stand between their two entries. */
  paperEntry: Uint8Array
  /** Under which telephone numbers stand that people left to be called again. */
  recontact: Uint8Array
  /** Under which it stands who asked about their own data. */
  register: Uint8Array
  /** Says that a backup was made by a server of these data. */
  backup: Uint8Array
  /** Says which key it is and nothing else of it; stands in the database, so that another key is noticed. */
  fingerprint: string
  /** Under which the secrets of second steps and what a sign-in carries from one step to the next are sealed. */
  signIn: Uint8Array
  /** Made from a published seed for a demonstration: every round under such keys is marked as simulated. */
  demonstration: boolean
}>

const derive = (master: Uint8Array, purpose: string) =>
  new Uint8Array(hkdfSync('sha256', master, 'hailong', purpose, 32))

export function deriveKeys(master: Uint8Array, demonstration = false): Keys {
  return Object.freeze({
    slipCode: derive(master, 'slip-code'),
    slipHash: derive(master, 'slip-hash'),
    receipt: derive(master, 'receipt'),
    kiosk: derive(master, 'kiosk'),
    paperEntry: derive(master, 'paper-entry'),
    recontact: derive(master, 'recontact'),
    register: derive(master, 'register'),
    backup: derive(master, 'backup'),
    fingerprint: Buffer.from(derive(master, 'fingerprint')).toString('hex'),
    signIn: derive(master, 'sign-in'),
    demonstration,
  })
}

const keyFile = (dataDir: string) => join(dataDir, 'keys', 'master.key')
/** Stands behind the key of a demonstration, whose key anybody can make again from its seed. */
const DEMONSTRATION = ' demonstration'

async function writeKey(dataDir: string, text: string): Promise<void> {
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  await writeFile(keyFile(dataDir), text, { mode: 0o600, flag: 'wx' })
  await chmod(keyFile(dataDir), 0o600)
}

/** Of two programs that start together in one folder the second takes the key of the first. */
async function writeKeyOnce(dataDir: string, text: string): Promise<void> {
  const making = join(dataDir, 'keys', `.${randomBytes(8).toString('hex')}`)
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  await writeFile(making, text, { mode: 0o600, flag: 'wx', flush: true })
  // A link comes whole or not at all, and never over one that is there.
  await link(making, keyFile(dataDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(making)
}

/** The same seed gives the same codes on every machine; nothing but simulated data may ever stand under such a key. */
export const writeDemonstrationKey = (dataDir: string, seed: string): Promise<void> =>
  writeKey(dataDir, sha256(`hailong demonstration ${seed}`) + DEMONSTRATION)

/** A file that is not there is none; one that this user may not read is there, and another one must not be looked for. */
function orNothing(error: NodeJS.ErrnoException): null {
  if (error.code === 'EACCES')
    throw new ConfigError('DATA_DIR', 'keys/master.key may not be read by this user: look at its owner and mode')
  return null
}

/** Reads the master key; makes one only where there are no data yet, because a new key would orphan every printed slip. */
export async function readKeys(dataDir: string, mayCreate: boolean): Promise<Keys> {
  const found = await stat(keyFile(dataDir)).catch(orNothing)
  if (!found) {
    if (!mayCreate)
      throw new ConfigError(
        'DATA_DIR',
        `the key file keys/master.key is missing: bring back the copy that was kept apart from the backups`,
      )
    await writeKeyOnce(dataDir, randomBytes(32).toString('hex'))
  } else if ((found.mode & 0o077) !== 0) {
    throw new ConfigError('DATA_DIR', 'others can read keys/master.key: run chmod 600 on it')
  }
  const text = (await readFile(keyFile(dataDir), 'utf8').catch(orNothing))?.trimEnd() ?? ''
  if (!/^[0-9a-f]{64}( demonstration)?$/.test(text))
    throw new ConfigError(
      'DATA_DIR',
      'keys/master.key is damaged: bring back the copy that was kept apart from the backups',
    )
  return deriveKeys(Buffer.from(text.slice(0, 64), 'hex'), text.endsWith(DEMONSTRATION))
}

export const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex')
export const hmac = (key: Uint8Array, data: string): Buffer => createHmac('sha256', key).update(data).digest()

/** A message up to this length is written behind the padded key; a longer one goes the other way. */
const MOST_BYTES = 448
const BLOCK = 64
const HASHED = 32
const padded = new WeakMap<Uint8Array, Readonly<{ inner: Buffer; outer: Buffer }>>()

function padsOf(key: Uint8Array) {
  let pads = padded.get(key)
  if (!pads) {
    const pad = (byte: number, room: number) => {
      const block = Buffer.alloc(BLOCK + room, byte)
      for (const [place, part] of key.entries()) block[place] = part ^ byte
      return block
    }
    pads = { inner: pad(0x36, MOST_BYTES), outer: pad(0x5c, HASHED) }
    padded.set(key, pads)
  }
  return pads
}

/**
 * `hmac` as text, for plain ASCII and a key of one block at most: two hashes at once each (RFC 2104) cost less than half of what
 * making, filling and reading an object of the library does, and every sheet that comes in takes two codes.
 */
export function hmacText(key: Uint8Array, data: string, encoding: 'hex' | 'binary'): string {
  if (key.length > BLOCK || data.length > MOST_BYTES || !/^[ -~]*$/.test(data))
    return hmac(key, data).toString(encoding)
  const { inner, outer } = padsOf(key)
  inner.write(data, BLOCK, 'binary')
  outer.write(hash('sha256', inner.subarray(0, BLOCK + data.length), 'binary'), BLOCK, 'binary')
  return hash('sha256', outer, encoding)
}

import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from './config.ts'

/** Keys live in a file beside the database and never in it: a stolen database opens no slip and forges no receipt. */
export type Keys = Readonly<{
  /** Derives a slip's code from its random id, so that a packet can be printed again. */
  slipCode: Uint8Array
  /** Under which the hash of a code is kept. */
  slipHash: Uint8Array
  receipt: Uint8Array
}>

const derive = (master: Uint8Array, purpose: string) =>
  new Uint8Array(hkdfSync('sha256', master, 'hailong', purpose, 32))

export function deriveKeys(master: Uint8Array): Keys {
  return Object.freeze({
    slipCode: derive(master, 'slip-code'),
    slipHash: derive(master, 'slip-hash'),
    receipt: derive(master, 'receipt'),
  })
}

/** Reads the master key; makes one only where there are no data yet, because a new key would orphan every printed slip. */
export async function readKeys(dataDir: string, mayCreate: boolean): Promise<Keys> {
  const file = join(dataDir, 'keys', 'master.key')
  const found = await stat(file).catch(() => null)
  if (!found) {
    if (!mayCreate)
      throw new ConfigError('DATA_DIR', `the key file keys/master.key is missing: bring it back from the backup`)
    await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
    await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
    await chmod(file, 0o600)
  } else if ((found.mode & 0o077) !== 0) {
    throw new ConfigError('DATA_DIR', 'others can read keys/master.key: run chmod 600 on it')
  }
  const text = (await readFile(file, 'utf8')).trim()
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new ConfigError('DATA_DIR', 'keys/master.key is damaged: bring it back from the backup')
  return deriveKeys(Buffer.from(text, 'hex'))
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
export const hmac = (key: Uint8Array, data: string): Buffer => createHmac('sha256', key).update(data).digest()

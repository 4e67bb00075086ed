import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { RandomBytes } from './act.ts'

const NONCE = 12
const TAG = 16

/**
 * AES-256-GCM under a key that is not in the database. `place` names the row and column the text stands in, so that a sealed
 * text moved to another row opens no more.
 */
export function seal(random: RandomBytes, key: Uint8Array, place: string, text: string): string {
  const nonce = random(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url')
}

/** Throws where the text was changed, moved or sealed under another key. */
export function unseal(key: Uint8Array, place: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')
}

import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto'
import { oddPlace } from '../http/odd-json.ts'
import type { Keys } from '../keys.ts'
import { Problem } from '../problem.ts'

const CURVE = 'prime256v1'
const POINT_BYTES = 65
const IV_BYTES = 12
const TAG_BYTES = 16

const own = (keys: Keys) => {
  const ecdh = createECDH(CURVE)
  ecdh.setPrivateKey(Buffer.from(keys.kiosk))
  return ecdh
}

/** What a tablet seals its queue to: an uncompressed point of P-256, base64url. */
export const sealingKey = (keys: Keys): string => own(keys).getPublicKey().toString('base64url')

/**
 * Opens what a tablet sealed: its one-time point, the initialisation vector, the text under AES-256-GCM. The key is HKDF-SHA-256
 * of the shared secret, salted with the one-time point. Only this server can open it, not even the tablet itself.
 */
export function openSealed(keys: Keys, sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64url')
  const point = bytes.subarray(0, POINT_BYTES)
  const iv = bytes.subarray(POINT_BYTES, POINT_BYTES + IV_BYTES)
  const text = bytes.subarray(POINT_BYTES + IV_BYTES, -TAG_BYTES)
  try {
    const secret = own(keys).computeSecret(point)
    const key = new Uint8Array(hkdfSync('sha256', secret, point, 'hailong-kiosk', 32))
    const cipher = createDecipheriv('aes-256-gcm', key, iv)
    cipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    const value: unknown = JSON.parse(Buffer.concat([cipher.update(text), cipher.final()]).toString('utf8'))
    if (oddPlace(value) !== undefined) throw new RangeError('a value nobody means')
    return value
  } catch {
    throw new Problem('body_invalid', { errors: [{ pointer: '/sealed', code: 'sealed_unreadable' }] })
  }
}

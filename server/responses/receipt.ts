import { CODE_LETTERS } from '../../surveys/slip.ts'
import { hmac, type Keys } from '../keys.ts'

/** Forty bits: short enough to copy by hand, and not to be guessed for somebody else's sheet. */
const LETTERS = 8

/** `K7M2-4QXR`: says that this server holds a sheet of this id and this content; anybody can ask for it again, nobody can forge it. */
export function receiptOf(keys: Keys, id: string, contentHash: string): string {
  const mac = hmac(keys.receipt, `${id}/${contentHash}`)
  const letters = Array.from(mac.subarray(0, LETTERS), (byte) => CODE_LETTERS.charAt(byte & 31)).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

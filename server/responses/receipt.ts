import { CODE_LETTERS } from '../../surveys/slip.ts'
import { hmacText, type Keys } from '../keys.ts'

/** Forty bits: short enough to copy by hand, and not to be guessed for somebody else's sheet. */
const LETTERS = 8

/** `K7M2-4QXR`: says that this server holds a sheet of this id and this content; anybody can ask for it again, nobody can forge it. */
export function receiptOf(keys: Keys, id: string, contentHash: string): string {
  const mac = hmacText(keys.receipt, `${id}/${contentHash}`, 'binary')
  let letters = ''
  for (let place = 0; place < LETTERS; place += 1) letters += CODE_LETTERS.charAt(mac.charCodeAt(place) & 31)
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

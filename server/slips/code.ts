import { codeFromBytes } from '../../surveys/slip.ts'
import { hmac, hmacText, type Keys } from '../keys.ts'

/** The code of a slip, made again from its id whenever a packet is printed; stored nowhere. */
export const codeOf = (keys: Keys, slipId: string): string => codeFromBytes(hmac(keys.slipCode, slipId))

/** Under which a code is found: the database alone cannot turn it back. */
export const codeHash = (keys: Keys, code: string): string => hmacText(keys.slipHash, code, 'hex')

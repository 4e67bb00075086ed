import type { Issue } from './issue.ts'

/**
 * The code on a printed slip: 16 letters, of which 15 carry 75 random bits and the last is the check letter.
 * Sixteen letters in all is what people are asked to type; 2^75 codes against a million live slips still leave
 * 4 * 10^16 tries to one hit, and the server slows down long before.
 *
 * The letters are Crockford's base 32: no I, L, O or U. What people type instead of a digit (O, I, L) and U for V is read as meant.
 */
export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const CODE_LENGTH = 16
/** How many bytes `codeFromBytes` needs; further bytes are not used. */
export const CODE_BYTES = 10

const MEANT: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' }
/** Spaces, every kind of dash, and the invisible marks that chat programs put into copied text. */
const SEPARATORS = /[\s\p{Pd}\u2212\u00ad\u200b-\u200f\u2060\ufeff._]/gu
/** Nobody types more than this for sixteen letters; a longer text is not looked at. */
const TYPED_LIMIT = 256

/** Twice a number in the field of 32 elements (x^5 + x^2 + 1). */
const twice = (value: number): number => (value & 16 ? (value << 1) ^ 37 : value << 1)

/**
 * The letter that closes 15 letters: sum of 2^(15-i) * letter_i in the field of 32 elements. All weights differ and none
 * is zero, so one wrong letter and two exchanged letters (adjacent or not) always change it.
 */
export function checkLetter(payload: string): string {
  let sum = 0
  for (const letter of payload) sum = twice(sum ^ CODE_LETTERS.indexOf(letter))
  return CODE_LETTERS.charAt(sum)
}

/** The code that belongs to random bytes (the server derives them from the slip's id under its key). */
export function codeFromBytes(bytes: Uint8Array): string {
  if (bytes.length < CODE_BYTES) throw new RangeError(`a code needs ${CODE_BYTES} bytes`)
  let payload = ''
  let held = 0
  let bits = 0
  for (const byte of bytes.subarray(0, CODE_BYTES)) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5 && payload.length < CODE_LENGTH - 1) {
      bits -= 5
      payload += CODE_LETTERS.charAt((held >> bits) & 31)
    }
    held &= (1 << bits) - 1
  }
  return payload + checkLetter(payload)
}

/** `K7M2-4QXR-9B3T-WY5C`, as it is printed. */
export const formatCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? ''

/** The letters of `CODE_LETTERS` that somebody means with what was typed; what cannot be one of them stays. */
export const meantLetters = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(SEPARATORS, '')
    .toUpperCase()
    .replace(/[OILU]/g, (letter) => MEANT[letter] ?? letter)

/**
 * The code somebody typed, scanned or pasted, in its one stored form. Case, dashes and spaces do not matter,
 * and of a whole address (`https://…/p/ph-th#CODE`) the part behind `#` counts.
 */
export function readCode(typed: string): { code: string } | { issue: Issue } {
  const wrong = (code: string, detail?: Issue['detail']) => ({
    issue: detail ? { path: '/slip', code, detail } : { path: '/slip', code },
  })
  if (typed.length > TYPED_LIMIT) return wrong('code_length', { length: typed.length, expected: CODE_LENGTH })
  const letters = meantLetters(typed.slice(typed.lastIndexOf('#') + 1))
  if (letters === '') return wrong('code_empty')
  const position = [...letters].findIndex((letter) => !CODE_LETTERS.includes(letter))
  if (position >= 0) {
    const letter = [...letters][position] ?? ''
    // A Vietnamese keyboard turns DD into Đ and AS into Á while somebody types a code: that deserves its own advice.
    const accented = letter === 'Đ' || /\p{M}/u.test(letter.normalize('NFD'))
    return wrong(accented ? 'code_accent' : 'code_letter', { position: position + 1 })
  }
  if (letters.length !== CODE_LENGTH) return wrong('code_length', { length: letters.length, expected: CODE_LENGTH })
  if (checkLetter(letters.slice(0, -1)) !== letters.slice(-1)) return wrong('code_check')
  return { code: letters }
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hmac, hmacText } from '../../server/keys.ts'

test('a code made of two hashes is that of RFC 4231', () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
  // Test cases 1 and 2 of the RFC.
  expect(hmacText(bytes('\x0b'.repeat(20)), 'Hi There', 'hex')).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  )
  expect(hmacText(bytes('Jefe'), 'what do ya want for nothing?', 'hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
})

test('it is the code of the library for every key and every text, long or not of plain letters', () => {
  const text = fc.oneof(fc.string({ maxLength: 500 }), fc.string({ unit: 'grapheme' }), fc.constant('x'.repeat(449)))
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 70 }), { minLength: 1, maxLength: 2 }),
      text,
      text,
      (keys, a, b) => {
        // One after the other: nothing of a longer text or another key stays behind.
        for (const key of keys)
          for (const data of [a, b, a.slice(0, 3)]) {
            expect(hmacText(key, data, 'hex')).toBe(hmac(key, data).toString('hex'))
            expect(Buffer.from(hmacText(key, data, 'binary'), 'binary')).toEqual(hmac(key, data))
          }
      },
    ),
    { numRuns: 100 },
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPrintedCode } from '../../surveys/printed-code.ts'
import {
  CODE_BYTES,
  CODE_LENGTH,
  CODE_LETTERS,
  checkLetter,
  codeFromBytes,
  formatCode,
  readCode,
} from '../../surveys/slip.ts'

const bytes = fc.uint8Array({ minLength: CODE_BYTES, maxLength: 32 })
const code = bytes.map(codeFromBytes)
const refusal = (typed: string) => {
  const read = readCode(typed)
  return 'issue' in read ? read.issue.code : undefined
}

describe('a slip code', () => {
  test('has 16 letters, none of them easily taken for another', () => {
    expect(CODE_LETTERS).toMatch(/^[^ILOU]{32}$/)
    expect(new Set(CODE_LETTERS).size).toBe(32)
    fc.assert(
      fc.property(code, (made) => made.length === CODE_LENGTH && [...made].every((l) => CODE_LETTERS.includes(l))),
    )
  })

  test('uses each of its 75 bits: another bit, another code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), fc.nat(74), (from, bit) => {
        const other = from.slice()
        other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (128 >> (bit & 7))
        return codeFromBytes(from) !== codeFromBytes(other)
      }),
    )
    expect(() => codeFromBytes(new Uint8Array(9))).toThrow(RangeError)
  })

  test('is read back from print, from small letters, from an address and with look-alikes', () => {
    fc.assert(
      fc.property(code, (made) => {
        const typed = formatCode(made)
        expect(typed).toMatch(/^(\w{4}-){3}\w{4}$/)
        for (const form of [
          made,
          typed,
          ` ${typed.toLowerCase()} `,
          typed.replaceAll('-', ' – '),
          `https://khaosat.example/p/ph-th#${typed}`,
          made.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('V', 'u'),
          made.replaceAll('1', 'I'),
        ])
          expect(readCode(form)).toEqual({ code: made })
      }),
    )
  })

  test('finds every single wrong letter, at every place', () => {
    fc.assert(
      fc.property(code, (made) => {
        for (let place = 0; place < CODE_LENGTH; place++)
          for (const letter of CODE_LETTERS)
            if (letter !== made[place])
              expect(refusal(made.slice(0, place) + letter + made.slice(place + 1))).toBe('code_check')
      }),
      { numRuns: 20 },
    )
  })

  test('finds every exchange of two letters, neighbours or not', () => {
    fc.assert(
      fc.property(code, fc.nat(14), fc.nat(14), (made, a, b) => {
        const letters = [...made]
        const first = Math.min(a, b)
        const second = Math.max(a, b) + 1
        if (letters[first] === letters[second]) return
        ;[letters[first], letters[second]] = [letters[second] ?? '', letters[first] ?? '']
        expect(refusal(letters.join(''))).toBe('code_check')
      }),
      { numRuns: 2000 },
    )
  })

  test('a check letter that ignored the order would miss an exchange', () => {
    const plainSum = (text: string) => [...text].reduce((sum, letter) => sum ^ CODE_LETTERS.indexOf(letter), 0)
    expect(plainSum('AB')).toBe(plainSum('BA'))
    expect(checkLetter('AB0000000000000')).not.toBe(checkLetter('BA0000000000000'))
  })

  test('says what is wrong with what was typed', () => {
    expect(refusal('')).toBe('code_empty')
    expect(refusal(' - ')).toBe('code_empty')
    expect(refusal('K7M2')).toBe('code_length')
    expect(refusal('K'.repeat(100_000))).toBe('code_length')
    expect(refusal('K7M2-4QXR-9B3T-WY5*')).toBe('code_letter')
    expect(refusal('K7M2-4QXR-9B3T-Đ5C')).toBe('code_accent')
    expect(refusal('K7M2-4QXR-9B3T-Á5C')).toBe('code_accent')
  })

  test('reading never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => void readCode(typed)))
  })
})

test('a code as it is printed is read like any other, with a letter changed, a dash lost or in small letters too', () => {
  const near = fc
    .tuple(code, fc.boolean(), fc.nat(18), fc.constantFrom('', '-', 'O', 'Đ', '7', 'K', ' '))
    .map(([made, dashed, at, put]) => {
      const printed = dashed ? formatCode(made) : made
      return { printed, changed: printed.slice(0, at) + put + printed.slice(at + 1) }
    })
  fc.assert(
    fc.property(near, ({ printed, changed }) => {
      for (const typed of [printed, changed, printed.toLowerCase(), `${printed}\n`, `https://x/p/ph-th#${printed}`])
        expect(readPrintedCode(typed)).toEqual(readCode(typed))
      expect(readPrintedCode(printed)).toHaveProperty('code')
    }),
  )
})

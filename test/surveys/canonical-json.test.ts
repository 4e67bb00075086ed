import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../surveys/canonical-json.ts'

/** RFC 8785 written as it reads: every object's entries as an array, sorted, each name and value by JSON itself. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((entry) => plain(entry ?? null)).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${plain(entry)}`).join()}}`
}

test('the text that is hashed is the plain one, whatever the names and values', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(value)).toBe(plain(value))
    }),
    { numRuns: 200 },
  )
})

test('names sort by code units, numbers among them, and -0 is 0', () => {
  expect(canonicalJson({ b: -0, '10': 1e21, '9': 1e-7, a: undefined, 'đ"': 'Đ\n', A: null })).toBe(
    '{"10":1e+21,"9":1e-7,"A":null,"b":0,"đ\\"":"Đ\\n"}',
  )
})

test('a number that JSON cannot hold is refused', () => {
  expect(() => canonicalJson({ a: [Number.NaN] })).toThrow(RangeError)
  expect(() => canonicalJson(Number.POSITIVE_INFINITY)).toThrow(RangeError)
})

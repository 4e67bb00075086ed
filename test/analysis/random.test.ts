import { expect, test } from 'vitest'
import { murmur3, randomFrom, utf8, xoshiro128 } from '../../analysis/numeric/random.ts'

test('the generator gives the outputs its authors publish', () => {
  // xoshiro128starstar.c 1.1 from state 1 2 3 4, as in the tests of the Rust crate rand_xoshiro.
  const expected = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804]
  const next = xoshiro128([1, 2, 3, 4])
  expect(expected.map(() => next())).toEqual(expected)
})

test('seed words equal those of R digest 0.6.31, algo murmur32', () => {
  // sapply(0:3, function(i) digest(enc2utf8(key), algo = "murmur32", serialize = FALSE, seed = i))
  const published: Record<string, string> = {
    '': '00000000 514e28b7 30f4c306 85f0b427',
    a: '3c2569b2 588adce8 cfb8023e 6f49d11a',
    hailong: '2589d87f 9a8ab2d2 7919bc20 82c549c4',
    'khảo sát 2026': 'e62d1ad0 83d8d92a cef203b8 74ec07ce',
    'round|7:stratum': 'f14bf278 9ce2c745 1a45c051 6e1456a4',
  }
  for (const [key, words] of Object.entries(published)) {
    const ours = [0, 1, 2, 3].map((seed) => murmur3(utf8(key), seed).toString(16).padStart(8, '0'))
    expect(ours.join(' ')).toBe(words)
  }
})

test('text becomes the same bytes as TextEncoder makes', () => {
  for (const text of ['', 'Sóc Trăng', 'ភាសាខ្មែរ', '😀 a', '\ud800x'])
    expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)])
})

test('a fork is the same whatever was drawn before it, and labels do not run together', () => {
  const fresh = randomFrom('s').fork('Mỹ Tú').next()
  const used = randomFrom('s')
  for (let i = 0; i < 10; i++) used.next()
  expect(used.fork('Mỹ Tú').next()).toBe(fresh)
  const keys = [
    randomFrom('s').fork('a').fork('b').key,
    randomFrom('s').fork('a|1:b').key,
    randomFrom('s|1:a').fork('b').key,
  ]
  expect(new Set(keys).size).toBe(3)
})

test('numbers below a count are even, and no count outside 1 .. 2^32 is taken', () => {
  const random = randomFrom('even')
  const seen = new Array<number>(7).fill(0)
  for (let i = 0; i < 70_000; i++) seen[random.below(7)]++
  const chiSquare = seen.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
  expect(chiSquare).toBeLessThan(27.86) // 0.9999 quantile of chi-square with 6 df
  for (const count of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN])
    expect(() => random.below(count)).toThrow(expect.objectContaining({ code: 'count_out_of_range' }))
})

test('a shuffle gives each order the same chance and loses nothing', () => {
  const random = randomFrom('orders')
  const seen = new Map<string, number>()
  for (let i = 0; i < 24_000; i++) {
    const order = random.shuffle(['a', 'b', 'c', 'd']).join('')
    seen.set(order, (seen.get(order) ?? 0) + 1)
  }
  expect(seen.size).toBe(24)
  const chiSquare = [...seen.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
  expect(chiSquare).toBeLessThan(57.1) // 0.9999 quantile of chi-square with 23 df
})

test('uniform numbers lie in [0, 1) and use more than 32 bits', () => {
  const random = randomFrom('uniform')
  const values = Array.from({ length: 1000 }, () => random.uniform())
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true)
  expect(values.some((value) => (value * 2 ** 32) % 1 !== 0)).toBe(true)
})

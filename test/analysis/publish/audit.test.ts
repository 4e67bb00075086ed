import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { audit } from '../../../analysis/publish/audit.ts'

type Case = Readonly<{
  shown: Record<string, number>
  sums: { total: string; parts: string[] }[]
  hidden: string[]
  /** Least and largest whole count; null where nothing bounds it. */
  ranges: (readonly [number, number | null])[]
  shares: (readonly [number, number | null])[]
}>
const cases = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../golden/disclosure/cases.json'), 'utf8'),
) as Case[]

test.each([
  ['whole', 'ranges'],
  ['shares', 'shares'],
] as const)('what a reader can work out is what an outside solver finds (%s)', (kind, wanted) => {
  for (const [place, { shown, sums, hidden, ...found }] of cases.entries()) {
    const { cells } = audit({ shown: new Map(Object.entries(shown)), sums }, hidden, {
      range: 5,
      whole: kind === 'whole',
    })
    cells.forEach(({ id, least, most, safe }, at) => {
      const [low, high] = found[wanted][at]
      const where = `case ${place} ${id}`
      expect(least, where).toBeCloseTo(low, 5)
      if (high === null || most === null) expect(most, where).toBe(high)
      else expect(most, where).toBeCloseTo(high, 5)
      expect(safe, where).toBe(high === null || high - low >= 5)
    })
  }
})

const pair = { total: '', parts: ['area=a', 'area=b'] }

// Case I02: the reader who computes.
test('a cell that is printed after all, or follows from one sum, is not safe', () => {
  const shown = new Map([
    ['', 34],
    ['area=b', 30],
  ])
  expect(audit({ shown, sums: [pair] }, ['area=a'], { range: 5, whole: true })).toEqual({
    safe: false,
    cells: [{ id: 'area=a', least: 4, most: 4, safe: false }],
  })
  expect(audit({ shown, sums: [pair] }, ['area=b'], { range: 5, whole: true }).safe).toBe(false)
})

test('what a reader knows of the slips handed out narrows the range', () => {
  const shown = new Map([['', 34]])
  const rules = { range: 5, whole: true }
  expect(audit({ shown, sums: [pair] }, ['area=a'], rules).safe).toBe(true)
  const most = new Map([
    ['area=a', 6],
    ['area=b', 30],
  ])
  expect(audit({ shown, sums: [pair], most }, ['area=a'], rules).cells).toEqual([
    { id: 'area=a', least: 4, most: 6, safe: false },
  ])
})

test('counts that fit nothing are refused', () => {
  const shown = new Map([
    ['', 3],
    ['area=a', 4],
  ])
  expect(() => audit({ shown, sums: [pair] }, ['area=b'], { range: 5, whole: true })).toThrow(/tables_contradict/)
})

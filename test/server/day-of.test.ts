import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../../server/act.ts'

test('the day in Vietnam begins seven hours before that of UTC, on any day, in any order of asking', () => {
  const plain = (now: Date) => new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  expect(dayOf(new Date('2021-10-05T16:59:59.999Z'))).toBe('2021-10-05')
  expect(dayOf(new Date('2021-10-05T17:00:00.000Z'))).toBe('2021-10-06')
  expect(dayOf(new Date('1969-12-31T16:59:59.999Z'))).toBe('1969-12-31')
  const moments = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moments, (now) => void expect(dayOf(now)).toBe(plain(now))),
    { numRuns: 300 },
  )
})

test('what is no moment is no day', () => {
  expect(() => dayOf(new Date(Number.NaN))).toThrow(RangeError)
})

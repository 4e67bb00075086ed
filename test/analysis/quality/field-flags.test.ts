import { expect, test } from 'vitest'
import { fieldFlags } from '../../../analysis/quality/field-flags.ts'
import { madeRound } from './made-round.ts'

test('schools where a teacher filled the sheets in are flagged, each by what was done there, and only they', () => {
  const cheats = {
    S3: 'straight',
    S11: 'copied',
    S19: 'one_day',
    S27: 'uniform',
    S35: 'told',
    S39: 'turned_away',
  } as const
  const { sheets, schools } = madeRound('teachers', cheats)
  const { flags, tested } = fieldFlags(sheets, schools)
  const flagged = flags.map(({ kind, school }) => `${kind} ${school}`)
  for (const one of [
    'straight_lining S3',
    'identical_sheets S11',
    'burst S19',
    'uniformity S27',
    'suggested S35',
    'refused S39',
  ])
    expect(flagged).toContain(one)
  const accused = new Set(flags.map(({ school }) => school))
  expect([...accused].filter((school) => !(school in cheats))).toEqual([])
  expect(tested.straight_lining).toBeGreaterThan(35)
  for (const flag of flags) expect(flag.observed).not.toBe(flag.expected)
})

test('a school with nine sheets is not accused, whatever is on them', () => {
  const { sheets, schools } = madeRound('small', { S3: 'straight' })
  const kept = new Map<string, number>()
  const rows = sheets.school.flatMap((code, row) => {
    const count = (kept.get(code) ?? 0) + 1
    kept.set(code, count)
    return code === 'S3' && count > 9 ? [] : [row]
  })
  const pick = (values: ArrayLike<number>) => rows.map((row) => values[row])
  const small = {
    school: rows.map((row) => sheets.school[row]),
    day: pick(sheets.day),
    items: sheets.items.map(pick),
    suggested: pick(sheets.suggested),
    khmer: pick(sheets.khmer),
  }
  const nine = schools.map((one) => (one.school === 'S3' ? { ...one, issued: 9, used: 9 } : one))
  expect(fieldFlags(small, nine).flags.filter(({ school }) => school === 'S3')).toEqual([])
  expect(fieldFlags(sheets, schools).flags.some(({ school }) => school === 'S3')).toBe(true)
})

test('a round without sheets has no flags and no error', () => {
  const none = { school: [], day: [], items: [], suggested: [], khmer: [] }
  const { schools } = madeRound('none')
  expect(
    fieldFlags(
      none,
      schools.map((one) => ({ ...one, used: 0 })),
    ).tested.straight_lining,
  ).toBe(0)
  expect(fieldFlags(none, []).flags).toEqual([])
})

import { expect, test } from 'vitest'
import type { FrameRow } from '../../surveys/frame.ts'
import { compareFrames, frameNotices } from '../../surveys/frame-change.ts'

const school = (code: string, more: Partial<FrameRow> = {}): FrameRow => ({
  code,
  name: `Trường ${code}`,
  level: 'th',
  area: 'Kế Sách',
  commune: null,
  classes: 10,
  pupils: 300,
  grades: {},
  khmerShare: 0.1,
  ...more,
})

test('two school lists differ in schools that came, went and changed, whatever their order', () => {
  const before = [school('A'), school('B'), school('C')]
  const after = [school('D'), school('c', { pupils: 330, name: 'Trường C mới' }), school('A')]
  const { added, removed, changed, same } = compareFrames(before, after)
  expect(added.map(({ code }) => code)).toEqual(['D'])
  expect(removed.map(({ code }) => code)).toEqual(['B'])
  expect(changed).toEqual([
    {
      code: 'c',
      name: 'Trường C mới',
      fields: [
        { field: 'name', before: 'Trường C', after: 'Trường C mới' },
        { field: 'pupils', before: 300, after: 330 },
      ],
    },
  ])
  expect(same).toBe(1)
  expect(compareFrames(before, before.toReversed())).toMatchObject({ added: [], removed: [], changed: [], same: 3 })
})

test('a total that moved more than schools do in a year is marked, a small one is not', () => {
  const totals = (before: FrameRow[], after: FrameRow[]) =>
    compareFrames(before, after).totals.map(({ level, area, pupils, large }) => [level, area, pupils, large])
  const big = Array.from({ length: 10 }, (_, at) => school(`A${at}`))
  expect(totals(big, [...big.slice(1), school('A0', { pupils: 500 })])).toEqual([
    ['th', 'Kế Sách', [3000, 3200], false],
  ])
  expect(totals(big, [...big.slice(1), school('A0', { pupils: 3000 })])).toEqual([
    ['th', 'Kế Sách', [3000, 5700], true],
  ])
  expect(totals([school('A', { pupils: 100 })], [school('A', { pupils: 150 })])).toEqual([
    ['th', 'Kế Sách', [100, 150], false],
  ])
  expect(totals([school('A')], [school('A', { area: 'Mỹ Tú' })])).toEqual([
    ['th', 'Kế Sách', [300, 0], true],
    ['th', 'Mỹ Tú', [0, 300], true],
  ])
})

test('a name twice in one place, nobody in a school and 90 pupils in a class are pointed out', () => {
  const rows = [
    school('A', { name: 'Trường Tiểu học Mây' }),
    school('B', { name: 'TRƯỜNG TIỂU HỌC  MÂY' }),
    school('C', { name: 'Trường Tiểu học Mây', area: 'Mỹ Tú' }),
    school('D', { classes: 0, pupils: 0 }),
    school('E', { classes: 10, pupils: 900 }),
  ]
  expect(frameNotices(rows).map(({ code, detail }) => `${detail?.unit} ${code}`)).toEqual([
    'B school_twice',
    'D school_empty',
    'E class_too_full',
  ])
  expect(frameNotices([school('A'), school('B', { pupils: 700 })])).toEqual([])
})

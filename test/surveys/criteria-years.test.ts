import { expect, test } from 'vitest'
import { compareCriteria } from '../../surveys/criteria/compare-criteria.ts'
import { type Component, type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import { forYear } from '../../surveys/criteria/for-year.ts'
import { namingOtherYears } from '../../surveys/criteria/other-years.ts'
import { units2021 } from '../../surveys/criteria/units-2021.ts'

const next = (change: (card: CriteriaSet, of: (id: string) => Component) => void): CriteriaSet => {
  const card: CriteriaSet = { ...structuredClone(department2021), year: 2022 }
  change(card, (id) => {
    const found = componentsOf(card).find((one) => one.id === id)
    if (!found) throw new Error(id)
    return found
  })
  return card
}
const bridgeTo = (card: CriteriaSet, id: string) =>
  compareCriteria(department2021, card).bridges.find(
    ({ after, before }) => after === id || (after === null && before[0] === id),
  )
const criterionOf = (card: CriteriaSet, id: string) =>
  card.areas.flatMap(({ criteria }) => criteria).find((one) => one.id === id)

test('the same card a year later is the same, line by line', () => {
  const { bridges, carried, inherited, issues } = compareCriteria(
    department2021,
    next(() => {}),
  )
  expect([new Set(bridges.map(({ kind }) => kind)), carried, inherited, issues]).toEqual([
    new Set(['same']),
    100,
    100,
    [],
  ])
})

test('a line that keeps its id is the same line: renamed, moved, other points, another rule', () => {
  const card = next((made, of) => {
    Object.assign(of('N43.1'), { name: 'Tỷ lệ TTHC cung cấp dịch vụ công trực tuyến toàn trình có phát sinh hồ sơ' })
    Object.assign(of('N19.1'), { points: 1.5 })
    Object.assign(of('N46.1').rule, { target: 60 })
    const [first] = criterionOf(made, 'N08')?.components ?? []
    if (first) {
      made.areas[0]?.criteria.splice(7, 1)
      criterionOf(made, 'N50')?.components.push(first)
    }
  })
  expect(bridgeTo(card, 'N43.1')).toMatchObject({ kind: 'changed', fields: ['name'] })
  expect(bridgeTo(card, 'N19.1')).toMatchObject({
    kind: 'changed',
    fields: ['points'],
    pointsBefore: 1,
    pointsAfter: 1.5,
  })
  expect(bridgeTo(card, 'N46.1')).toMatchObject({ kind: 'changed', fields: ['rule'] })
  expect(bridgeTo(card, 'N08.1')).toMatchObject({ kind: 'changed', fields: ['area', 'criterion'] })
})

test('a due day that moved is said as that, and not as another rule', () => {
  const moved = next((_, of) => Object.assign(of('N02.1').rule, { due: '2022-02-28' }))
  expect(bridgeTo(moved, 'N02.1')).toMatchObject({ kind: 'changed', fields: ['due'] })
  const worth = next((_, of) =>
    Object.assign(of('N02.1').rule, { due: '2022-02-28', late: { until: '2022-03-31', percent: 50 } }),
  )
  expect(bridgeTo(worth, 'N02.1')).toMatchObject({ kind: 'changed', fields: ['rule'] })
})

test('another id is another line, unless the card says what it was', () => {
  const rename = (was: string[]) => next((_, of) => Object.assign(of('N43.1'), { id: 'N43.9', was }))
  expect([bridgeTo(rename([]), 'N43.9')?.kind, bridgeTo(rename([]), 'N43.1')?.kind]).toEqual(['new', 'gone'])
  expect(compareCriteria(department2021, rename([]))).toMatchObject({ carried: 98, inherited: 98 })
  expect(bridgeTo(rename(['N43.1']), 'N43.9')).toMatchObject({ kind: 'changed', before: ['N43.1'], fields: [] })
  expect(compareCriteria(department2021, rename(['N43.1']))).toMatchObject({ carried: 100, inherited: 100, issues: [] })
})

test('lines that were joined and lines that were taken apart are bridged with their points', () => {
  const joined = next((made, of) => {
    Object.assign(of('N47.1'), { id: 'N47.5', was: ['N47.1', 'N48.1'], points: 4 })
    const area = made.areas[6]
    if (area) area.criteria = area.criteria.filter(({ id }) => id !== 'N48')
  })
  expect(bridgeTo(joined, 'N47.5')).toMatchObject({
    kind: 'merged',
    before: ['N47.1', 'N48.1'],
    pointsBefore: 4,
    pointsAfter: 4,
  })
  const apart = next((made, of) => {
    const half = { ...of('N41.1'), id: 'N41.2', was: ['N41.1'], points: 1 }
    Object.assign(of('N41.1'), { points: 1, was: ['N41.1'] })
    criterionOf(made, 'N41')?.components.push(half)
  })
  expect([bridgeTo(apart, 'N41.1')?.kind, bridgeTo(apart, 'N41.2')?.kind]).toEqual(['split', 'split'])
  expect(compareCriteria(department2021, apart).issues).toEqual([])
})

test('an origin that never was, and one that goes on by itself, are told', () => {
  const card = next((_, of) => {
    Object.assign(of('N01.1'), { was: ['N77.1'] })
    Object.assign(of('N05.1'), { was: ['N08.1'] })
  })
  expect(compareCriteria(department2021, card).issues.map(({ code }) => code)).toEqual([
    'origin_unknown',
    'origin_goes_on',
  ])
})

test('a card taken over for another year names the lines whose words still speak of the old one', () => {
  const card = forYear(units2021, 2026)
  expect(card.title).toMatch(/năm 2026$/)
  // D01 in its name, the others in the papers they ask for; Thông tư 145/2017/TT-BTC of D20 is no year of the card.
  expect(namingOtherYears(card)).toEqual(['D01.1', 'D17.1', 'D18.1', 'D22.1', 'D23.1'])
  expect(namingOtherYears(units2021)).toEqual([])
})

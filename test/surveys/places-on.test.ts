import { describe, expect, test } from 'vitest'
import { checkFacts } from '../../surveys/units/check-facts.ts'
import { graphOf, mergeFacts, type UnitFact } from '../../surveys/units/facts.ts'
import { areaKey, placesOn } from '../../surveys/units/places-on.ts'
import { SOC_TRANG } from '../../surveys/units/soc-trang.ts'

const unit = (code: string, kind: string, more: Partial<UnitFact> = {}): UnitFact => ({
  ...{ code, kind, level: null, name: `Đơn vị ${code}`, validFrom: '2025-07-01', validTo: null },
  ...{ administrative: null, professional: null, area: null, replaces: [], reason: null, decisionNumber: null },
  ...more,
})
const REASON = { reason: 'Sắp xếp đơn vị hành chính', decisionNumber: '00/NQ (mô phỏng)' }
const school = (code: string, district: string, commune: string | null): UnitFact[] => [
  unit(code, 'school', { validFrom: '2016-01-01', administrative: district }),
  ...(commune ? [unit(code, 'school', { administrative: commune })] : []),
]
/** Invented: two communes share Kế Sách's ground, one ward is made of Cù Lao Dung and Long Phú, one of Mỹ Tú alone. */
const FACTS = mergeFacts(SOC_TRANG, [
  unit('X-1', 'commune', { name: 'Xã Một', administrative: 'T-CT', replaces: ['H-KS'], ...REASON }),
  unit('X-2', 'commune', { name: 'Xã Hai', administrative: 'T-CT', replaces: ['H-KS'], ...REASON }),
  unit('X-3', 'ward', { name: 'Phường Ba', administrative: 'T-CT', replaces: ['H-CL', 'H-LP'], ...REASON }),
  unit('X-4', 'ward', { name: 'Phường Bốn', area: 'T-CT', replaces: ['H-MT'], ...REASON }),
  ...school('TH-1', 'H-KS', 'X-2'),
  ...school('TH-2', 'H-MT', 'X-3'),
  // Run by the Department, so nobody knows on which ground of the city it stands.
  ...school('PT-1', 'H-MT', 'S-CT'),
])
const graph = graphOf(FACTS, (code) => code)
const on = (day: string, ...places: [school: string, area: string][]) =>
  placesOn(
    graph,
    places.map(([school, area]) => ({ school, area })),
    '2021-10-04',
    day,
  )
const LATER = '2026-01-01'

describe('a round of 2021 in the units of 2026', () => {
  test('rests on a list of units without faults', () => {
    expect(checkFacts(FACTS)).toEqual([])
  })

  test('on its own day every school stands in the district of its list, however the list writes it', () => {
    const lists = ['Huyện Kế Sách', 'Kế Sách', 'TP Sóc Trăng', 'TX. Ngã Năm', 'Sóc Trăng']
    const placed = on('2021-10-04', ['TH-1', 'Huyện Kế Sách'], ...lists.map((name): [string, string] => ['S', name]))
    expect(placed.map(({ unit: found }) => found?.code)).toEqual(['H-KS', 'H-KS', 'H-KS', 'H-ST', 'H-NN', 'H-ST'])
    expect(placed.some(({ moved }) => moved)).toBe(false)
  })

  test('two districts that became one ward are one; a district that went on alone has its new name', () => {
    const placed = on(LATER, ['a', 'Huyện Cù Lao Dung'], ['b', 'Huyện Long Phú'], ['c', 'Huyện Mỹ Tú'])
    expect(placed.map(({ unit: found, by }) => [found?.code, by])).toEqual([
      ['X-3', 'area'],
      ['X-3', 'area'],
      ['X-4', 'area'],
    ])
  })

  test('of a divided district a school that is known is followed, the others keep its name and say what it became', () => {
    const [known, other] = on(LATER, ['TH-1', 'Huyện Kế Sách'], ['lạ', 'Huyện Kế Sách'])
    expect(known).toMatchObject({ unit: { code: 'X-2' }, by: 'school', because: null, moved: false })
    expect(other).toMatchObject({ unit: null, because: 'several', into: ['Xã Hai', 'Xã Một'] })
  })

  test('a school that moved to other ground goes with it and is marked', () => {
    expect(on(LATER, ['TH-2', 'Huyện Mỹ Tú'])[0]).toMatchObject({ unit: { code: 'X-3' }, by: 'school', moved: true })
  })

  test('a school under the Department follows the ground of its list', () => {
    expect(on(LATER, ['PT-1', 'Huyện Mỹ Tú'])[0]).toMatchObject({ unit: { code: 'X-4' }, by: 'area', moved: false })
  })

  test('an area without a successor and one that nobody entered are left under their own names', () => {
    const placed = on(LATER, ['a', 'Huyện Trần Đề'], ['b', 'Huyện Không Có'])
    expect(placed.map(({ unit: found, because }) => [found, because])).toEqual([
      [null, 'ended'],
      [null, 'unknown'],
    ])
  })
})

test('kinds of areas are part of a name: a district and a town of one place are two', () => {
  expect(areaKey('TX  Ngã Năm ')).toBe(areaKey('Thị xã Ngã Năm'))
  expect(areaKey('H. Mỹ Tú')).toBe(areaKey('huyện mỹ tú'))
  expect(areaKey('Thị xã Mỹ Tú')).not.toBe(areaKey('Huyện Mỹ Tú'))
  expect(areaKey('Kế Sách')).toBe('kế sách')
})

import { describe, expect, test } from 'vitest'
import { checkFacts, noticesOfFacts } from '../../surveys/units/check-facts.ts'
import { dayAfter, dayBefore, factsOfGraph, graphOf, mergeFacts, type UnitFact } from '../../surveys/units/facts.ts'
import { followUnit } from '../../surveys/units/follow.ts'
import { ancestorsOn, descendantsOn, unitsOn } from '../../surveys/units/graph.ts'
import { SOC_TRANG } from '../../surveys/units/soc-trang.ts'
import { readDay, readUnits } from '../../surveys/units/table.ts'

const unit = (code: string, kind: string, more: Partial<UnitFact> = {}): UnitFact => ({
  code,
  kind,
  level: null,
  name: `Đơn vị ${code}`,
  validFrom: '2025-07-01',
  validTo: null,
  administrative: null,
  professional: null,
  area: null,
  replaces: [],
  reason: null,
  decisionNumber: null,
  ...more,
})
const codes = (facts: readonly UnitFact[]) => checkFacts(facts).map(({ code }) => code)
const same = (code: string) => code

/** Invented communes: two share Kế Sách's ground, one is made of Cù Lao Dung and Long Phú; a primary school keeps its code. */
const REASON = { reason: 'Sắp xếp đơn vị hành chính', decisionNumber: '00/NQ (mô phỏng)' }
const LATER: readonly UnitFact[] = [
  unit('X-1', 'commune', { administrative: 'T-CT', replaces: ['H-KS'], ...REASON }),
  unit('X-2', 'commune', { administrative: 'T-CT', replaces: ['H-KS'], ...REASON }),
  unit('X-3', 'ward', { administrative: 'T-CT', replaces: ['H-CL', 'H-LP'], ...REASON }),
  unit('TH-1', 'school', { level: 'th', validFrom: '2016-01-01', administrative: 'H-KS', professional: 'P-KS' }),
  unit('TH-1', 'school', {
    level: 'th',
    name: 'Trường Tiểu học Mây Xanh',
    administrative: 'X-2',
    professional: 'S-CT',
  }),
]
const ALL = mergeFacts(SOC_TRANG, LATER)
const graph = graphOf(ALL, same)

describe('the organisation is told in the units of the day', () => {
  test('2021 has the province, 11 districts and their offices; 2026 has the city and communes', () => {
    expect(checkFacts(ALL)).toEqual([])
    const kinds = (day: string) => unitsOn(graph, day).map(({ kind }) => kind)
    const districts = kinds('2021-10-01').filter((kind) => ['district', 'town', 'provincial_city'].includes(kind))
    expect(districts.toSorted()).toEqual([...Array(8).fill('district'), 'provincial_city', 'town', 'town'])
    expect(kinds('2021-10-01').filter((kind) => kind === 'office')).toHaveLength(11)
    expect(kinds('2026-01-01').toSorted()).toEqual(['city', 'commune', 'commune', 'department', 'school', 'ward'])
  })

  test('on the last day of the province it is there, on the next day it is not', () => {
    const has = (day: string, code: string) => unitsOn(graph, day).some((one) => one.code === code)
    expect([has('2025-06-30', 'T-ST'), has('2025-06-30', 'T-CT')]).toEqual([true, false])
    expect([has('2025-07-01', 'T-ST'), has('2025-07-01', 'T-CT')]).toEqual([false, true])
  })

  test('a school has one parent that runs it and another that directs its work, and both change with the reform', () => {
    const at = (day: string) => unitsOn(graph, day).find(({ code }) => code === 'TH-1')
    expect(at('2021-10-01')).toMatchObject({
      name: 'Đơn vị TH-1',
      parents: { administrative: 'H-KS', professional: 'P-KS' },
    })
    expect(at('2026-01-01')).toMatchObject({
      name: 'Trường Tiểu học Mây Xanh',
      parents: { administrative: 'X-2', professional: 'S-CT' },
    })
    const up = (day: string) => ancestorsOn(unitsOn(graph, day), 'administrative', 'TH-1').map(({ code }) => code)
    expect(up('2021-10-01')).toEqual(['TH-1', 'H-KS', 'T-ST'])
    expect(up('2026-01-01')).toEqual(['TH-1', 'X-2', 'T-CT'])
    expect(descendantsOn(graph, 'administrative', 'X-2', '2026-01-01')).toEqual(new Set(['X-2', 'TH-1']))
    expect(descendantsOn(graph, 'professional', 'P-KS', '2026-01-01').has('TH-1')).toBe(false)
  })
})

describe('a unit that is gone is followed', () => {
  test('merged ground goes on as one, divided ground as several, a kept unit as itself', () => {
    const now = (id: string) => followUnit(graph, id, '2026-01-01')
    expect(now('H-CL')).toMatchObject({ now: 'one', ids: ['X-3'] })
    expect(now('H-KS')).toMatchObject({ now: 'several', ids: ['X-1', 'X-2'] })
    expect(now('TH-1')).toMatchObject({ now: 'same', ids: ['TH-1'], way: [] })
    expect(now('H-MT')).toMatchObject({ now: 'ended', ids: [] })
    expect(followUnit(graph, 'H-KS', '2021-01-01')).toMatchObject({ now: 'same' })
  })

  test('two reforms in a row are followed to the end', () => {
    const twice = mergeFacts(ALL, [
      unit('X-3', 'ward', { administrative: 'T-CT', replaces: ['H-CL', 'H-LP'], ...REASON, validTo: '2027-12-31' }),
      unit('X-9', 'ward', { validFrom: '2028-01-01', administrative: 'T-CT', replaces: ['X-3'], ...REASON }),
    ])
    const followed = followUnit(graphOf(twice, same), 'H-LP', '2030-01-01')
    expect(followed).toMatchObject({ now: 'one', ids: ['X-9'] })
    expect(followed.way.map(({ newId }) => newId)).toEqual(['X-3', 'X-9'])
  })
})

describe('what cannot be is refused', () => {
  test('a ring of parents, an unknown parent, a parent that is gone, a unit that ends twice', () => {
    expect(
      codes(mergeFacts(ALL, [unit('T-CT', 'city', { administrative: 'X-1', replaces: ['T-ST'], ...REASON })])),
    ).toEqual(['parent_cycle'])
    expect(codes([unit('A', 'school', { administrative: '31-FOREIGN' })])).toEqual(['parent_unknown'])
    expect(codes(mergeFacts(ALL, [unit('A', 'school', { administrative: 'H-KS' })]))).toEqual(['parent_not_there'])
    const orphan = mergeFacts(ALL, [unit('A', 'school', { validFrom: '2020-01-01', administrative: 'H-KS' })])
    expect(codes(orphan)).toEqual([])
    expect(noticesOfFacts(orphan)).toMatchObject([
      { code: 'parent_ends_before', detail: { unit: 'A', to: '2025-06-30' } },
    ])
    expect(
      unitsOn(graphOf(orphan, same), '2026-01-01').find(({ code }) => code === 'A')?.parents.administrative,
    ).toBeNull()
    expect(codes([unit('A', 'school', { validTo: '2025-01-01' })])).toEqual(['ends_before_start'])
    expect(
      codes([unit('A', 'school', { validTo: '2025-12-31' }), unit('A', 'school', { validFrom: '2026-02-01' })]),
    ).toEqual(['unit_goes_on_after_end'])
    expect(codes([unit('A', 'school'), unit('A', 'commune', { validFrom: '2026-02-01' })])).toEqual([
      'unit_changes_kind',
    ])
  })

  test('a successor without a reason, of nothing, or of something younger', () => {
    expect(codes(mergeFacts(SOC_TRANG, [unit('X', 'commune', { replaces: ['H-KS'] })]))).toEqual(['reason_missing'])
    expect(codes([unit('X', 'commune', { replaces: ['H-??'], ...REASON })])).toEqual(['replaced_unknown'])
    expect(codes([unit('X', 'commune', { replaces: ['X'], ...REASON })])).toEqual(['replaces_itself'])
    expect(codes([unit('Y', 'commune'), unit('X', 'commune', { replaces: ['Y'], ...REASON })])).toEqual([
      'replaced_is_younger',
    ])
  })
})

test('the graph is written as the list it came from', () => {
  expect(factsOfGraph(graph)).toEqual(ALL)
  expect(factsOfGraph(graphOf(factsOfGraph(graph), same))).toEqual(ALL)
})

test('days are counted by the calendar', () => {
  expect(['2024-03-01', '2025-03-01', '2000-03-01', '1900-03-01', '2025-01-01', '2025-08-01'].map(dayBefore)).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2000-02-29',
    '1900-02-28',
    '2024-12-31',
    '2025-07-31',
  ])
  for (const day of ['2024-02-28', '2024-02-29', '2025-12-31', '2025-06-30']) expect(dayBefore(dayAfter(day))).toBe(day)
})

describe('a list of units is read as a spreadsheet holds it', () => {
  const KINDS = [
    { code: 'commune', name: 'Xã' },
    { code: 'school', name: 'Trường' },
  ]
  const HEADER = ['TÊN ĐƠN VỊ', 'mã đơn vị ', 'Loại đơn vị', 'Từ ngày', 'Ghi chú', 'Thay cho đơn vị', 'Lý do']

  test('columns in any order, days written either way, several old units in one cell', () => {
    const read = readUnits(
      [['Danh sách đơn vị'], HEADER, ['Xã Mây', 'X1', 'xã', '01/7/2025', '', 'H-KS; H-CL', 'Hợp nhất']],
      KINDS,
    )
    expect(read.issues).toEqual([])
    expect(read.ignored).toEqual(['Ghi chú'])
    expect(read.facts).toMatchObject([
      { code: 'X1', kind: 'commune', validFrom: '2025-07-01', replaces: ['H-CL', 'H-KS'], reason: 'Hợp nhất' },
    ])
    expect(['31/12/2025', '2025-12-31', '31/02/2025', '7/2025', 'hôm nay'].map(readDay)).toEqual([
      '2025-12-31',
      '2025-12-31',
      undefined,
      undefined,
      undefined,
    ])
  })

  test('each fault is named with its cell', () => {
    const read = readUnits(
      [
        HEADER,
        ['Xã Mây', 'X1', 'Xã', '01/7/2025'],
        ['Xã Gió', 'X1', 'Xã', '2025-07-01'],
        ['', 'X2', 'Xã', '2025-07-01'],
        ['Xã Sóng', 'X3', 'Tổng', '31/6/2025'],
      ],
      KINDS,
    )
    expect(read.issues.map(({ code, detail }) => `${detail?.cell} ${code}`)).toEqual([
      'B3 unit_line_duplicate',
      'A4 cell_missing',
      'C5 kind_unknown',
      'D5 day_unreadable',
    ])
    expect(readUnits([['a', 'b']], KINDS).issues).toMatchObject([{ code: 'header_missing' }])
    expect(readUnits([HEADER], KINDS).issues).toMatchObject([{ code: 'units_empty' }])
    expect(
      readUnits(
        [
          ['__proto__', 'Mã đơn vị', 'Tên', 'Loại'],
          ['x', '1', 'A', 'Xã'],
        ],
        KINDS,
      ).issues,
    ).toMatchObject([{ code: 'column_missing' }])
  })
})

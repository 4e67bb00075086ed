import { expect, test } from 'vitest'
import { randomFrom } from '../../analysis/numeric/random.ts'
import type { DatasetTable } from '../../server/dataset/table.ts'
import { groundsOf, personId, placeId, unitId } from '../../server/estimates/cell-ground.ts'
import { personGroups, placeGroups } from '../../server/estimates/groups.ts'
import { protectEstimate } from '../../server/estimates/protect.ts'
import { PERSON_ITEMS } from '../../server/estimates/spec.ts'
import type { ReportResults, Result } from '../../server/report/report-input.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'

const ROWS = 240
const HANDED = 'Ai đưa phiếu này cho Ông/Bà và Ông/Bà trả lời ở đâu?'

type Columns = Readonly<Record<string, readonly string[]>>
const tableOf = (columns: Columns): DatasetTable => ({
  rows: ROWS,
  names: Object.keys(columns),
  has: (name) => name in columns,
  column: (name) => columns[name] ?? [],
})

/** Two levels in three areas with four schools each; `handed` says by row who gave the sheet, `content` whether the parent is. */
function round(handed: (row: number) => string, content: (row: number) => boolean) {
  const column = (cell: (row: number) => string) => Array.from({ length: ROWS }, (_, row) => cell(row))
  const table = tableOf({
    school: column((row) => `S${row % 24}`),
    level: column((row) => (row % 2 === 0 ? 'mn' : 'th')),
    area: column((row) => `Huyện ${row % 3}`),
    F1: column((row) => (content(row) ? '5' : '2')),
    T2: column((row) => (row % 5 < 2 ? 'male' : 'female')),
    T7: column(handed),
  })
  return { table, weights: new Float64Array(ROWS).fill(1), instruments: [phTh], results: resultsOf(table) }
}

/** Every figure is there and says nothing remarkable; what must be hidden follows from the sheets alone. */
function resultsOf(table: DatasetTable): ReportResults {
  const cell = (value: number, n: number) =>
    ({ value, se: 0.02, low: value - 0.04, high: value + 0.04, deff: 1, n, df: 20 }) as const
  const figure = (mask: ArrayLike<number>): Result => {
    const n = Array.from(mask).filter(Boolean).length
    return { rate: cell(0.8, n), mean: cell(4, n), verdict: 'inconclusive' }
  }
  return {
    blocks: [],
    domains: placeGroups(table).map(({ key, mask }) => {
      const { level = null, area = null } = key as { level?: string; area?: string }
      const one = figure(mask)
      return { level, area, blocks: {}, computed: one, asked: one, expectation: one.rate }
    }),
    items: [],
    groups: personGroups(table, [phTh], PERSON_ITEMS).map(({ title, rows }) => ({
      title,
      rows: rows.map(({ name, group }) => ({ name, computed: figure(group.mask), asked: figure(group.mask) })),
    })),
    expectation: { median: null, atLeast80: cell(0.5, ROWS) },
  }
}

const chance = (row: number) => randomFrom(`row ${row}`).uniform()
/** Three small groups in which everybody is content: hidden together, their sum would say so of each of them. */
const allContent = round(
  (row) => (row < 3 ? 'other' : row < 15 ? 'interviewer' : row < 80 ? 'phone' : row < 160 ? 'class' : 'home'),
  (row) => row < 80 || chance(row) > 0.25,
)

test('a question that is hard to protect hides more of its own groups, and no other table', () => {
  const { hidden, secondary, detail, audit } = protectEstimate(allContent)
  const cells = groundsOf(allContent).filter(({ printed }) => printed)
  const gone = cells.filter(({ id }) => hidden.includes(id)).map(({ id }) => id)
  expect(audit.safe).toBe(true)
  expect(detail).toBe('full')
  expect(gone.every((id) => id.includes(HANDED))).toBe(true)
  expect(gone).toContain(personId(HANDED, 'Cách khác'))
  expect(secondary.length).toBeGreaterThan(1)
  for (const id of ['', placeId({ level: 'th', area: null }), placeId({ level: null, area: 'Huyện 1' })])
    expect(hidden).not.toContain(id)
})

test('groups hidden together leave their number of content people open by one sheet at least', () => {
  const { hidden } = protectEstimate(allContent)
  const [whole, ...cells] = groundsOf(allContent)
  const ofQuestion = cells.filter(({ id }) => id.includes(HANDED))
  const sum = (list: typeof cells, of: 'asked' | 'satisfied') => list.reduce((all, cell) => all + cell[of], 0)
  const shown = ofQuestion.filter(({ id }) => !hidden.includes(id))
  const together = (whole?.satisfied ?? 0) - sum(shown, 'satisfied')
  const gone = ofQuestion.filter(({ id }) => hidden.includes(id))
  // By hand: of the content among the hidden, a group must hold what is too much for all the others.
  for (const { id, asked } of gone) {
    const others = sum(gone, 'asked') - asked
    const [least, most] = [Math.max(0, together - others), Math.min(asked, together)]
    if (asked > 0) expect(most - least, id).toBeGreaterThanOrEqual(1)
  }
})

test('where nothing small is, nothing is hidden', () => {
  const { hidden, primary, secondary, audit } = protectEstimate(
    round(
      (row) => (row % 2 === 0 ? 'class' : 'home'),
      (row) => chance(row) > 0.2,
    ),
  )
  expect([...primary, ...secondary]).toEqual([])
  expect(hidden.every((id) => id.endsWith('?'))).toBe(true)
  expect(audit.safe).toBe(true)
})

// Case I03.
test('areas of another day, printed beside, are not laid over the own ones to find a small group', () => {
  const at = round(
    (row) => (row % 2 === 0 ? 'class' : 'home'),
    (row) => chance(row) > 0.2,
  )
  // One area of the list became two: four sheets of it here, all others there.
  const names = at.table
    .column('area')
    .map((area, row) => (area === 'Huyện 0' ? (row < 12 ? 'Xã nhỏ' : 'Xã lớn') : `${area} nay`))
  const column = (name: string) => (name === 'area' ? names : at.table.column(name))
  const { domains } = resultsOf({ ...at.table, column })
  const alone = protectEstimate(at)
  const { hidden, audit } = protectEstimate({ ...at, units: { names, domains } })
  expect(audit.safe).toBe(true)
  expect(hidden).toContain(unitId('Xã nhỏ'))
  expect(hidden.includes(unitId('Xã lớn')) || hidden.includes(placeId({ level: null, area: 'Huyện 0' }))).toBe(true)
  expect(hidden).not.toContain(unitId('Huyện 1 nay'))
  // What the annex costs is paid by the annex first.
  expect(alone.secondary).toEqual([])
  expect(hidden).not.toContain(placeId({ level: 'th', area: null }))
})

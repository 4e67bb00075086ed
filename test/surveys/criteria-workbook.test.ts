import { expect, test } from 'vitest'
import { SHIPPED_CARDS } from '../../surveys/criteria/catalogue.ts'
import { type CriteriaSet, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import { readCriteria } from '../../surveys/criteria/read-workbook.ts'
import { RULE_KINDS, type Rule } from '../../surveys/criteria/rule.ts'
import { type Cell, LINE, SHEETS, type Workbook } from '../../surveys/criteria/sheets.ts'
import { writeCriteria } from '../../surveys/criteria/write-workbook.ts'

/** Every kind of rule with every part it may have. */
const EVERY_RULE: readonly Rule[] = [
  { kind: 'yes_no' },
  {
    kind: 'levels',
    levels: [
      { id: 'a', name: 'Tốt', percent: 100 },
      { id: 'b', name: '=1+1', percent: 33.3 },
    ],
  },
  {
    kind: 'steps',
    numerator: 'Số người',
    unit: 'người',
    direction: 'down',
    steps: [
      { at: 0, percent: 100 },
      { at: 2, percent: 50 },
    ],
  },
  {
    kind: 'steps',
    numerator: 'Có mặt',
    denominator: 'Được giao',
    unit: '%',
    direction: 'up',
    steps: [{ at: 90.5, percent: 100 }],
  },
  {
    kind: 'ratio',
    numerator: 'Đạt',
    denominator: 'Tổng',
    target: 95,
    floor: 50,
    strict: true,
    between: 'nothing',
    outOf: 12,
  },
  { kind: 'inverse_ratio', numerator: 'Trễ', denominator: 'Tổng', target: 5, ceiling: 20, between: 'of_hundred' },
  { kind: 'on_time', due: '2021-02-27', late: { until: '2021-03-05', percent: 50 } },
  { kind: 'deduct', what: 'Số lần nhắc nhở', each: 0.25 },
  {
    kind: 'index',
    index: 'sipas',
    name: 'SIPAS',
    scale: 100,
    target: 90,
    floor: 80,
    strict: false,
    between: 'of_target',
  },
]
const every: CriteriaSet = {
  ...department2021,
  areas: [
    {
      id: 'A',
      name: 'Lĩnh vực',
      points: 9,
      criteria: [
        {
          id: 'C',
          name: 'Tiêu chí, có dấu phẩy',
          points: 9,
          task: null,
          components: EVERY_RULE.map((rule, at) => ({
            id: `C.${at}`,
            name: `Thành phần ${at}\nhai dòng`,
            points: 1,
            rule,
            evidence: at === 0 ? [] : ['Báo cáo; số 1', 'Quyết định'],
            lead: at === 0 ? '' : 'Phòng TCCB',
            supporting: '',
            mayNotArise: at === 1,
            was: at === 2 ? ['X.1', 'X.2'] : [],
          })),
        },
      ],
    },
  ],
  bonus: { ceiling: 1.5, items: [{ id: 'T1', name: 'Sáng kiến', most: 2 }] },
  penalty: { ceiling: 1, items: [{ id: 'P1', name: 'Báo cáo sai', most: 1 }] },
}

test('a card leaves as a workbook and comes back as the same card', () => {
  expect(new Set(EVERY_RULE.map(({ kind }) => kind))).toEqual(new Set(RULE_KINDS))
  for (const card of [...Object.values(SHIPPED_CARDS), every])
    expect(readCriteria(writeCriteria(card))).toEqual({ set: card, issues: [] })
})

type Lines = Cell[][]
const put = (line: Cell[] | undefined, at: number, cell: Cell) => line?.splice(at, 1, cell)
const edited = (
  change: (lines: Lines, column: Record<keyof typeof LINE, number>, rowOf: (id: string) => number) => void,
): Workbook => {
  const workbook = structuredClone(writeCriteria(department2021)) as Record<string, Cell[][]>
  const lines = workbook[SHEETS.lines] ?? []
  const keys = Object.keys(LINE) as (keyof typeof LINE)[]
  const column = Object.fromEntries(keys.map((key, at) => [key, at])) as Record<keyof typeof LINE, number>
  change(lines, column, (id) => lines.findIndex((line) => line[1] === id))
  return workbook
}
const rowNumber = (id: string) =>
  (writeCriteria(department2021)[SHEETS.lines] ?? []).findIndex((line) => line[1] === id) + 1

test('columns may stand in another order, numbers may be written with a comma, empty lines between', () => {
  const workbook = edited((lines, column) => {
    for (const line of lines) {
      if (typeof line[column.points] === 'number') line[column.points] = String(line[column.points]).replace('.', ',')
      line.reverse()
    }
    lines.splice(5, 0, [], [null, ' '])
  })
  expect(readCriteria(workbook)).toEqual({ set: department2021, issues: [] })
})

test.each<[string, string, string, Parameters<typeof edited>[0]]>([
  [
    'points in words',
    'number_expected',
    LINE.points,
    (lines, column, row) => put(lines[row('N19.1')], column.points, 'hai'),
  ],
  ['no points', 'cell_blank', LINE.points, (lines, column, row) => put(lines[row('N19.1')], column.points, null)],
  [
    'a rule nobody knows',
    'word_unknown',
    LINE.kind,
    (lines, column, row) => put(lines[row('N19.1')], column.kind, 'Bốc thăm'),
  ],
  [
    'perhaps',
    'yes_no_expected',
    LINE.mayNotArise,
    (lines, column, row) => put(lines[row('N19.1')], column.mayNotArise, 'có lẽ'),
  ],
  [
    'a target out of reach',
    'full_out_of_reach',
    LINE.target,
    (lines, column, row) => put(lines[row('N19.1')], column.target, 120),
  ],
  [
    'a floor above the target',
    'floor_above_target',
    LINE.bound,
    (lines, column, row) => put(lines[row('N19.1')], column.bound, 99),
  ],
  ['an id twice', 'id_duplicate', LINE.id, (lines, column, row) => put(lines[row('N19.1')], column.id, 'N18.1')],
])('%s is told by sheet, row and column', (_, code, column, change) => {
  const { set, issues } = readCriteria(edited(change))
  expect(set).toBeUndefined()
  expect(issues).toContainEqual(
    expect.objectContaining({
      code,
      path: `/${SHEETS.lines}/${rowNumber('N19.1')}/${column}`,
      detail: expect.objectContaining({ sheet: SHEETS.lines, row: rowNumber('N19.1'), column }),
    }),
  )
})

test('a sheet or a column that is gone, and a line without the line above it, are named', () => {
  const { [SHEETS.bands]: _, ...without } = writeCriteria(department2021)
  expect(readCriteria(without).issues).toMatchObject([{ code: 'sheet_lacks', detail: { sheet: SHEETS.bands } }])
  const lost = edited((lines, column) => {
    for (const line of lines) line.splice(column.kind, 1)
  })
  expect(readCriteria(lost).issues).toContainEqual(
    expect.objectContaining({ code: 'column_lacks', path: `/${SHEETS.lines}/1/${LINE.kind}` }),
  )
  const orphan = edited((lines) => lines.splice(1, 1))
  expect(readCriteria(orphan).issues[0]).toMatchObject({ code: 'line_without_parent', detail: { row: 2 } })
  const steps = structuredClone(writeCriteria(department2021)) as Record<string, Cell[][]>
  steps[SHEETS.steps]?.push(['N99.9', null, null, 1, 100])
  expect(readCriteria(steps).issues).toMatchObject([{ code: 'component_unknown', detail: { sheet: SHEETS.steps } }])
  expect(readCriteria({}).issues.length).toBeGreaterThan(3)
})

test('the points of a component changed in the file are noticed in the sum of its criterion', () => {
  const { issues } = readCriteria(edited((lines, column, row) => put(lines[row('N03.1')], column.points, 1)))
  expect(issues).toMatchObject([
    { code: 'points_differ', detail: { id: 'N03', row: rowNumber('N03'), stated: 2, sum: 2.33 } },
  ])
  expect(componentsOf(department2021).length).toBeGreaterThan(70)
})

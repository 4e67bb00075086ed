import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SHIPPED_CARDS } from '../../surveys/criteria/catalogue.ts'
import { checkCriteria } from '../../surveys/criteria/check-criteria.ts'
import { type Criterion, componentsOf } from '../../surveys/criteria/criteria-set.ts'
import { department2021 } from '../../surveys/criteria/department-2021.ts'
import type { Rule } from '../../surveys/criteria/rule.ts'
import { units2021 } from '../../surveys/criteria/units-2021.ts'

/** The plan's own text, as it was published: what the Department's card must hold, and nothing else. */
const plan = readFileSync(join(import.meta.dirname, 'ke-hoach-cchc-2021.txt'), 'utf8').normalize('NFC')
const flat = plan.replace(/\s+/g, ' ')
const annex = flat.slice(flat.indexOf('PHỤ LỤC'))

/** The annex from one task's number to the next one's: its row of the table, column after column. */
function rowOf(number: number): string {
  const at = (wanted: number) => new RegExp(`\\s${wanted}\\. \\S`).exec(annex)?.index ?? annex.length
  return annex.slice(at(number), at(number + 1))
}
const words = (text: string) => text.match(/[\p{L}\p{N}%/&.]*[\p{L}\p{N}%]/gu) ?? []

const criteria = department2021.areas.flatMap((area) => area.criteria)
const criterionOf = (task: number) => criteria.find((one) => one.task === task) as Criterion

/** Words of a criterion that its row of the plan does not have, and words of the row that the criterion leaves out. */
function difference({ task, name, components }: Criterion) {
  const left = words(rowOf(Number(task))).slice(1)
  const told = [
    name,
    ...new Set(components.flatMap(({ evidence, lead, supporting }) => [...evidence, lead, supporting])),
  ]
  const added = told.flatMap(words).filter((word) => {
    const place = left.indexOf(word)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
  return { added, lost: left.join(' ') }
}

/** Where the plan's table is not row by row: an area's name stands after the last task before it, a unit stands once a line. */
const KNOWN: Readonly<Record<number, string>> = {
  3: 'Phòng TCCB Phòng TCCB',
  9: 'Cải cách thể chế',
  12: 'Cải cách thủ tục hành chính',
  20: 'Cải cách tổ chức bộ máy',
  24: 'Cải cách công vụ',
  32: 'Cải cách tài chính công',
  37: 'Xây dựng và phát triển Chính phủ điện tử',
}

test('the card of the Department holds all 50 tasks of the plan, word by word, with their products and units', () => {
  expect(criteria.map(({ task }) => task)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1))
  for (const criterion of criteria) {
    const { added, lost } = difference(criterion)
    // Task 35 shares the cells of task 34; task 50 has a slip of the pen in the plan ("hất lượng").
    if (criterion.task === 35)
      expect([criterionOf(34).components[0]?.evidence, lost]).toEqual([criterion.components[0]?.evidence, ''])
    else if (criterion.task === 50) expect([added, lost]).toEqual([['chất'], 'hất'])
    else expect([criterion.id, added, lost]).toEqual([criterion.id, [], KNOWN[Number(criterion.task)] ?? ''])
  }
  expect(department2021.areas.map(({ criteria: own }) => own.length)).toEqual([9, 3, 8, 4, 7, 6, 13])
})

test('a word changed, a product left out or a unit put in is noticed', () => {
  const one = criterionOf(17)
  const [first] = one.components
  if (!first) throw new Error('task 17 has a component')
  expect(difference({ ...one, name: one.name.replace('100%', '90%') })).toEqual({ added: ['90%'], lost: '100%' })
  expect(difference({ ...one, components: [{ ...first, evidence: first.evidence.slice(1) }] }).lost).not.toBe('')
  expect(difference({ ...one, components: [{ ...first, supporting: 'Thanh tra' }] }).added).toContain('tra')
})

/** Every figure the plan sets: where it stands, as it is written there, and its number. */
const THRESHOLDS: readonly (readonly [task: number, written: string, value: number])[] = [
  [4, '20% đơn vị', 20],
  [9, 'trên 90%', 90],
  [10, '100%', 100],
  [15, '100% TTHC', 100],
  [17, '100%', 100],
  [19, 'từ 95% trở lên', 95],
  [24, 'từ 80% trở lên', 80],
  [26, '100% chỉ tiêu', 100],
  [30, 'từ 80% trở lên', 80],
  [34, '100% đơn vị', 100],
  [35, 'từ 70% trở lên', 70],
  [36, 'từ 1.0 lần lương cơ sở', 1],
  [39, 'từ 95% trở lên', 95],
  [40, 'từ 90% trở lên', 90],
  [41, 'từ 80% trở lên', 80],
  [42, '100% TTHC', 100],
  [42, '20% TTHC trở lên', 20],
  [42, '10% TTHC trở lên', 10],
  [43, 'từ 60% trở lên', 60],
  [44, 'từ 40% trở lên', 40],
  [45, 'từ 30% trở lên', 30],
  [46, 'từ 50% trở lên', 50],
  [47, 'từ 15% trở lên', 15],
  [48, 'từ 15% trở lên', 15],
  [50, 'chậm nhất là 03 tháng', 3],
]
const figuresOf = (rule: Rule): number[] =>
  rule.kind === 'ratio' || rule.kind === 'index'
    ? [rule.target]
    : rule.kind === 'steps'
      ? rule.steps.map(({ at }) => at)
      : []
/** The satisfaction rate is set in part II.5, before the annex; the words of a task may be broken by a column beside them. */
const textOf = (task: number) => (task === 9 ? flat : criterionOf(task).name)

test('each of the 25 thresholds of the plan is the figure of a rule, and the plan has no other', () => {
  expect(THRESHOLDS).toHaveLength(25)
  for (const [task, written, value] of THRESHOLDS) {
    expect(textOf(task)).toContain(written)
    expect(
      criterionOf(task).components.flatMap(({ rule }) => figuresOf(rule)),
      `task ${task}`,
    ).toContain(value)
  }
  const written = criteria.flatMap(({ task, name }) =>
    [...name.matchAll(/(\d+(?:\.\d+)?)\s?(?:%| lần| tháng)/g)].map(([, figure]) => `${task}: ${Number(figure)}`),
  )
  expect([...written, '9: 90'].sort()).toEqual(THRESHOLDS.map(([task, , value]) => `${task}: ${value}`).sort())
})

test('what the plan says without a figure is a rule too: nobody disciplined, one unit more, the grade, months and quarters', () => {
  const kinds = (task: number) => criterionOf(task).components.map(({ rule }) => rule)
  expect(kinds(29)).toMatchObject([{ kind: 'steps', direction: 'down', steps: [{ at: 0 }] }])
  expect(kinds(33)).toMatchObject([{ kind: 'steps', direction: 'up', steps: [{ at: 1 }] }])
  expect(kinds(20)).toMatchObject([{ kind: 'levels' }])
  expect(kinds(3)).toMatchObject([{}, { outOf: 12 }, { outOf: 4 }])
  expect(kinds(2).map((rule) => rule.kind === 'on_time' && rule.due)).toEqual([
    '2021-02-27',
    '2021-05-28',
    '2021-08-27',
    '2021-11-17',
  ])
  expect(kinds(9)).toMatchObject([{}, { kind: 'index', strict: true }])
})

test('the card of the units begins with what the plan asks of them: January, 29/5 and 18/11', () => {
  expect(componentsOf(units2021).flatMap(({ rule }) => (rule.kind === 'on_time' ? [rule.due] : []))).toEqual([
    '2021-01-31',
    '2021-05-29',
    '2021-11-18',
  ])
  for (const text of ['trong tháng 01/2021', 'ngày 29/5', 'ngày 18/11'].map((part) => part.replace(/^ngày /, '')))
    expect(flat).toContain(text)
})

test('both cards that ship can be published as they are, have 100 points, and say that the split is theirs', () => {
  expect(Object.keys(SHIPPED_CARDS)).toEqual(['so-gddt@2021.1', 'don-vi-truc-thuoc@2021.1'])
  for (const card of Object.values(SHIPPED_CARDS)) {
    expect(checkCriteria(card)).toEqual([])
    expect(card.areas.reduce((sum, { points }) => sum + points, 0)).toBe(100)
    expect(card.pointsFrom).toContain('chia đều')
    for (const area of card.areas) expect(new Set(area.criteria.map(({ points }) => points)).size).toBe(1)
    for (const { evidence } of componentsOf(card)) expect(evidence.length).toBeGreaterThan(0)
  }
})

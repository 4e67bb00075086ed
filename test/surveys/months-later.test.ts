import { expect, test } from 'vitest'
import { AUDIT_CHECKLIST } from '../../surveys/iso/audit-checklist.ts'
import { isoContent } from '../../surveys/iso/iso-records.ts'
import { monthsLater } from '../../surveys/iso/months-later.ts'

// By hand: the corresponding day of the last month, or its last day.
test.each([
  ['2021-01-15', '2021-04-15'],
  ['2021-10-15', '2022-01-15'],
  ['2021-11-30', '2022-02-28'],
  ['2023-11-30', '2024-02-29'],
  ['2021-12-31', '2022-03-31'],
  ['2021-08-31', '2021-11-30'],
])('three months after %s end on %s', (from, to) => {
  expect(monthsLater(from, 3)).toBe(to)
})

test('the checklist that ships is one an audit takes, with every clause once', () => {
  const audit = { title: 'x', unit: 'x', plannedOn: '2021-10-01', heldOn: null, auditors: '', items: AUDIT_CHECKLIST }
  expect(isoContent.audit.safeParse(audit).success).toBe(true)
  expect(new Set(AUDIT_CHECKLIST.map(({ id }) => id)).size).toBe(AUDIT_CHECKLIST.length)
})

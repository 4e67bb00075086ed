import { expect, test } from 'vitest'
import { AUDIT_CHECKLIST } from '../../surveys/iso/audit-checklist.ts'
import { mergeRecord } from '../../surveys/iso/merge-record.ts'
import { statementFaults } from '../../surveys/iso/statement-faults.ts'

const [one, two, three] = AUDIT_CHECKLIST
if (!one || !two || !three) throw new Error('a checklist has questions')
const base = { title: 'Đợt 1', unit: 'Văn phòng', items: [one, two, three] }

test('two auditors who fill in one checklist at the same time both keep what they wrote', () => {
  const mine = { ...base, items: [{ ...one, answer: 'conforms' }, two, { ...three, note: 'thiếu hai thủ tục' }] }
  const theirs = {
    ...base,
    unit: 'Thanh tra',
    items: [one, { ...two, answer: 'remark' }, { ...three, answer: 'fails' }],
  }
  expect(mergeRecord(base, mine, theirs)).toEqual({
    content: {
      ...{ title: 'Đợt 1', unit: 'Thanh tra' },
      items: [
        { ...one, answer: 'conforms' },
        { ...two, answer: 'remark' },
        { ...three, answer: 'fails', note: 'thiếu hai thủ tục' },
      ],
    },
    both: [],
  })
})

test('where both changed the same words, mine stay and the place is named; a question taken out stays out unless the other wrote in it', () => {
  const mine = { ...base, title: 'Đợt một', items: [{ ...one, note: 'của tôi' }, three] }
  const theirs = { ...base, title: 'Đợt I', items: [{ ...one, note: 'của người kia' }, two, { ...three, note: 'x' }] }
  const { content, both } = mergeRecord(base, mine, theirs)
  expect(both).toEqual([
    { path: '/title', theirs: 'Đợt I' },
    { path: `/items/${one.id}/found`, theirs: { answer: 'not_looked', note: 'của người kia' } },
  ])
  expect(content).toMatchObject({ title: 'Đợt một', items: [{ note: 'của tôi' }, { id: three.id, note: 'x' }] })
  const wrote = { ...base, items: [one, { ...two, note: 'đã xem sổ' }, three] }
  expect(mergeRecord(base, mine, wrote).content.items).toHaveLength(3)
  const added = { ...three, id: 'q9', question: 'mới' }
  expect(mergeRecord(base, { ...base, items: [...base.items, added] }, theirs).content.items).toContainEqual(added)
})

test('a result and its note are one statement: my note is not put under the result of somebody else', () => {
  const mine = { ...base, items: [{ ...one, note: 'đã xem 20 hồ sơ, đủ' }, two, three] }
  const theirs = { ...base, items: [{ ...one, answer: 'fails', note: 'ba hồ sơ thiếu' }, two, three] }
  const { content, both } = mergeRecord(base, mine, theirs)
  expect(content).toMatchObject({ items: [{ answer: 'not_looked', note: 'đã xem 20 hồ sơ, đủ' }, two, three] })
  expect(both).toEqual([{ path: `/items/${one.id}/found`, theirs: { answer: 'fails', note: 'ba hồ sơ thiếu' } }])
})

test('what fails is a statement: a question alone, or a question mark at its end, is not enough', () => {
  const audit = (note: string) => ({
    ...{ title: 'a', unit: 'b', plannedOn: '2021-07-01', heldOn: null, auditors: '' },
    items: [one, { ...two, answer: 'fails' as const, note }],
  })
  expect(statementFaults('audit', audit(''))).toEqual([
    { path: '/content/items/1/note', code: 'failing_needs_statement' },
  ])
  expect(statementFaults('audit', audit('Có xác định không? '))).toMatchObject([{ code: 'statement_wanted' }])
  expect(statementFaults('audit', audit('Ba hồ sơ trả muộn'))).toEqual([])
})

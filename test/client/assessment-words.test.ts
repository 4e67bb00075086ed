import { expect, test } from 'vitest'
import { scoreComponent } from '../../analysis/assessment/score-component.ts'
import { sizeText } from '../../client/words/numbers.ts'
import { readNumber, typedNumber } from '../../client/words/read-number.ts'
import { ruleSentence } from '../../client/words/rule-sentence.ts'
import { scoreSentence } from '../../client/words/score-sentence.ts'
import type { Fact } from '../../surveys/assessment.ts'
import type { Rule } from '../../surveys/criteria/rule.ts'

test('numbers are read as offices write them, and a guess is never made', () => {
  const read = {
    '98,5': 98.5,
    '98.5': 98.5,
    '1.243': 1243,
    '1 243,5': 1243.5,
    '1.243.000': 1243000,
    '0': 0,
    '0,5': 0.5,
  }
  for (const [text, value] of Object.entries(read)) expect(readNumber(text), text).toBe(value)
  for (const text of ['', '-1', '1,2,3', '1.24.3', '5%', 'một', '1e3', '0x10', '.5'])
    expect(readNumber(text), text).toBeUndefined()
  for (const value of [0, 0.5, 1243, 1243.5]) expect(readNumber(typedNumber(value))).toBe(value)
})

test('the size of a file above the limit of 30 MB never reads as if it were below', () => {
  expect([999, 1500, 300_000_000].map(sizeText)).toEqual(['999\u00a0B', '2\u00a0KB', '300,0\u00a0MB'])
  expect(sizeText(30_000_001)).toBe('30,1\u00a0MB')
})

const said = (rule: Rule, fact: Fact | null, points = 4) => {
  const scored = { id: 'A1', points, rule, mayNotArise: true }
  return scoreSentence(scored, scoreComponent(scored, fact)).replaceAll('\u00a0', ' ')
}
const ratio: Rule = {
  ...{ kind: 'ratio', numerator: 'Đạt', denominator: 'Tổng', target: 80, floor: 50, strict: false },
  between: 'of_target',
}
const part = (numerator: number, denominator: number): Fact => ({ kind: 'ratio', numerator, denominator })

test('the points of a line are told with the numbers they come from', () => {
  expect(said(ratio, part(70, 100))).toBe('70 / 100 = 70 %, chưa đạt ngưỡng 80: 4 × 70 / 80 = 3,5 điểm.')
  expect(said(ratio, part(4, 5))).toBe('4 / 5 = 80 %, đạt ngưỡng 80: được trọn 4 điểm.')
  expect(said(ratio, part(49, 100))).toBe('49 / 100 = 49 %, dưới mức sàn 50: 0 điểm.')
  expect(said({ ...ratio, between: 'nothing' }, part(70, 100))).toBe('70 / 100 = 70 %, chưa đạt ngưỡng 80: 0 điểm.')
  expect(said({ ...ratio, between: 'of_hundred' }, part(70, 100))).toMatch(/4 × 70 \/ 100 = 2,8 điểm\.$/)
  expect(said(ratio, null)).toBe('Chưa nhập: tính 0 điểm.')
  expect(said(ratio, { kind: 'nothing_arose' })).toBe('Không phát sinh: 4 điểm này không tính vào điểm tối đa.')
  const late: Rule = { kind: 'on_time', due: '2021-02-27', late: { until: '2021-03-05', percent: 50 } }
  expect(said(late, { kind: 'day', day: '2021-02-27' })).toBe('Xong 27/02/2021, đúng hạn 27/02/2021: được trọn 4 điểm.')
  expect(said(late, { kind: 'day', day: '2021-03-01' })).toMatch(
    /muộn so với hạn 27\/02\/2021, còn 50 % số điểm: 2 điểm/,
  )
  expect(said(late, { kind: 'day', day: '2021-03-06' })).toBe('Xong 06/3/2021, quá hạn 05/3/2021: 0 điểm.')
  expect(said({ kind: 'deduct', what: 'Vi phạm', each: 0.5 }, { kind: 'number', value: 3 })).toBe(
    '3 trường hợp × 0,5 điểm bị trừ: còn 2,5 điểm.',
  )
  const inverse: Rule = {
    ...{ kind: 'inverse_ratio', numerator: 'Trễ', denominator: 'Tổng', target: 5, ceiling: 20 },
    between: 'of_hundred',
  }
  expect(said(inverse, part(10, 100))).toBe('10 / 100 = 10 %, trên mức 5: 4 × (100 − 10) / 100 = 3,6 điểm.')
  expect(said(inverse, part(30, 100))).toBe('30 / 100 = 30 %, vượt mức trần 20 %: 0 điểm.')
})

test('a rule is told before anything is entered', () => {
  expect(ruleSentence(ratio, 4)).toBe('Từ 80 %: 4 điểm; từ 50 %: 4 × mức đạt / 80; dưới nữa: 0 điểm.')
  expect(ruleSentence({ ...ratio, floor: 0, strict: true, between: 'nothing' }, 2)).toBe(
    'Trên 80 %: 2 điểm; chưa đạt: 0 điểm.',
  )
  expect(ruleSentence({ kind: 'on_time', due: '2021-02-27' }, 0.5)).toBe(
    'Chậm nhất 27/02/2021: 0,5 điểm; muộn hoặc không có: 0 điểm.',
  )
})

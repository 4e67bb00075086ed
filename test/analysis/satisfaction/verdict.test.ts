import { expect, test } from 'vitest'
import { makeDesign } from '../../../analysis/design.ts'
import { satisfaction } from '../../../analysis/satisfaction/satisfaction.ts'

/** So many sheets, each a school of its own, of which so many are satisfied. */
function verdictOn(satisfied: number, sheets: number, options: { target?: number; verdictConfidence?: number } = {}) {
  const rows = Int32Array.from({ length: sheets }, (_, row) => row)
  const design = makeDesign({ weights: new Float64Array(sheets).fill(1), stages: [{ unit: rows }] })
  const values = Float64Array.from(rows, (row) => (row < satisfied ? 5 : 1))
  const member = new Uint8Array(sheets).fill(1)
  const form = { form: 'f', member, blocks: [{ id: 'A', items: [{ id: 'A1', values }] }] }
  const [group] = satisfaction(design, { forms: [form] }, [{ key: {}, mask: member }], options).groups
  return group.verdict.computed
}

test('of 1,243 answers 92.04 % satisfied prove more than 90 %: the lower bound is one-sided', () => {
  const verdict = verdictOn(1144, 1243)
  expect(verdict).toMatchObject({ answer: 'met', point: 'above' })
  // R 4.2.2: prop.test(1144, 1243, alternative = "greater", correct = FALSE). Here t on 1242 df and n - 1, hence the third digit.
  expect(verdict.bound).toBeCloseTo(0.906790364432252, 4)
})
test('the upper bound is one-sided too', () => {
  // R 4.2.2: prop.test(1144, 1243, alternative = "less", correct = FALSE) gives 0.932091669521311.
  const verdict = verdictOn(1144, 1243, { target: 0.9322 })
  expect(verdict).toMatchObject({ answer: 'not_met', point: 'not_above' })
  expect(verdict.bound).toBeCloseTo(0.932091669521311, 4)
  expect(verdictOn(1144, 1243, { target: 0.9319 }).answer).toBe('insufficient_evidence')
})
test('97.5 % on one side are the ends of the two-sided interval, and may decide otherwise', () => {
  // Between the two rules: at 0.9055 the one-sided bound (0.90679) lies above, the two-sided end (0.90404) below.
  expect(verdictOn(1144, 1243, { target: 0.9055 }).answer).toBe('met')
  expect(verdictOn(1144, 1243, { target: 0.9055, verdictConfidence: 0.975 }).answer).toBe('insufficient_evidence')
})
test('a confidence of one half or less is refused by name', () => {
  for (const verdictConfidence of [0.5, 0, 1, Number.NaN])
    expect(() => verdictOn(9, 10, { verdictConfidence })).toThrow(
      expect.objectContaining({
        code: 'option_invalid',
        detail: expect.objectContaining({ option: 'verdictConfidence' }),
      }),
    )
})

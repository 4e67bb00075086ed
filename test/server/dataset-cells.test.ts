import { expect, test } from 'vitest'
import { cellsOf, questionColumns } from '../../server/dataset/columns.ts'
import { csvOf, readDataset } from '../../server/dataset/table.ts'
import { answerColumns } from '../../server/estimates/answer-columns.ts'
import { codebookOf, domainsOf } from '../../surveys/codebook.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import type { Answers, Instrument, Item } from '../../surveys/instrument.ts'

const vi = (words: string) => ({ vi: words })
const options = ['near', 'far', 'river'].map((value) => ({ value, text: vi(value) }))
const calculated = (id: string, calculation: string, gives: 'text' | 'number' = 'text'): Item => ({
  ...{ id, type: 'calculated', text: vi(id), required: false, calculation, gives },
})
const more: readonly Item[] = [
  {
    ...{ id: 'A_canteen', type: 'matrix', text: vi('Bữa ăn ở trường'), required: true },
    rows: [
      { id: 'A_taste', text: vi('Ngon') },
      { id: 'A_clean', text: vi('Sạch') },
    ],
    of: { type: 'scale', notApplicable: true },
  },
  { id: 'R1', type: 'ranking', text: vi('Điều quan trọng nhất'), required: false, options },
  { id: 'W1', type: 'text', text: vi('Góp ý'), required: false, maxLength: 200 },
  calculated('K1', "concat('Góp ý: ', ${W1})"),
  calculated('K2', "concat(${K1}, '!')"),
  calculated('K3', "if(${A1} > 3, 'high', 'low')"),
  calculated('K4', 'string-length(${W1})', 'number'),
  { id: 'H1', type: 'hidden', text: vi('Đợt thử'), required: false, value: 'pilot' },
]
const form: Instrument = {
  ...FORMS['ph-th'],
  version: '2026.1',
  blocks: FORMS['ph-th'].blocks.map((block) =>
    block.id === 'A' ? { ...block, items: [...block.items, ...more] } : block,
  ),
}
const answers: Answers = {
  A1: 5,
  A_taste: 2,
  A_clean: null,
  R1: ['river', 'near', 'far'],
  W1: 'Gọi tôi: 0912 345 678',
  K1: 'Góp ý: Gọi tôi: 0912 345 678',
  K2: 'Góp ý: Gọi tôi: 0912 345 678!',
  K3: 'high',
  K4: 21,
  H1: 'pilot',
}
const columns = questionColumns([form])
const cells = cellsOf(form, columns)
const cell = (id: string, given: Answers = answers) => cells(given)[columns.findIndex((column) => column.id === id)]

test('the rows of a matrix in a judged block are judged, the same that the codebook counts', () => {
  const header = ['form', ...columns.map(({ id }) => id)]
  const table = readDataset(csvOf([header, ['ph-th@2026.1', ...cells(answers)]]))
  const [{ blocks }] = answerColumns(table, [form]).forms
  const judged = blocks.map(({ id, items }) => ({ block: id, items: items.map((item) => item.id) }))
  expect(judged).toEqual(domainsOf(form).map(({ block, items }) => ({ block, items })))
  const row = (id: string) => blocks[0].items.find((item) => item.id === id)?.values[0]
  expect([row('A1'), row('A_taste'), row('A_clean')]).toEqual([5, 2, Number.NaN])
})

// Cases B28 and B57: typed words are in no export, so nothing in them can act there.
test('what a person wrote leaves no sheet, not even by way of a calculation', () => {
  expect(['W1', 'K1', 'K2'].map((id) => cell(id))).toEqual(['1', '1', '1'])
  expect(cells(answers).join(' ')).not.toMatch(/0912|Gọi/)
  expect([cell('W1', { A1: 5 }), cell('K1', { A1: 5 })]).toEqual(['0', '0'])
})

test('a value of the form, a calculated class or number, and an order of preference stand as they are', () => {
  expect(['K3', 'K4', 'H1', 'A_clean', 'R1'].map((id) => cell(id))).toEqual([
    ...['high', '21', 'pilot', 'NK', 'river near far'],
  ])
  // The codebook takes the order apart again: a place for each choice.
  expect(codebookOf(form).flatMap(({ item, name }) => (item === 'R1' ? [name] : []))).toEqual([
    ...['R1_near', 'R1_far', 'R1_river'],
  ])
})

test('a question that is a choice in one form and words in another shows no words', () => {
  const choice: Item = { id: 'W1', type: 'single', text: vi('Góp ý'), required: false, options }
  const other: Instrument = { ...FORMS['ph-mn'], blocks: [{ id: 'A', title: vi('A'), items: [choice] }] }
  const mixed = questionColumns([other, form])
  expect(mixed[0].type).toBe('single')
  expect(cellsOf(form, mixed)(answers)[0]).toBe('1')
  expect(cellsOf(other, mixed)({ W1: 'far' })[0]).toBe('far')
})

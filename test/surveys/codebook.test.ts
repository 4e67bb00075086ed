import { describe, expect, test } from 'vitest'
import { codebookOf, domainsOf, valuesOf } from '../../surveys/codebook.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import type { Instrument } from '../../surveys/instrument.ts'

const multiple: Instrument = {
  ...phTh,
  blocks: [
    {
      id: 'H',
      title: { vi: 'Kênh' },
      items: [
        {
          id: 'H1',
          type: 'multiple',
          text: { vi: 'Kênh nào' },
          required: false,
          options: [
            { value: 'zalo', text: { vi: 'Zalo' } },
            { value: 'paper', text: { vi: 'Sổ' } },
          ],
        },
      ],
    },
  ],
}

describe('the codebook', () => {
  test.each(Object.values(FORMS))('has one column for every value of a row of $form, and no other', (form) => {
    const names = codebookOf(form).map((variable) => variable.name)
    expect(new Set(names).size).toBe(names.length)
    expect(Object.keys(valuesOf(form, {})).sort()).toEqual([...names].sort())
    for (const name of names) expect(name).toMatch(/^[A-Za-z]\w{0,63}$/)
  })

  test('labels the levels from 1 up and says which columns are computed, and how', () => {
    const book = codebookOf(phTh)
    const a1 = book.find((variable) => variable.name === 'A1')
    expect(a1?.values.map(({ value, label }) => `${value} ${label.vi}`)[0]).toBe('1 Rất không hài lòng')
    const computed = book.filter((variable) => variable.computed)
    expect(computed.map((variable) => variable.name)).toEqual([
      ...['A', 'B', 'C', 'D', 'E'].flatMap((block) => [`${block}_rate`, `${block}_mean`]),
      'all_rate',
      'all_mean',
      'all_satisfied',
    ])
    for (const variable of computed) expect(variable.formula).toBeTruthy()
  })

  test('knows the five domains and leaves F, T and G out of them', () => {
    expect(domainsOf(phTh).map(({ block, items }) => `${block}${items.length}`)).toEqual(['A7', 'B7', 'C6', 'D7', 'E5'])
  })

  test('turns a choice of several into a column each', () => {
    expect(valuesOf(multiple, { H1: ['zalo'] })).toMatchObject({ H1_zalo: 1, H1_paper: 0 })
    expect(valuesOf(multiple, {})).toMatchObject({ H1_zalo: null, H1_paper: null, all_satisfied: null })
  })
})

describe('a row', () => {
  test('leaves "does not know" out of every mean and weighs domains, not items', () => {
    const row = valuesOf(phTh, { A1: 5, A2: 1, A4: null, B1: 4, F2: 90, T4: 'khmer' })
    expect(row).toMatchObject({
      A1: 5,
      A4: null,
      A3: null,
      F2: 90,
      T4: 'khmer',
      A_rate: 0.5,
      A_mean: 3,
      B_rate: 1,
      B_mean: 4,
    })
    expect(row).toMatchObject({ C_rate: null, all_rate: 0.75, all_mean: 3.5, all_satisfied: null })
  })

  test('is satisfied in every domain only if each domain mean is at least 4', () => {
    const good = { A1: 4, B1: 4, C1: 5, D1: 4, E1: 4 }
    expect(valuesOf(phTh, good).all_satisfied).toBe(1)
    expect(valuesOf(phTh, { ...good, C1: 3 }).all_satisfied).toBe(0)
  })
})

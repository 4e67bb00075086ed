import { describe, expect, test } from 'vitest'
import { codebookOf, domainsOf, valuesOf } from '../../surveys/codebook.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { everyType } from './every-type.ts'

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
  test.each([...Object.values(FORMS), everyType])(
    'has one column for every value of a row of $form, and no other',
    (form) => {
      const names = codebookOf(form).map((variable) => variable.name)
      expect(new Set(names).size).toBe(names.length)
      expect(Object.keys(valuesOf(form, {})).sort()).toEqual([...names].sort())
      for (const name of names) expect(name).toMatch(/^[A-Za-z]\w{0,63}$/)
    },
  )

  test('has a column a row of a matrix, a place a ranked option, and what the form computes', () => {
    const names = codebookOf(everyType).map(({ name, type }) => `${name} ${type}`)
    expect(names.slice(0, 25)).toEqual([
      'S1 number',
      'C1 string',
      'C1_text string',
      ...['zalo', 'paper', 'meeting', 'none', 'other'].map((value) => `C2_${value} number`),
      'C2_text string',
      'Q1 number',
      'Q2 number',
      'P1 number',
      'D1 string',
      'X1 string',
      'R1_road number',
      'R1_toilet number',
      'R1_lib number',
      'M1a string',
      'M1b string',
      'M2a number',
      'M2b number',
      'H1 string',
      'K1 number',
      'G1 string',
      'Z1 number',
    ])
    const row = valuesOf(everyType, { R1: ['toilet', 'road'], M1a: 'week', M2a: 5, K1: 5, D1: '2020-09-05' })
    expect(row).toMatchObject({ R1_road: 2, R1_toilet: 1, R1_lib: null, M1a: 'week', M2a: 5, K1: 5, D1: '2020-09-05' })
    expect(codebookOf(everyType).find(({ name }) => name === 'M2a')?.label.vi).toBe('Hài lòng về bữa ăn – Đủ chất')
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

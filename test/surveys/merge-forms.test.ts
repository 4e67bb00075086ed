import { describe, expect, test } from 'vitest'
import { phTh } from '../../surveys/forms/ph-th.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { mergeForms } from '../../surveys/merge-forms.ts'

type Change = (form: { -readonly [K in keyof Instrument]: Instrument[K] }) => void
const changed = (change: Change): Instrument => {
  const form = structuredClone(phTh)
  change(form)
  return form
}
const ids = (form: Instrument, block = 0) => form.blocks[block].items.map(({ id }) => id)

describe('two people write in one form', () => {
  test('what each changed alone is in the result, whoever saves last', () => {
    const mine = changed((form) => {
      form.blocks[0].items[0].text.vi = 'Câu của tôi'
    })
    const theirs = changed((form) => {
      form.blocks[0].items[0].text.en = 'Their translation'
      form.blocks[1].title = { ...form.blocks[1].title, vi: 'Khối của họ' }
    })
    const both = mergeForms(phTh, mine, theirs)
    expect(both.conflicts).toEqual([])
    expect(both.merged.blocks[0].items[0].text).toMatchObject({ vi: 'Câu của tôi', en: 'Their translation' })
    expect(both.merged.blocks[1].title.vi).toBe('Khối của họ')
    expect(mergeForms(phTh, theirs, mine).merged).toEqual(both.merged)
  })

  test('the same text changed twice is shown to choose from, and the choice is what stands', () => {
    const mine = changed((form) => {
      form.blocks[0].items[0].text.vi = 'Một'
    })
    const theirs = changed((form) => {
      form.blocks[0].items[0].text.vi = 'Hai'
    })
    const { conflicts, merged } = mergeForms(phTh, mine, theirs)
    expect(conflicts).toEqual([
      { key: 'blocks/A/items/A1/text/vi', base: phTh.blocks[0].items[0].text.vi, mine: 'Một', theirs: 'Hai' },
    ])
    expect(merged.blocks[0].items[0].text.vi).toBe('Một')
    const chosen = mergeForms(phTh, mine, theirs, new Map([['blocks/A/items/A1/text/vi', 'theirs']]))
    expect(chosen.merged.blocks[0].items[0].text.vi).toBe('Hai')
  })

  test('questions that were added, moved and deleted come together', () => {
    const mine = changed((form) => {
      form.blocks[0].items.splice(1, 0, { ...structuredClone(form.blocks[0].items[0]), id: 'A1b' })
      form.blocks[0].items.pop()
    })
    const theirs = changed(({ blocks }) => {
      blocks[0].items.reverse()
      blocks[0].items.push({ ...structuredClone(blocks[0].items[0]), id: 'A9' })
    })
    const { merged, conflicts } = mergeForms(phTh, mine, theirs)
    expect(conflicts).toEqual([])
    const last = ids(phTh).at(-1) ?? ''
    expect(ids(merged)).not.toContain(last)
    expect(ids(merged)).toEqual(expect.arrayContaining(['A1b', 'A9']))
    expect(ids(merged).indexOf('A1b')).toBe(ids(merged).indexOf('A1') + 1)
    expect(ids(merged).filter((id) => ids(phTh).includes(id))).toEqual(
      ids(phTh)
        .reverse()
        .filter((id) => id !== last),
    )
  })

  test('what one deleted and the other rewrote stays', () => {
    const mine = changed((form) => {
      form.blocks[0].items.shift()
    })
    const theirs = changed((form) => {
      form.blocks[0].items[0].text.vi = 'Viết lại'
    })
    expect(mergeForms(phTh, mine, theirs).merged.blocks[0].items[0].text.vi).toBe('Viết lại')
    expect(ids(mergeForms(phTh, mine, phTh).merged)).not.toContain('A1')
  })
})

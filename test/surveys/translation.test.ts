import { describe, expect, test } from 'vitest'
import { comparableItems, compareInstruments } from '../../surveys/compare-instruments.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { phTh } from '../../surveys/forms/ph-th.ts'
import type { Instrument, Item } from '../../surveys/instrument.ts'
import { canEdit, canStep, INSTRUMENT_STATES, INSTRUMENT_STEPS } from '../../surveys/instrument-state.ts'
import { readTranslations, translationTable } from '../../surveys/translation.ts'
import { everyType } from './every-type.ts'

const changed = (change: (item: Item) => Item | undefined): Instrument => ({
  ...phTh,
  version: '2022.1',
  blocks: phTh.blocks.map((block) => ({ ...block, items: block.items.flatMap((item) => change(item) ?? []) })),
})
const reworded = changed((item) =>
  item.id === 'B6' ? { ...item, text: { ...item.text, vi: 'Nhà vệ sinh cho học sinh' } } : item,
)

const KHMER_LETTER = /\p{Script=Khmer}/u

describe('the translation table', () => {
  test.each(Object.values(FORMS))('of $form comes back without a change', (form) => {
    const { instrument, issues, missing } = readTranslations(form, translationTable(form))
    expect(issues).toEqual([])
    expect(instrument).toEqual(form)
    expect(missing.en).toEqual([])
    const sourced = translationTable(form).filter((row) => KHMER_LETTER.test(row[3] ?? ''))
    expect(sourced.length).toBeGreaterThan(0)
    expect(missing.km).toHaveLength(translationTable(form).length - 1 - sourced.length)
  })

  test('brings in what a translator wrote, takes out what was emptied, and names what is missing', () => {
    const table = translationTable(phTh).map((row) =>
      row[0] === 'A1'
        ? ['A1', row[1] ?? '', 'New words', ' ខ្មែរ ']
        : row[0] === 'T4.option.khmer'
          ? ['T4.option.khmer', 'Khmer', '', '']
          : row,
    )
    const { instrument, issues, missing } = readTranslations(phTh, table)
    expect(issues).toEqual([])
    expect(instrument.blocks[0]?.items[0]?.text).toEqual({
      vi: phTh.blocks[0]?.items[0]?.text.vi,
      en: 'New words',
      km: 'ខ្មែរ',
    })
    expect(missing.en).toEqual(['T4.option.khmer'])
    expect(missing.km).not.toContain('A1')
    expect(phTh.blocks[0]?.items[0]?.text.en).not.toBe('New words')
  })

  test('marks what awaits a translator, keeps review marks, and takes them from words that changed', () => {
    const reviewed = { vi: { by: 'Hoa', on: '2026-11-20' }, en: { by: 'Minh', on: '2026-11-21' } }
    const form = changed((item) => (item.id === 'A1' ? { ...item, text: { ...item.text, reviewed } } : item))
    const table = translationTable(form)
    expect(table[0]).toEqual(['key', 'vi', 'en', 'km', 'chờ dịch'])
    expect(table.slice(1).every((row) => row[4] === (row[3] === '' ? 'km' : ''))).toBe(true)
    expect(readTranslations(form, table).instrument).toEqual(form)
    const again = table.map((row) => (row[0] === 'A1' ? ['A1', row[1] ?? '', 'Other words', ''] : row))
    expect(readTranslations(form, again).instrument.blocks[0]?.items[0]?.text.reviewed).toEqual({ vi: reviewed.vi })
  })

  test('of a form with every type of question comes back without a change, and lists the answers a text must show', () => {
    const table = translationTable(everyType)
    expect(readTranslations(everyType, table)).toMatchObject({ instrument: everyType, issues: [], missing: { en: [] } })
    const lost = table.map((row) => (row[0] === 'G1' ? ['G1', row[1] ?? '', 'That is ${K1} and ${S1}.', ''] : row))
    expect(readTranslations(everyType, lost).issues).toMatchObject([
      { code: 'placeholder_mismatch', detail: { key: 'G1', missing: '${C1}', unknown: '${S1}' } },
    ])
  })

  // Case K17.
  test('is refused where it translates something else, and then changes nothing', () => {
    const rows = [
      ['key', 'vi', 'en'],
      ['A1', 'Một câu khác', 'Another question'],
      ['Z9', 'x', 'x'],
      ['A2', phTh.blocks[0]?.items[1]?.text.vi ?? '', 'a\u0007'],
      ['A3', phTh.blocks[0]?.items[2]?.text.vi ?? '', 'the {place}'],
      ['A5', phTh.blocks[0]?.items[4]?.text.vi ?? '', 'one'],
      ['A5', phTh.blocks[0]?.items[4]?.text.vi ?? '', 'two'],
      [null, null, null],
    ]
    const { instrument, issues } = readTranslations(phTh, rows)
    expect(issues.map(({ path, code }) => `${path} ${code}`)).toEqual([
      '/rows/2/vi source_changed',
      '/rows/3/key key_unknown',
      '/rows/4/en char_forbidden',
      '/rows/5/en placeholder_mismatch',
      '/rows/7/key key_duplicate',
    ])
    expect(issues[3]?.detail).toMatchObject({ row: 5, column: 'en', key: 'A3', missing: '', unknown: '{place}' })
    expect(instrument).toBe(phTh)
    expect(readTranslations(phTh, [['en']]).issues.map(({ detail }) => detail?.column)).toEqual(['key', 'vi'])
  })
})

describe('two versions of a form', () => {
  test('that are equal differ in nothing and can be compared in everything', () => {
    expect(compareInstruments(phTh, phTh).filter(({ kind }) => kind !== 'same')).toEqual([])
    expect(comparableItems(phTh, phTh)).toHaveLength(compareInstruments(phTh, phTh).length)
  })

  test('show item by item what was added, dropped, moved and reworded', () => {
    const after = changed((item) =>
      item.id === 'A1' ? undefined : item.id === 'A2' ? { ...item, required: false } : item,
    )
    const [block] = after.blocks
    if (!block) throw new Error('no block')
    block.items.push({ id: 'A9', type: 'scale', text: { vi: 'Mới' }, required: true, notApplicable: true })
    block.items.reverse()
    const found = new Map(compareInstruments(phTh, after).map((change) => [change.id, change]))
    expect(found.get('A1')?.kind).toBe('removed')
    expect(found.get('A9')?.kind).toBe('added')
    expect(found.get('A2')?.parts).toEqual(['required', 'order'])
    expect(found.get('B1')?.kind).toBe('same')
    expect(compareInstruments(phTh, reworded).filter(({ kind }) => kind !== 'same')).toEqual([
      { id: 'B6', kind: 'changed', parts: ['text'], languages: ['vi'] },
    ])
  })

  test('are compared over the years only where a question kept its meaning', () => {
    expect(comparableItems(phTh, reworded)).not.toContain('B6')
    expect(comparableItems(phTh, reworded, ['B6'])).toContain('B6')
    const polished = changed((item) =>
      item.id === 'B6' ? { ...item, text: { ...item.text, vi: `${item.text.vi}.` } } : item,
    )
    expect(comparableItems(phTh, polished)).toContain('B6')
    const retyped = changed((item) =>
      item.id === 'F2' && item.type === 'percent'
        ? { ...item, max: 100 }
        : item.id === 'T4' && item.type === 'single'
          ? { ...item, options: item.options.slice(1) }
          : item,
    )
    expect(comparableItems(phTh, retyped, ['F2', 'T4'])).not.toEqual(expect.arrayContaining(['F2']))
    expect(comparableItems(phTh, retyped, ['F2', 'T4'])).not.toContain('T4')
  })
})

test('an instrument is written once, seen by a second person, and never changed after publishing', () => {
  expect(INSTRUMENT_STATES.filter(canEdit)).toEqual(['draft'])
  expect(INSTRUMENT_STEPS.review.fourEyes).toBe(true)
  expect(canStep('draft', 'publish')).toBe(false)
  const away = Object.values(INSTRUMENT_STEPS).filter(({ from }) => from === 'published')
  expect(away.map(({ to }) => to)).toEqual(['withdrawn'])
})

import { expect } from 'vitest'
import { blankForm } from '../../server/instruments/paper/blank-form.ts'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import type { Instrument } from '../../surveys/instrument.ts'
import { shownHint } from '../../surveys/shown-hint.ts'
import type { Language } from '../../surveys/text.ts'
import { textsOf } from '../../surveys/texts.ts'
import { flowing, pageTexts } from './pdf-text.ts'

export const formOf = (name: string): Instrument => {
  const form = FORMS[name]
  if (!form) throw new Error(`no form ${name}`)
  return form
}
export const HASH = '3f'.repeat(32)
export const OPENING = { department: null, hotline: null, until: null, slip: false, mark: null }
export const printed = (instrument: Instrument, language: Language) =>
  blankForm({ instrument, contentHash: HASH, day: '2021-01-05', options: { ...OPENING, language } })

const PAGE = { vi: 'trang', en: 'page', km: 'ទំព័រ' } as const

/** Letters only: where a line was broken does not matter. */
export const letters = (text: string): string => text.replace(/\s/g, '')

/** Readers give Khmer as it is drawn, vowels and the coeng of ro before their consonant: its consonants are compared in any order. */
const consonants = (word: string): string => (word.match(/[\u1780-\u17a2]/g) ?? ['none', word]).sort().join('')

/** The form without the hints that say nothing new. */
const shown = (form: Instrument): Instrument => ({
  ...form,
  blocks: form.blocks.map((block) => ({
    ...block,
    items: block.items.map((item) => ('hint' in item ? { ...item, hint: shownHint(item) } : item)),
  })),
})

/** Every question and option stands on three or four sheets, each numbered and with the hash. */
export async function expectWhole(name: string, language: Language): Promise<void> {
  const form = formOf(name)
  const pages = await pageTexts(await printed(form, language))
  expect(pages.length).toBeGreaterThanOrEqual(3)
  expect(pages.length).toBeLessThanOrEqual(4)
  const count = pages.length
  pages.forEach((page, index) => {
    expect(page).toContain(`${PAGE[language]} ${index + 1}/${count}`)
    expect(page).toContain(HASH.slice(0, 12))
  })
  // Cells side by side are read line by line across the table: the words of a question are looked for one by one.
  const words = new Set(flowing(pages).split(' '))
  for (const item of form.blocks.flatMap((block) => block.items)) expect(words).toContain(item.id)
  const said = textsOf(shown(form)).flatMap(({ text }) => (text[language] ?? text.vi).split(/\s+/))
  const text = flowing(pages)
  const all = letters(text).toLocaleLowerCase()
  const khmer = new Set((text.match(/[\u1780-\u17ff]+/g) ?? []).map(consonants))
  const stands = (word: string) => all.includes(word.toLocaleLowerCase()) || khmer.has(consonants(word))
  expect(said.filter((word) => !stands(word))).toEqual([])
  // Who may leave out the question on fees is told so once.
  if (language === 'vi') expect(text.match(/bỏ qua/g) ?? []).toHaveLength(name.startsWith('hs-') ? 0 : 1)
}

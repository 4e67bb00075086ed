import { expect, test } from 'vitest'
import { pluralForms } from '../../client/words/plural-forms.ts'
import { programWords } from '../../client/words/respondent.ts'
import { withBreaks } from '../../server/responses/khmer.ts'

test('a counted text has a form for each plural category of its language', () => {
  expect(pluralForms('{count, plural, one {# question} other {# questions}} still open')).toEqual({
    one: '{count} question still open',
    other: '{count} questions still open',
  })
  expect(pluralForms('Còn {count} câu')).toBe('Còn {count} câu')
})

test('every text with a count says it as each language of the page needs it', () => {
  for (const language of ['vi', 'en'] as const)
    for (const [key, text] of Object.entries(programWords)) {
      if (!text.vi.includes('{count}')) continue
      const forms = pluralForms(text[language])
      const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      const said = typeof forms === 'string' ? ['other'] : Object.keys(forms)
      expect([key, said.sort()]).toEqual([key, [...categories].sort()])
    }
})

test('a Khmer line may end between words, never before a repetition mark or a full stop', () => {
  expect(withBreaks('ជ្រើសរើសចម្លើយ')).toBe('ជ្រើសរើស\u200bចម្លើយ')
  expect(withBreaks('ភាសាខ្មែរ។ ផ្សេងៗ')).not.toMatch(/\u200b[។ៗ]/)
  expect(withBreaks('ផ្ទុក\u200bឡើងវិញ')).toBe('ផ្ទុក\u200bឡើងវិញ')
  expect(withBreaks('Hài lòng, very')).toBe('Hài lòng, very')
})

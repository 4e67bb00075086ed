import { test } from 'vitest'
import { FORMS } from '../../surveys/forms/catalogue.ts'
import { readsText, WITHOUT } from './pdf-text.ts'
import { expectWhole } from './printed-form.ts'

test.for([
  ...Object.keys(FORMS).map((name) => [name, 'vi'] as const),
  ['ph-th', 'en'] as const,
  ['sv-cd', 'km'] as const,
])('%s in %s has every question and option on paper', async ([name, language], { skip }) => {
  if (!readsText) skip(WITHOUT)
  await expectWhole(name, language)
})

import type { Named, Names } from '../../../client/words/condition-sentence.ts'
import { SCALE_LEVELS } from '../../../surveys/forms/items.ts'
import type { Instrument, Item, Option } from '../../../surveys/instrument.ts'
import { inLanguage, type Language } from '../../../surveys/text.ts'

/** What conditions call the questions of a form, rows of a matrix included. */
export function questionNames(form: Instrument, language: Language): Names {
  const named = new Map<string, Named>()
  for (const item of form.blocks.flatMap((block) => block.items)) {
    named.set(item.id, namedItem(item, language))
    if (item.type === 'matrix')
      for (const row of item.rows)
        named.set(
          row.id,
          item.of.type === 'scale' ? onScale(language) : amongOptions('single', item.of.options, language),
        )
  }
  return (name) => named.get(name)
}

const none = () => undefined

const onScale = (language: Language): Named => ({
  kind: 'scale',
  wordsOf: (value) => {
    const level = SCALE_LEVELS.find((each) => each.value === value)
    return level && inLanguage(level.text, language)
  },
})

const amongOptions = (kind: 'single' | 'multiple', options: readonly Option[], language: Language): Named => ({
  kind,
  wordsOf: (value) => {
    const option = options.find((each) => each.value === value)
    return option && inLanguage(option.text, language)
  },
})

export function namedItem(item: Item, language: Language): Named {
  switch (item.type) {
    case 'scale':
      return onScale(language)
    case 'single':
    case 'multiple':
      return amongOptions(item.type, item.options, language)
    case 'ranking':
      return amongOptions('multiple', item.options, language)
    case 'percent':
    case 'number':
      return { kind: 'number', wordsOf: none }
    case 'date':
      return { kind: 'date', wordsOf: none }
    default:
      return { kind: 'text', wordsOf: none }
  }
}

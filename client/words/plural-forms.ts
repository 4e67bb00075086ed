/** A text with a count in it, by the plural category of the count (Unicode CLDR); `other` is always there. */
export type PluralForms = Readonly<{ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>>

const PLURAL = /^(.*)\{count, plural,((?: \w+ \{[^{}]*\})+)\}(.*)$/s

/**
 * The forms of a text of ICU's message format with one plural over `count`: `{count, plural, one {# sheet} other {# sheets}} left`.
 * A text without one is its only form. The page carries the forms, so the phone needs no reader of that format.
 */
export function pluralForms(text: string): string | PluralForms {
  const [, before = '', cases = '', after = ''] = PLURAL.exec(text) ?? []
  if (cases === '') return text
  const forms = [...cases.matchAll(/(\w+) \{([^{}]*)\}/g)].map(([, category, said = '']) => [
    category,
    before + said.replace(/#/g, '{count}') + after,
  ])
  return Object.fromEntries(forms) as PluralForms
}

/** A text a person reads. Vietnamese is always there; the others only once somebody has written them. */
export type Language = 'vi' | 'km' | 'en'
export const LANGUAGES: readonly Language[] = ['vi', 'km', 'en']
/** Who has read a text in one language and stands for it, and on which day. */
export type Review = Readonly<{ by: string; on: string }>
export type Text = Readonly<{
  vi: string
  km?: string
  en?: string
  reviewed?: Readonly<Partial<Record<Language, Review>>>
}>

/** The text in the wanted language, or in Vietnamese where it is not translated. */
export const inLanguage = (text: Text, language: Language): string => text[language] ?? text.vi

/** Whether nobody has written the text in this language yet. What is shown instead is Vietnamese, and must be marked so. */
export const awaitsTranslation = (text: Text, language: Language): boolean => (text[language] ?? '').trim() === ''

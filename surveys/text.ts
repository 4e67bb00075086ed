/** A text a person reads. Vietnamese is always there; the others only once somebody has written them. */
export type Language = 'vi' | 'km' | 'en'
export const LANGUAGES: readonly Language[] = ['vi', 'km', 'en']
export type Text = Readonly<{ vi: string; km?: string; en?: string }>

/** The text in the wanted language, or in Vietnamese where it is not translated. */
export const inLanguage = (text: Text, language: Language): string => text[language] ?? text.vi

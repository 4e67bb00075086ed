/**
 * Every Khmer word the program itself says. Nobody here translates: a word stands in this table only where a published
 * translation says it for the same thing, and its source is named. `reviewed` stays null until the Khmer section of the Department
 * has read the word in its place; until then each page and sheet in Khmer says that it is not yet reviewed.
 */
export type KhmerWord = Readonly<{ km: string; source: string; reviewed: null | Readonly<{ by: string; on: string }> }>

const from = (source: string, km: string): KhmerWord => ({ km, source, reviewed: null })

const GTK = 'GTK 3.24.38, po/km.po'
const OFFICE = 'LibreOffice 7.4.7, km'
const FIREFOX = 'Firefox ESR, langpack km'
const ODK = 'ODK Collect, strings/values-km'
/** The patient satisfaction form of Cambodia's National Centre for HIV/AIDS, Dermatology and STD, with its English beside it. */
const NCHADS = 'NCHADS patient satisfaction feedback, lang/kh/client/answers.php'

export const KHMER = {
  languageName: from('Unicode CLDR 48, km, languages/km', 'ខ្មែរ'),
  language: from(`${GTK}: Language`, 'ភាសា'),
  back: from(`${GTK}: _Back; ${FIREFOX}: back`, 'ថយក្រោយ'),
  next: from(`${GTK}: _Next`, 'បន្ទាប់'),
  skip: from(`${OFFICE}, cui: Skip; ${FIREFOX}: onboarding skip button`, 'រំលង'),
  options: from(`${OFFICE}, sd and chart: Options`, 'ជម្រើស'),
  begin: from(`${OFFICE}, sc: Start; ${ODK}: start`, 'ចាប់ផ្ដើម'),
  send: from(`${OFFICE}, sfx: Send; ${FIREFOX}: netmonitor.custom.send`, 'ផ្ញើ'),
  reload: from(`${FIREFOX}: touchbar reload`, 'ផ្ទុក\u200bឡើងវិញ'),
  chooseAnswer: from(`${ODK}: select_answer`, 'ជ្រើសរើសចម្លើយ'),
  question: from(`${GTK}: Question`, 'សំណួរ'),
  page: from(`${GTK}: Page %u; ${OFFICE}, vcl: Page %p of %n`, 'ទំព័រ'),
  satisfied: from(`${NCHADS}: q1a_3`, 'ពេញចិត្ត'),
  neutral: from(`${NCHADS}: q1a_2`, 'ធម្មតា'),
  dissatisfied: from(`${NCHADS}: q1a_1`, 'មិនពេញចិត្ត'),
  yes: from(`Unicode CLDR and glibc km_KH: yesstr; ${NCHADS}: q6a_1`, 'បាទ/ចាស'),
  no: from(`Unicode CLDR and glibc km_KH: nostr; ${NCHADS}: q6a_2`, 'ទេ'),
  noAnswer: from(`${NCHADS}: q6a_98`, 'សុំមិនឆ្លើយ'),
  male: from(`${NCHADS}: q8c_1`, 'ប្រុស'),
  female: from(`${NCHADS}: q8c_2`, 'ស្រី'),
} as const satisfies Readonly<Record<string, KhmerWord>>

/** The Khmer of a text, to stand beside its Vietnamese and English. */
export const inKhmer = (word: keyof typeof KHMER): { km: string } => ({ km: KHMER[word].km })

import { askOnce } from '../ask-once.ts'

/**
 * Passwords that guessing programs try first: the 49,233 of the list that comes with zxcvbn (Dropbox; MIT), made from
 * published leaks and sorted by how often they were used. Few of them have twelve letters, so that one with a
 * year, a number or signs round it, with letters written as numbers, or said twice, is as common as itself.
 */
const known = askOnce(async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'] as readonly string[])
})

/** What anybody tries here: the product, the office, the place; words people start from, in Vietnamese without marks. */
const OWN_WORDS = [
  'hailong',
  'soctrang',
  'cantho',
  'giaoduc',
  'sogiaoduc',
  'sogddt',
  'gddt',
  'tccb',
  'khaosat',
  'khaosathailong',
  'matkhau',
  'vietnam',
  'xinchao',
  'hocsinh',
  'giaovien',
  'truonghoc',
  'quantri',
  'daotao',
  'tieuhoc',
  'phothong',
]

const WRITTEN: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', $: 's', '@': 'a' }

/** Without marks over letters, in small letters. */
export const plainLetters = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase()

const core = (text: string): string => text.replace(/^[^a-z]+|[^a-z]+$/g, '')
const spelled = (text: string): string => text.replace(/[01345$@7]/g, (sign) => WRITTEN[sign] ?? sign)

/** A few letters said again and again are no more than those letters. */
const repeats = (text: string): boolean => /^(.{1,6}?)\1+$/u.test(text)

/** Keys or numbers in a row: 1234567890, abcdefgh, qwertyuiop. */
const ROWS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
]
const isRow = (text: string): boolean => ROWS.some((row) => row.includes(text))

/** Words anybody tries here, one behind the other and with a year, are tried as quickly as one of them. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const left = words.reduce((rest, word) => rest.replaceAll(word, ' '), text)
  return left !== text && left.replace(/[^a-z]/g, '').length < 4 && left.replace(/\s/g, '').length <= 8
}

export async function isCommonPassword(password: string, names: readonly string[] = []): Promise<boolean> {
  const list = await known()
  const plain = plainLetters(password)
  const joined = plain.replace(/[\s._-]+/g, '')
  const own = new Set([...OWN_WORDS, ...names.flatMap(nameParts)])
  const longestFirst = [...own].sort((a, b) => b.length - a.length)
  if (repeats(plain) || repeats(joined)) return true
  const forms = new Set(
    [plain, joined].flatMap((text) => [text, core(text), spelled(text), core(spelled(text)), spelled(core(text))]),
  )
  const few = (form: string) => form.length < 5 && joined.length > 4 * Math.max(form.length, 1)
  return (
    [...forms].some(
      (form) => form !== '' && !few(form) && (list.has(form) || own.has(form) || isRow(form) || new Set(form).size < 3),
    ) || [plain, joined, spelled(joined)].some((form) => isMadeOf(form, longestFirst))
  )
}

/** Of an address what stands before the @, of a name all of it and each word. */
function nameParts(name: string): string[] {
  const whole = plainLetters(name)
  const plain = whole.split('@')[0] ?? ''
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word.length > 3)
  return [whole, plain.replace(/[^a-z0-9]/g, ''), ...words].filter((word) => word.length > 3)
}

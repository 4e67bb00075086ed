/** The five tones of Vietnamese as combining signs; the other marks belong to their vowel. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const MARKS = /[\u0300-\u036f]/g
const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** A text as it is searched: its words between single spaces, with their marks (`folded`) and without (`plain`). */
export type SearchText = Readonly<{ folded: string; plain: string }>

/**
 * One syllable written one way: small, its tone behind it, for `hòa` and `hoà` are the same word, and `i` where `y` alone is the
 * vowel, for `quản lý` and `quản lí` are, too.
 */
export function foldWord(word: string): string {
  const apart = word.toLowerCase().normalize('NFD')
  const tones = apart.match(TONES) ?? []
  const bare = apart.replace(TONES, '').normalize('NFC')
  return bare.replace(/^([hklmstv]|qu)y$/, '$1i') + tones.join('')
}

/** Marks of other scripts, which are letters there, stay. */
export const plainWord = (word: string): string =>
  foldWord(word).normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd')

export function searchText(text: string): SearchText {
  const words = text.normalize('NFC').match(WORD) ?? []
  return { folded: ` ${words.map(foldWord).join(' ')} `, plain: ` ${words.map(plainWord).join(' ')} ` }
}

/** What is looked for: words that follow each other, with marks or without. */
export type Wanted = Readonly<{ words: readonly string[]; marked: boolean }>

/** Every part between spaces must be there, in any order; `45/QĐ-SGDĐT` and what stands in quotes is a sequence of words. */
export function wantedIn(query: string): Wanted[] {
  const parts = query.normalize('NFC').match(/"[^"]*"|\S+/g) ?? []
  return parts.flatMap((part) => {
    const words = part.match(WORD) ?? []
    if (words.length === 0) return []
    const folded = words.map(foldWord)
    const plain = words.map(plainWord)
    const marked = folded.some((word, at) => word !== plain[at])
    return [{ words: marked ? folded : plain, marked }]
  })
}

/** For `like`. Without marks the beginning of the last word is enough; with marks the word is meant as it stands. Holds no wildcard of its own. */
export const patternOf = ({ words, marked }: Wanted): string => `% ${words.join(' ')}${marked ? ' ' : ''}%`

/** Between the pages of a kept text. */
export const PAGE_END = '\f'
const AROUND = 90

/** Where the first of the wanted stands in a text: its page, and the words around. */
export function placeIn(text: string, wanted: readonly Wanted[]): Readonly<{ page: number; around: string }> | null {
  for (const one of wanted) {
    const seen: { at: number; end: number; word: string }[] = []
    for (const found of text.matchAll(WORD)) {
      const word = one.marked ? foldWord(found[0]) : plainWord(found[0])
      seen.push({ at: found.index, end: found.index + found[0].length, word })
      if (seen.length > one.words.length) seen.shift()
      if (seen.length === one.words.length && fits(seen, one)) {
        const [first, last] = [seen[0], seen.at(-1)]
        if (!first || !last) continue
        const from = Math.max(0, first.at - AROUND)
        const to = Math.min(text.length, last.end + AROUND)
        const around = text.slice(from, to).replace(/\s+/g, ' ').trim()
        return {
          page: text.slice(0, first.at).split(PAGE_END).length,
          around: `${from > 0 ? '… ' : ''}${around}${to < text.length ? ' …' : ''}`,
        }
      }
    }
  }
  return null
}

const fits = (seen: readonly { word: string }[], { words, marked }: Wanted): boolean =>
  words.every((word, at) => {
    const there = seen[at]?.word ?? ''
    return marked || at < words.length - 1 ? there === word : there.startsWith(word)
  })

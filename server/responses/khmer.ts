import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const WEIGHTS = ['400', '700'] as const
type Weight = (typeof WEIGHTS)[number]
const letters = (weight: Weight) => `/p/letters/khmer-${weight}.woff2`

const face = (weight: Weight): string =>
  `@font-face{font-family:Khmer;font-weight:${weight};font-display:swap;src:url(${letters(weight)}) format("woff2");unicode-range:U+1780-17FF,U+19E0-19FF,U+200C-200D,U+25CC}`

/**
 * What only a page in Khmer needs: letters of its own, since not every phone has them, and lines high enough for signs
 * that stand above and below (1.7 and more; W3C, Khmer layout requirements). No letter is spaced, no word cut inside.
 */
export const KHMER_STYLE = `${WEIGHTS.map(face).join('')}:root{font-family:Khmer,system-ui,sans-serif;line-height:1.75}nav,h1,h2,legend,section>p,fieldset>p,section>ul{line-height:1.75}main label,main button,main a{flex-wrap:wrap;gap:0 12px}details label{display:grid;gap:0 12px;grid-template-columns:auto 1fr}details mark{grid-column:2;justify-self:start}mark{flex:none;white-space:nowrap;padding:0 4px;border-radius:4px;font-size:.75rem;font-weight:400;line-height:1.5;color:#16202a;background:#ffe08a}`

const resolve = createRequire(import.meta.url).resolve

/** The letters by the name of their file, or undefined. */
export async function khmerLetters(file: string): Promise<Buffer | undefined> {
  const weight = WEIGHTS.find((one) => letters(one) === `/p/letters/${file}`)
  if (!weight) return undefined
  return readFile(resolve(`@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-${weight}-normal.woff2`))
}

const KHMER_RUN = /[\u1780-\u17ff]{2,}/g
const words = new Intl.Segmenter('km', { granularity: 'word' })

/**
 * Khmer puts no space between words, and not every browser has the dictionary to find where a line may end: an invisible space
 * (U+200B) says it, between words only. A text in which somebody has set such places keeps them.
 */
export const withBreaks = (text: string): string =>
  text.includes('\u200b')
    ? text
    : text.replace(KHMER_RUN, (run) => {
        let last = false
        return [...words.segment(run)]
          .map(({ segment, isWordLike = false }) => {
            // U+17D7 says the word before it again and stays with it.
            const mayBreak = last && isWordLike && !segment.startsWith('\u17d7')
            last = isWordLike
            return mayBreak ? `\u200b${segment}` : segment
          })
          .join('')
      })

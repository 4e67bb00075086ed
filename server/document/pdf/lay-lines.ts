import type { Cut, Face } from '../font.ts'
import { drawn, refuseMissing, stretches } from './letters.ts'
import type { Pdf } from './open-pdf.ts'

/** Text in one style; sizes in points. */
export type Span = Readonly<{ text: string; face?: Face; size: number; color?: string; raised?: boolean }>

type Piece = Readonly<{ text: string; cut: Cut; size: number; width: number; color: string; rise: number }>
/** What no line may break: pieces side by side. */
type Word = { pieces: Piece[]; width: number; before: 'nothing' | 'space' | 'line'; space: number }

export type Line = Readonly<{
  words: readonly Word[]
  width: number
  /** Indent of this line from the left. */
  indent: number
  ascent: number
  height: number
  /** The last of its paragraph, which is not stretched. */
  last: boolean
}>
export type LineOptions = Readonly<{
  width: number
  firstLine?: number
  /** Line distance in single lines: 1 is single, 1.15 what body text has. */
  leading?: number
}>

/** Of the size: what Times New Roman has above and below its base line, and the room of one single line. */
const ASCENT = 0.891
const SINGLE = 1.149
/** Khmer stacks signs above and below: it needs a line of 1.7 (W3C, Khmer layout). */
const KHMER_ASCENT = 1.12
const KHMER_LINE = 1.7

/** Lines of a paragraph in a width: breaks at spaces, between Khmer words, and inside a word only if nothing else helps. */
export function layLines(pdf: Pdf, spans: readonly Span[], options: LineOptions): Line[] {
  const { width: most, firstLine = 0, leading = 1 } = options
  const least = Math.max(0, ...spans.map(({ size }) => size))
  const lines: Line[] = []
  let line: Word[] = []
  let width = 0
  const close = (last: boolean) => {
    const indent = lines.length === 0 ? firstLine : 0
    lines.push({ words: line, width, indent, last, ...measures(line, least, leading) })
    line = []
    width = 0
  }
  for (const word of wordsOf(pdf, spans, most - firstLine)) {
    const room = most - (lines.length === 0 ? firstLine : 0)
    if (word.before === 'line') close(true)
    else if (line.length > 0 && width + word.space + word.width > room + 0.01) close(false)
    width += (line.length > 0 ? word.space : 0) + word.width
    line.push(word)
  }
  close(true)
  return lines
}

function measures(words: readonly Word[], least: number, leading: number): Pick<Line, 'ascent' | 'height'> {
  const pieces = words.flatMap((word) => word.pieces)
  const ascents = pieces.map(({ cut, size }) => size * (isKhmer(cut) ? KHMER_ASCENT : ASCENT))
  const heights = pieces.map(({ cut, size }) => size * (isKhmer(cut) ? KHMER_LINE : SINGLE * leading))
  return { ascent: Math.max(least * ASCENT, ...ascents), height: Math.max(least * SINGLE * leading, ...heights) }
}

const isKhmer = (cut: Cut): boolean => cut === 'khmer' || cut === 'khmerBold'
const khmerWords = new Intl.Segmenter('km', { granularity: 'word' })
/** Between tokens: a place where a line may end though there is no space. */
const BREAK = ''

function wordsOf(pdf: Pdf, spans: readonly Span[], most: number): Word[] {
  const words: Word[] = []
  let before: Word['before'] = 'nothing'
  let space = 0
  let open = false
  const add = (piece: Piece) => {
    const word = words.at(-1)
    if (open && word) {
      word.pieces.push(piece)
      word.width += piece.width
    } else words.push({ pieces: [piece], width: piece.width, before, space: before === 'space' ? space : 0 })
    open = true
    before = 'nothing'
  }
  for (const { text, face = 'regular', size, color = '#000000', raised = false } of spans)
    for (const stretch of stretches(text, face)) {
      const { cut } = stretch
      refuseMissing(stretch.text.replace(/[\n\t]/g, ' '), cut)
      const set = raised ? size * 0.65 : size
      const measure = (part: string) => widthOf(pdf, drawn(part), cut, set)
      for (const token of tokensOf(stretch.text, isKhmer(cut), measure, most)) {
        if (token === '\n') before = 'line'
        if (token === ' ' && before !== 'line') {
          before = 'space'
          space = widthOf(pdf, ' ', isKhmer(cut) ? face : cut, set)
        }
        if (token === '\n' || token === ' ' || token === BREAK) open = false
        else add({ text: drawn(token), cut, size: set, width: measure(token), color, rise: raised ? size * 0.33 : 0 })
      }
    }
  return words
}

/** Words, `' '` for spaces, `'\n'` for a new line, `BREAK`. */
function tokensOf(text: string, khmer: boolean, measure: (part: string) => number, most: number): string[] {
  if (khmer)
    return text
      .split('\u200b')
      .flatMap((part) => [...khmerWords.segment(part)].flatMap(({ segment }) => [segment, BREAK]))
      .slice(0, -1)
  return text
    .split(/(\n|[ \t]+)/)
    .filter((token) => token !== '')
    .flatMap((token) => (/^[ \t]+$/.test(token) ? [' '] : fitting(token, measure, most)))
}

/** Where a sign made of parts (12/QĐ-SGDĐT, an address) may end a line: behind what parts them. */
const JOINTS = /(?<=[/\-–_.@?&=:])/

/** A word that is wider than any line comes in parts that fit: whole parts of a sign first, letters only where a part is too wide. */
function fitting(token: string, measure: (part: string) => number, most: number): string[] {
  if (measure(token) <= most) return [token]
  const lines: string[] = []
  let line = ''
  const add = (part: string) => {
    if (line !== '' && measure(line + part) > most) {
      lines.push(line)
      line = ''
    }
    line += part
  }
  for (const part of token.split(JOINTS)) for (const piece of measure(part) <= most ? [part] : part) add(piece)
  return [...lines.flatMap((one) => [one, BREAK]), line]
}

const widthOf = (pdf: Pdf, text: string, cut: Cut, size: number): number =>
  pdf.font(cut).fontSize(size).widthOfString(text)

import { paperWords } from '../../../client/words/paper.ts'
import { NOT_APPLICABLE, SCALE_LEVELS } from '../../../surveys/forms/items.ts'
import type { Block, Instrument, Item, MatrixItem } from '../../../surveys/instrument.ts'
import { shownHint } from '../../../surveys/shown-hint.ts'
import type { Span } from '../../document/pdf/lay-lines.ts'
import type { Pdf } from '../../document/pdf/open-pdf.ts'
import type { Slab } from '../../document/pdf/slab.ts'
import { choiceSlabs, combSlab, questionSlab, writingSlabs } from './choice-slabs.ts'
import { conditionLine } from './condition-line.ts'
import { SIZE } from './geometry.ts'
import type { PaperWords } from './paper-words.ts'
import { type GridHead, type GridRow, gridSlabs } from './scale-grid.ts'
import { textSlabs } from './text-slabs.ts'

type Asker = Readonly<{ pdf: Pdf; form: Instrument; words: PaperWords }>

/** All blocks of a form: title, what is said before, questions; questions on the scale side by side in one table. */
export const formSlabs = (pdf: Pdf, form: Instrument, words: PaperWords): Slab[] =>
  form.blocks.flatMap((block) => blockSlabs({ pdf, form, words }, block))

function blockSlabs(asker: Asker, block: Block): Slab[] {
  const { pdf, words } = asker
  const title = `${block.id}. ${words.say(block.title)}`
  const slabs = textSlabs(pdf, [{ text: title, size: SIZE.title, face: 'bold' }], { before: 9, glued: true })
  if (block.lead)
    slabs.push(
      ...textSlabs(pdf, [{ text: words.say(block.lead), size: SIZE.text, face: 'italic' }], { before: 2, glued: true }),
    )
  for (const run of runsOf(block.items)) slabs.push(...runSlabs(asker, run))
  return slabs
}

/** Questions that follow each other on the scale share a table. */
function runsOf(items: readonly Item[]): Item[][] {
  const runs: Item[][] = []
  for (const item of items) {
    const run = runs.at(-1)
    if (item.type === 'scale' && run?.[0]?.type === 'scale') run.push(item)
    else runs.push([item])
  }
  return runs
}

function runSlabs(asker: Asker, run: readonly Item[]): Slab[] {
  const [first] = run
  if (!first) return []
  if (first.type === 'scale') {
    const rows = run.map((item): GridRow => {
      const apart = item.type === 'scale' && item.notApplicable
      return { number: item.id, text: askedText(asker, item), digits: SCALE_DIGITS, apart }
    })
    return gridSlabs(
      asker.pdf,
      scaleHead(
        asker,
        rows.some(({ apart }) => apart),
      ),
      rows,
    )
  }
  return itemSlabs(asker, first)
}

const SCALE_DIGITS = SCALE_LEVELS.map(({ value }) => String(value))

const scaleHead = ({ words }: Asker, apart: boolean): GridHead => ({
  number: words.say(paperWords.number),
  question: words.say(paperWords.question),
  columns: SCALE_LEVELS.map(({ text }) => words.say(text)),
  apart: apart ? words.say(unknownText) : null,
})

/** As the phone says it, where the phone says it in that language. */
const unknownText = { ...paperWords.unknown, ...(NOT_APPLICABLE.km ? { km: NOT_APPLICABLE.km } : {}) }

/** The question, what helps to answer it, and when it is to be skipped. */
function askedText({ form, words }: Asker, item: Item, more: readonly string[] = []): Span[] {
  const spans: Span[] = [{ text: words.say(item.text), size: SIZE.text }]
  const small = (text: string) => spans.push({ text: `\n${text}`, size: SIZE.hint, face: 'italic' })
  const hint = shownHint(item)
  if (hint) small(words.say(hint))
  if ('image' in item && item.image) small(words.say(item.image.alt))
  for (const text of more) small(text)
  const condition = conditionLine(form, item)
  if (condition) spans.push({ text: `\n${words.say(condition)}`, size: SIZE.hint, face: 'boldItalic' })
  return spans
}

function itemSlabs(asker: Asker, item: Item): Slab[] {
  const { pdf, words } = asker
  const asked = (glued: boolean, ...more: string[]) => questionSlab(pdf, item.id, askedText(asker, item, more), glued)
  switch (item.type) {
    case 'single':
    case 'multiple': {
      const exclusive = item.type === 'multiple' ? (item.exclusive ?? []) : []
      const choices = item.options.map((option, index) => ({
        digit: String(index + 1),
        text: exclusive.includes(option.value)
          ? words.say(paperWords.alone, { option: words.say(option.text) })
          : words.say(option.text),
        writeOn: item.other?.value === option.value,
      }))
      return [asked(true, ...(item.type === 'multiple' ? limits(words, item) : [])), ...choiceSlabs(pdf, choices)]
    }
    case 'ranking': {
      const rule =
        item.max === undefined ? words.say(paperWords.rank) : words.say(paperWords.rankMost, { max: String(item.max) })
      const choices = item.options.map((option) => ({ digit: '', text: words.say(option.text), writeOn: false }))
      return [asked(true, rule), ...choiceSlabs(pdf, choices, RANK_BOX)]
    }
    case 'percent':
      return [asked(true), combSlab(pdf, [String(item.max).length], '', '%')]
    case 'number':
      return [asked(true), combSlab(pdf, [digitsOf(item.max), ...(item.decimals > 0 ? [item.decimals] : [])], ',', '')]
    case 'date':
      return [asked(true), combSlab(pdf, [2, 2, 4], '/', `(${words.say(paperWords.day)})`)]
    case 'text':
      return [asked(true), ...writingSlabs(pdf, item.short ? 1 : linesFor(item.maxLength))]
    case 'matrix':
      return [asked(true), ...matrixSlabs(asker, item)]
    case 'note':
      return textSlabs(pdf, askedText(asker, item), { before: 6, glued: false })
    default:
      return []
  }
}

const RANK_BOX = 17
const digitsOf = (max: number | undefined): number => (max === undefined ? 6 : String(Math.floor(Math.abs(max))).length)
const linesFor = (maxLength: number): number => Math.max(1, Math.min(6, Math.ceil(maxLength / 170)))

function limits(words: PaperWords, { min, max }: Extract<Item, { type: 'multiple' }>): string[] {
  const said = [
    ...(min === undefined ? [] : [words.say(paperWords.severalLeast, { min: String(min) })]),
    ...(max === undefined ? [] : [words.say(paperWords.severalMost, { max: String(max) })]),
  ]
  return said.length > 0 ? said : [words.say(paperWords.several)]
}

function matrixSlabs(asker: Asker, item: MatrixItem): Slab[] {
  const { pdf, words } = asker
  const row = (digits: readonly string[], apart: boolean) => (each: MatrixItem['rows'][number]) => ({
    number: each.id,
    text: [{ text: words.say(each.text), size: SIZE.text }],
    digits,
    apart,
  })
  if (item.of.type === 'scale')
    return gridSlabs(
      pdf,
      scaleHead(asker, item.of.notApplicable),
      item.rows.map(row(SCALE_DIGITS, item.of.notApplicable)),
    )
  const { options } = item.of
  const head = { ...scaleHead(asker, false), columns: options.map(({ text }) => words.say(text)) }
  return gridSlabs(
    pdf,
    head,
    item.rows.map(
      row(
        options.map((_, index) => String(index + 1)),
        false,
      ),
    ),
  )
}

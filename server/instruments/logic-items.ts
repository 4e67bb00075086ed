import { conditionSentence } from '../../client/words/condition-sentence.ts'
import { logicWords as words } from '../../client/words/paper.ts'
import { parse } from '../../surveys/expression/parse.ts'
import { NOT_APPLICABLE, SCALE_LEVELS } from '../../surveys/forms/items.ts'
import type { Instrument, Item, Option } from '../../surveys/instrument.ts'
import { awaitsTranslation, LANGUAGES, type Text } from '../../surveys/text.ts'
import { count, decimal, shortDay } from '../document/number.ts'
import type { Run } from '../document/piece.ts'
import { namedItem, questionNames } from './paper/question-names.ts'

const line = (text: string, style: Omit<Run, 'text'> = {}): Run => ({ text: `${text}\n`, ...style })

/** A text in every language, each on a line of its own; what awaits its translator says so. */
export function inAllLanguages(text: Text): Run[] {
  return LANGUAGES.flatMap((language) => {
    const reviewed = text.reviewed?.[language]
    const by = reviewed ? ` [${reviewed.by}, ${shortDay(reviewed.on)}]` : ''
    const awaits = awaitsTranslation(text, language)
    return [
      { text: `${language}: `, bold: true },
      awaits ? line(words.awaiting, { italics: true }) : line(`${text[language] ?? ''}${by}`),
    ]
  })
}

/** The question and everything said around it. */
export function itemTexts(item: Item): Run[] {
  const around: readonly (readonly [string, Text | undefined])[] = [
    [words.hint, 'hint' in item ? item.hint : undefined],
    [words.message, 'message' in item ? item.message : undefined],
    [words.image, 'image' in item ? item.image?.alt : undefined],
  ]
  return [
    ...inAllLanguages(item.text),
    ...around.flatMap(([name, text]) => (text ? [line(name, { italics: true }), ...inAllLanguages(text)] : [])),
  ]
}

/** An option on one line: its stored value, then its words. */
const optionLines = (options: readonly Option[], mark: (value: string) => string = () => ''): Run[] =>
  options.flatMap(({ value, text }) => [{ text: value, bold: true }, line(`${mark(value)} = ${inOneLine(text)}`)])

const inOneLine = (text: Text): string =>
  LANGUAGES.map((language) => {
    const said = awaitsTranslation(text, language) ? words.awaiting : text[language]
    return language === 'vi' ? said : `${language}: ${said}`
  }).join(' · ')

/** The scale that all its questions share. */
export const scaleLines = (): Run[] => [
  ...SCALE_LEVELS.flatMap(({ value, text }) => [{ text: String(value), bold: true }, line(` = ${inOneLine(text)}`)]),
  line(words.notApplicable(inOneLine(NOT_APPLICABLE))),
]

const onScale = (notApplicable: boolean): Run[] => [
  line(notApplicable ? words.scaleAndUnknown : words.scale, { italics: true }),
]

/** The type of a question and, with their stored values, what can be answered. */
export function answerLines(form: Instrument, item: Item): Run[] {
  const type = (text: string) => line(text, { italics: true })
  switch (item.type) {
    case 'scale':
      return onScale(item.notApplicable)
    case 'single':
    case 'multiple': {
      const exclusive = item.type === 'multiple' ? (item.exclusive ?? []) : []
      const mark = (value: string) =>
        [
          ...(exclusive.includes(value) ? [` (${words.exclusive})`] : []),
          ...(item.other?.value === value ? [` (${words.other(item.id, count(item.other.maxLength))})`] : []),
        ].join('')
      return [type(words[item.type]), ...optionLines(item.options, mark)]
    }
    case 'ranking':
      return [type(words.ranking), ...optionLines(item.options)]
    case 'matrix':
      return [
        type(words.matrix),
        ...item.rows.flatMap((row) => [line(row.id, { bold: true }), ...inAllLanguages(row.text)]),
        ...(item.of.type === 'scale'
          ? onScale(item.of.notApplicable)
          : [type(words.single), ...optionLines(item.of.options)]),
      ]
    case 'percent':
      return [type(words.percent)]
    case 'number':
      return [type(item.decimals === 0 ? words.wholeNumber : words.decimalNumber(count(item.decimals)))]
    case 'text':
      return [type(item.short ? words.shortText : words.longText)]
    case 'date':
      return [type(words.date)]
    case 'note':
      return [type(words.note)]
    case 'hidden':
      return [type(words.hidden(item.value))]
    case 'calculated':
      return [type(words.calculated(sentenceOf(form, item.calculation, item))), line(words.formula(item.calculation))]
  }
}

function sentenceOf(form: Instrument, source: string, item: Item): string {
  const read = parse(source)
  return 'issue' in read ? source : conditionSentence(read.tree, questionNames(form, 'vi'), 'vi', namedItem(item, 'vi'))
}

/** When a question is asked: the sentence, and the expression it was made from. */
export const whenLines = (form: Instrument, item: Item): Run[] =>
  item.relevant === undefined
    ? [line(words.always)]
    : [line(words.asked(sentenceOf(form, item.relevant, item))), line(words.formula(item.relevant), { italics: true })]

/** Whether it must be answered, and what an answer must be. */
export function ruleLines(form: Instrument, item: Item): Run[] {
  const asks = !['note', 'hidden', 'calculated'].includes(item.type)
  const needed = item.required === 'soft' ? words.soft : item.required ? words.required : words.optional
  const limits = boundsOf(item)
  const constraint = 'constraint' in item ? item.constraint : undefined
  return [
    ...(asks ? [line(needed)] : []),
    ...limits.map((text) => line(text)),
    ...(constraint === undefined
      ? []
      : [line(words.mustHold(sentenceOf(form, constraint, item))), line(words.formula(constraint), { italics: true })]),
  ]
}

function boundsOf(item: Item): string[] {
  const range = <Bound>(min: Bound | undefined, max: Bound | undefined, show: (bound: Bound) => string): string[] => {
    if (min !== undefined && max !== undefined) return [words.between(show(min), show(max))]
    if (min !== undefined) return [words.from(show(min))]
    return max === undefined ? [] : [words.to(show(max))]
  }
  switch (item.type) {
    case 'percent':
      return range(item.min, item.max, count)
    case 'number':
      return range(item.min, item.max, (bound) => decimal(bound, item.decimals))
    case 'date':
      return range(item.min, item.max, shortDay)
    case 'text':
      return [words.longest(count(item.maxLength))]
    case 'multiple':
      return [
        ...(item.min === undefined ? [] : [words.least(count(item.min))]),
        ...(item.max === undefined ? [] : [words.most(count(item.max))]),
      ]
    case 'ranking':
      return item.max === undefined ? [] : [words.most(count(item.max))]
    default:
      return []
  }
}

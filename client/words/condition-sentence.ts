import type { Tree } from '../../surveys/expression/parse.ts'
import { type ConditionPhrases, conditionPhrases } from './condition.ts'

/** What a sentence must know of a question: the words of its options, and whether several can be chosen. */
export type Named = Readonly<{
  kind: 'scale' | 'single' | 'multiple' | 'number' | 'text' | 'date'
  /** The text of an option or of a level of the scale; undefined for anything else. */
  wordsOf: (value: string | number) => string | undefined
}>
export type Names = (name: string) => Named | undefined
type Call = Extract<Tree, { kind: 'call' }>

/**
 * An expression as a sentence that says exactly what the evaluator does, for people who sign a form without reading
 * formulas: `${T4} = 'khmer' and ${A4} != ''` is `câu T4 chọn “Khmer” và câu A4 đã được trả lời`.
 *
 * @param self what `.` stands for, in a constraint
 */
export function conditionSentence(tree: Tree, names: Names, language: 'vi' | 'en', self?: Named): string {
  const say = conditionPhrases[language]
  return sentence(tree, { say, names, self })
}

type Teller = Readonly<{ say: ConditionPhrases; names: Names; self: Named | undefined }>

function sentence(tree: Tree, teller: Teller): string {
  const { say } = teller
  switch (tree.kind) {
    case 'number':
      return String(tree.value).replace('.', say === conditionPhrases.vi ? ',' : '.')
    case 'text':
      return say.quoted({ a: tree.value })
    case 'answer':
      return say.answerTo({ name: tree.name })
    case 'self':
      return say.self({})
    case 'call':
      return callSentence(tree, teller)
  }
}

const ARITHMETIC: Readonly<Record<string, keyof ConditionPhrases>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  div: 'divided',
  mod: 'rest',
}
const ORDER: Readonly<Record<string, keyof ConditionPhrases>> = {
  '>=': 'atLeast',
  '<=': 'atMost',
  '>': 'above',
  '<': 'below',
}
const MIRRORED: Readonly<Record<string, string>> = { '>=': '<=', '<=': '>=', '>': '<', '<': '>', '=': '=', '!=': '!=' }
const ON_ONE: Readonly<Record<string, keyof ConditionPhrases>> = {
  minus: 'negative',
  abs: 'absolute',
  int: 'whole',
  round: 'rounded',
  'count-selected': 'countChosen',
  'string-length': 'length',
}
const ON_LIST: Readonly<Record<string, keyof ConditionPhrases>> = { min: 'smallest', max: 'largest', concat: 'joined' }
const ON_TWO: Readonly<Record<string, keyof ConditionPhrases>> = {
  contains: 'contains',
  'starts-with': 'startsWith',
  regex: 'pattern',
  coalesce: 'fallback',
}

function callSentence(tree: Call, teller: Teller): string {
  const { say } = teller
  const { name, of } = tree
  const part = (index: number): Tree => of[index] ?? { kind: 'text', value: '', at: tree.at }
  /** A part inside a larger one: what is made of several parts itself stands in brackets. */
  const inner = (index: number) => bracketed(part(index), name, teller)
  if (name === 'and' || name === 'or') return say[name]({ a: inner(0), b: inner(1) })
  if (name === 'not') return negation(part(0), teller)
  if (name === 'selected') return choice(part(0), part(1), 'chosen', teller)
  if (name === '=' || name === '!=' || name in ORDER) return comparison(name, part(0), part(1), teller)
  if (name === 'true') return say.always({})
  if (name === 'false') return say.never({})
  if (name === 'today') return say.today({})
  if (name === 'if') return say.choice({ a: inner(0), b: inner(1), c: inner(2) })
  const [arithmetic, one, two, list] = [ARITHMETIC[name], ON_ONE[name], ON_TWO[name], ON_LIST[name]]
  if (arithmetic) return say[arithmetic]({ a: inner(0), b: inner(1) })
  if (one) return say[one]({ a: inner(0) })
  if (two) return say[two]({ a: inner(0), b: inner(1) })
  const all = of.map((_, index) => inner(index)).join('; ')
  return list ? say[list]({ a: all }) : say.other({ name, a: all })
}

const JOINS = ['and', 'or', '+', '-', '*', 'div', 'mod', 'if', 'min', 'max', 'concat', 'coalesce']

function bracketed(tree: Tree, outside: string, teller: Teller): string {
  const said = sentence(tree, teller)
  // A chain of one kind (`a and b and c`) needs none.
  const needed =
    tree.kind === 'call' &&
    JOINS.includes(tree.name) &&
    !(tree.name === outside && (outside === 'and' || outside === 'or'))
  return needed ? teller.say.brackets({ a: said }) : said
}

function negation(tree: Tree, teller: Teller): string {
  const { say } = teller
  if (tree.kind === 'call' && tree.name === 'selected')
    return choice(tree.of[0], tree.of[1], 'notChosenOrEmpty', teller)
  return say.not({ a: say.brackets({ a: sentence(tree, teller) }) })
}

const namedOf = (tree: Tree | undefined, { names, self }: Teller): Named | undefined =>
  tree?.kind === 'answer' ? names(tree.name) : tree?.kind === 'self' ? self : undefined

function choice(
  question: Tree | undefined,
  option: Tree | undefined,
  phrase: 'chosen' | 'notChosenOrEmpty',
  teller: Teller,
): string {
  if (!question || !option) return ''
  return teller.say[phrase]({ a: sentence(question, teller), b: valueText(option, namedOf(question, teller), teller) })
}

/** A value beside a question: an option by its words, a level of the scale with its number, anything else as it is. */
function valueText(tree: Tree, question: Named | undefined, teller: Teller): string {
  const { say } = teller
  if (question && (tree.kind === 'text' || tree.kind === 'number')) {
    const text = question.wordsOf(tree.value)
    if (text !== undefined && question.kind === 'scale') return say.level({ value: String(tree.value), text })
    if (text !== undefined) return say.quoted({ a: text })
  }
  return bracketed(tree, '=', teller)
}

const isBlank = (tree: Tree): boolean => tree.kind === 'text' && tree.value === ''
const isFixed = (tree: Tree): boolean => tree.kind === 'number' || tree.kind === 'text'

function comparison(name: string, left: Tree, right: Tree, teller: Teller): string {
  const { say } = teller
  if (isFixed(left) && !isFixed(right)) return comparison(MIRRORED[name] ?? name, right, left, teller)
  const a = bracketed(left, '=', teller)
  if (isBlank(right)) return name === '=' ? say.notAnswered({ a }) : say.answered({ a })
  const question = namedOf(left, teller)
  const b = valueText(right, question, teller)
  const order = ORDER[name]
  if (order) return say[order]({ a, b })
  const picked = question?.kind === 'single' || question?.kind === 'multiple'
  if (picked) return name === '=' ? say.chosen({ a, b }) : say.notChosenOrEmpty({ a, b })
  return name === '=' ? say.is({ a, b }) : say.isNot({ a, b })
}

import type { Fact, Rule } from '../../../analysis/assessment/rule.ts'
import type { ComponentScore } from '../../../analysis/assessment/score-component.ts'
import { dayText } from '../../words/days.ts'
import { scoreReason, factText as words } from '../../words/index-results.ts'
import { decimalText } from '../../words/numbers.ts'
import { filled } from '../../words/problem.ts'

/** Whole numbers without decimals, others with two. */
export const amountText = (value: number): string => decimalText(value, Number.isInteger(value) ? 0 : 2)
export const signedText = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '\u2212' : ''}${decimalText(Math.abs(value), 2)}`

/** Rules whose figure is a percentage, where a number alone would not say so. */
const percentRule = (kind: Rule['kind']): boolean => kind === 'ratio' || kind === 'inverse_ratio'

export function reasonText(score: ComponentScore): string {
  const figure = (value: number | undefined) =>
    value === undefined
      ? ''
      : `${decimalText(value, 2)}${percentRule(score.rule) || (score.rule === 'steps' && score.denominator !== undefined) ? '\u00a0%' : ''}`
  const achieved =
    score.rule === 'levels' || score.rule === 'deduct' ? amountText(score.achieved ?? 0) : figure(score.achieved)
  return filled(scoreReason[score.reason] ?? score.reason, { achieved, target: figure(score.target) })
}

type Levels = readonly Readonly<{ id: string; name: string }>[]

/** What was entered, in words. */
export function enteredText(fact: Fact | null, levels: Levels = []): string {
  if (fact === null) return words.nothing
  switch (fact.kind) {
    case 'nothing_arose':
      return words.nothing_arose
    case 'met':
      return words.met[fact.met ? 'true' : 'false']
    case 'level':
      return levels.find(({ id }) => id === fact.level)?.name ?? fact.level
    case 'ratio':
      return words.ratio(
        amountText(fact.numerator),
        amountText(fact.denominator),
        decimalText((100 * fact.numerator) / fact.denominator, 2),
      )
    case 'number':
      return amountText(fact.value)
    case 'day':
      return fact.day === null ? words.notDone : dayText(fact.day)
  }
}

const falls = (rule: Rule): boolean =>
  rule.kind === 'inverse_ratio' || rule.kind === 'deduct' || (rule.kind === 'steps' && rule.direction === 'down')

/** What would have to be entered, in words: at least, at most, by which day. */
export function neededText(rule: Rule, needed: Fact, denominatorKnown: boolean, levels: Levels = []): string {
  if (needed.kind === 'day') return needed.day === null ? words.notDone : words.by(dayText(needed.day))
  if (needed.kind === 'met' || needed.kind === 'level') return enteredText(needed, levels)
  const text =
    needed.kind === 'ratio' && !denominatorKnown
      ? words.percent(decimalText((100 * needed.numerator) / needed.denominator, 2))
      : enteredText(needed)
  return falls(rule) ? words.atMost(text) : words.atLeast(text)
}

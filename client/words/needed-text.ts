import type { Fact } from '../../analysis/assessment/rule.ts'
import type { Rule } from '../../surveys/criteria/rule.ts'
import { dayText } from './days.ts'
import { neededFact as words } from './index-results.ts'
import { decimalText } from './numbers.ts'
import { factText } from './score-sentence.ts'

export const signedText = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '\u2212' : ''}${decimalText(Math.abs(value), 2)}`

const falls = (rule: Rule): boolean =>
  rule.kind === 'inverse_ratio' || rule.kind === 'deduct' || (rule.kind === 'steps' && rule.direction === 'down')

/** What would have to be entered, in words: at least, at most, by which day. */
export function neededText(rule: Rule, needed: Fact, denominatorKnown: boolean): string {
  if (needed.kind === 'day') return needed.day === null ? words.notDone : words.by(dayText(needed.day))
  const text =
    needed.kind === 'ratio' && !denominatorKnown
      ? words.percent(decimalText((100 * needed.numerator) / needed.denominator, 2))
      : factText({ rule }, needed)
  if (needed.kind !== 'ratio' && needed.kind !== 'number') return text
  return falls(rule) ? words.atMost(text) : words.atLeast(text)
}

import type { CriteriaSet } from '../../../surveys/criteria/criteria-set.ts'
import { componentsOf } from '../../../surveys/criteria/criteria-set.ts'
import { rule } from '../../../surveys/criteria/rule.ts'
import { BETWEENS, DIRECTIONS, KINDS } from '../../../surveys/criteria/sheets.ts'
import { criteria as words } from '../../words/criteria.ts'
import { dayText } from '../../words/days.ts'
import { typedNumber } from '../../words/read-number.ts'
import { ruleSentence } from '../../words/rule-sentence.ts'

const CODES: Readonly<Record<string, string>> = { ...BETWEENS, ...DIRECTIONS, ...KINDS }
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A value of a card as people read it: numbers and days as offices write them, a rule as its sentence. */
export function cardValue(card: CriteriaSet, key: string, value: unknown): string | undefined {
  if (typeof value === 'number') return typedNumber(value)
  if (typeof value === 'boolean') return words.flags[`${value}`]
  if (typeof value === 'string') return DAY.test(value) ? dayText(value) : (CODES[value] ?? value)
  if (Array.isArray(value)) return value.map((one) => cardValue(card, key, one) ?? '').join('\n')
  if (typeof value !== 'object' || value === null) return undefined
  const read = rule.safeParse(value)
  if (read.success) return `${KINDS[read.data.kind]}. ${ruleSentence(read.data, pointsAt(card, key))}`
  return Object.entries(value)
    .map(([name, part]) => `${words.fields[name] ?? name}: ${cardValue(card, key, part) ?? ''}`)
    .join(' · ')
}

/** The points of the component a place belongs to; of a place elsewhere, out of one hundred. */
function pointsAt(card: CriteriaSet, key: string): number {
  const id = /\/components\/([^/]+)/.exec(key)?.[1]
  return componentsOf(card).find((one) => one.id === id)?.points ?? 100
}

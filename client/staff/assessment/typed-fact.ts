import { factKindOf } from '../../../analysis/assessment/rule.ts'
import type { Fact } from '../../../surveys/assessment.ts'
import type { Rule } from '../../../surveys/criteria/rule.ts'
import { readNumber, typedNumber } from '../../words/read-number.ts'

/** What stands in the fields of a line, letter by letter as it was typed. */
export type TypedFact = Readonly<{
  arose: boolean
  choice: string
  numerator: string
  denominator: string
  value: string
  day: string
  never: boolean
}>

const EMPTY: TypedFact = {
  arose: true,
  choice: '',
  numerator: '',
  denominator: '',
  value: '',
  day: '',
  never: false,
}

export function typedOf(rule: Rule, fact: Fact | null): TypedFact {
  const start =
    rule.kind === 'ratio' && rule.outOf !== undefined ? { ...EMPTY, denominator: String(rule.outOf) } : EMPTY
  switch (fact?.kind) {
    case undefined:
      return start
    case 'nothing_arose':
      return { ...start, arose: false }
    case 'met':
      return { ...start, choice: fact.met ? 'yes' : 'no' }
    case 'level':
      return { ...start, choice: fact.level }
    case 'ratio':
      return {
        ...start,
        numerator: typedNumber(fact.numerator),
        denominator: typedNumber(fact.denominator),
      }
    case 'number':
      return { ...start, value: typedNumber(fact.value) }
    case 'day':
      return { ...start, day: fact.day ?? '', never: fact.day === null }
  }
}

export type NumberField = 'numerator' | 'denominator' | 'value'
/** `nothing`: nothing was entered; `halfway`: a number is lacking in this field; `unread`: what stands in it is no number. */
export type Reading =
  | Readonly<{ kind: 'fact'; fact: Fact }>
  | Readonly<{ kind: 'nothing' }>
  | Readonly<{ kind: 'halfway'; field: NumberField }>
  | Readonly<{ kind: 'unread'; field: NumberField }>

export function readFact(rule: Rule, typed: TypedFact): Reading {
  if (!typed.arose) return said({ kind: 'nothing_arose' })
  switch (factKindOf(rule)) {
    case 'met':
      return typed.choice === '' ? { kind: 'nothing' } : said({ kind: 'met', met: typed.choice === 'yes' })
    case 'level':
      return typed.choice === '' ? { kind: 'nothing' } : said({ kind: 'level', level: typed.choice })
    case 'day':
      if (typed.never) return said({ kind: 'day', day: null })
      return typed.day === '' ? { kind: 'nothing' } : said({ kind: 'day', day: typed.day })
    case 'number': {
      if (typed.value.trim() === '') return { kind: 'nothing' }
      const value = readNumber(typed.value)
      return value === undefined ? { kind: 'unread', field: 'value' } : said({ kind: 'number', value })
    }
    case 'ratio': {
      const fixed = rule.kind === 'ratio' && rule.outOf !== undefined
      const [above, below] = [typed.numerator.trim(), typed.denominator.trim()]
      if (above === '' && (below === '' || fixed)) return { kind: 'nothing' }
      if (above === '' || below === '') return { kind: 'halfway', field: above === '' ? 'numerator' : 'denominator' }
      const [numerator, denominator] = [readNumber(above), readNumber(below)]
      if (numerator === undefined) return { kind: 'unread', field: 'numerator' }
      if (denominator === undefined) return { kind: 'unread', field: 'denominator' }
      return said({ kind: 'ratio', numerator, denominator })
    }
  }
}

const said = (fact: Fact): Reading => ({ kind: 'fact', fact })

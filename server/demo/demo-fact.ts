import type { Random } from '../../analysis/numeric/random.ts'
import type { Fact } from '../../surveys/assessment.ts'
import type { Component } from '../../surveys/criteria/criteria-set.ts'
import { dayBefore } from '../../surveys/units/facts.ts'

const earlier = (day: string, days: number): string => (days <= 0 ? day : earlier(dayBefore(day), days - 1))

/** What a unit of a quality between 0 and 1 says was achieved under a rule: the better it is, the more often all of it. */
export function demoFact({ rule, mayNotArise }: Component, quality: number, chance: Random): Fact {
  if (mayNotArise && chance.uniform() < 0.3) return { kind: 'nothing_arose' }
  const good = chance.uniform() < 0.35 + 0.65 * quality
  switch (rule.kind) {
    case 'yes_no':
      return { kind: 'met', met: good }
    case 'on_time':
      return { kind: 'day', day: good ? earlier(rule.due, chance.below(12)) : null }
    case 'levels':
      return { kind: 'level', level: rule.levels[good ? 0 : rule.levels.length - 1]?.id ?? '' }
    case 'deduct':
      return { kind: 'number', value: good ? 0 : 1 + chance.below(2) }
    case 'index':
      return { kind: 'number', value: Math.round(rule.scale * (0.6 + 0.4 * quality)) }
    case 'steps': {
      const [first] = rule.steps
      const wanted = first?.at ?? 0
      if (rule.denominator === undefined)
        return { kind: 'number', value: good ? wanted : rule.direction === 'down' ? wanted + 1 + chance.below(2) : 0 }
      const denominator = 40 + chance.below(60)
      const reached = Math.floor((denominator * wanted) / 100)
      return { kind: 'ratio', numerator: good ? reached - chance.below(3) : reached + 1 + chance.below(2), denominator }
    }
    case 'ratio':
    case 'inverse_ratio': {
      const denominator = rule.kind === 'ratio' && rule.outOf !== undefined ? rule.outOf : 25 + chance.below(120)
      const least = rule.target / 100
      const up = good ? least + (1 - least) * chance.uniform() : least * (0.6 + 0.35 * chance.uniform())
      const share = rule.kind === 'ratio' ? up : good ? least * chance.uniform() : Math.min(1, least + 0.1)
      const counted = good && rule.kind === 'ratio' ? Math.ceil(denominator * share) : Math.round(denominator * share)
      return { kind: 'ratio', numerator: Math.min(denominator, counted), denominator }
    }
  }
}

/** The same with a little less of what was said: what an appraiser finds in the papers. Null where there is nothing to find. */
export function lessThan({ rule }: Pick<Component, 'rule'>, fact: Fact, share: number): Fact | null {
  if (fact.kind === 'met' && fact.met) return { kind: 'met', met: false }
  if (rule.kind === 'ratio' && fact.kind === 'ratio' && fact.numerator > 1)
    return { ...fact, numerator: Math.floor(fact.numerator * share) }
  return null
}

import type { CriteriaSet } from './criteria-set.ts'
import type { Rule } from './rule.ts'

/** The card as the beginning of another year's: due days and the year in the title move along, and every line is what it was by its own id. */
export function forYear(set: CriteriaSet, year: number): CriteriaSet {
  const years = year - set.year
  if (years === 0) return set
  return {
    ...set,
    year,
    title: set.title.replaceAll(String(set.year), String(year)),
    areas: set.areas.map((area) => ({
      ...area,
      criteria: area.criteria.map((criterion) => ({
        ...criterion,
        components: criterion.components.map((one) => ({ ...one, rule: ruleLater(one.rule, years), was: [] })),
      })),
    })),
  }
}

function ruleLater(rule: Rule, years: number): Rule {
  if (rule.kind !== 'on_time') return rule
  const { late } = rule
  return {
    ...rule,
    due: dayLater(rule.due, years),
    ...(late ? { late: { ...late, until: dayLater(late.until, years) } } : {}),
  }
}

/** The same day of another year; the 29th of February is the 28th where there is none. */
function dayLater(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const rest = day.slice(4) === '-02-29' && !leap ? '-02-28' : day.slice(4)
  return `${year}${rest}`
}

import { AnalysisError } from '../failure.ts'
import { type Fact, faultOfFact, type Rule, type Scored } from './rule.ts'

/** Why there are these points; words are the reader's. */
export type Reason =
  | 'met'
  | 'not_met'
  | 'level'
  | 'step_reached'
  | 'no_step_reached'
  | 'target_reached'
  | 'between'
  | 'below_floor'
  | 'between_is_nothing'
  | 'above_ceiling'
  | 'on_time'
  | 'late'
  | 'too_late'
  | 'not_done'
  | 'deducted'
  | 'nothing_to_deduct'
  | 'nothing_left'
  | 'nothing_arose'
  | 'too_few'
  | 'not_entered'

/** The points of one component and how they came about. `achieved`: the number the rule looked at, percent where it is a ratio. */
export type ComponentScore = Readonly<{
  id: string
  rule: Rule['kind']
  state: 'scored' | 'excluded' | 'missing'
  /** what could be had: 0 where it is excluded */
  most: number
  points: number
  reason: Reason
  numerator?: number
  denominator?: number
  achieved?: number
  target?: number
  fact: Fact | null
}>

type Share = Readonly<{ top: number; bottom: number; reason: Reason; achieved?: number; target?: number }>

/**
 * The points of one component under its rule.
 *
 *   ratio          b >= target: P;  floor <= b < target: P b / 100 or P b / target;  b < floor: 0     b = 100 numerator / denominator
 *   inverse ratio  b <= target: P;  target < b <= ceiling: P (100 - b) / 100;  b > ceiling: 0
 *   steps, levels  P s / 100, s the percent of the best step reached or of the level chosen
 *   on time        day <= due: P;  day <= late until: P s / 100;  later or never: 0
 *   deduct         max(0, P - count x each)
 *   index          as the ratio, b on the scale of the index
 *
 * P: points. The result has two decimals, halves upwards, so that parents are exact sums. Nothing entered is 0 points,
 * never an exclusion; what did not arise leaves the sum where the card allows it, and an index that too few gave always does.
 *
 * @param scored  points with at most two decimals, the rule, whether it may not arise
 * @param fact    null: nothing was entered
 * @returns       0 <= points <= most <= P
 * @throws AnalysisError fact_invalid {id, fault}: the fact does not fit the rule; `faultOfFact` says it beforehand
 *
 * Source: formulas as printed in provincial decisions on the departmental reform index (Chỉ số CCHC cấp sở) [not re-read]; of_target is our own.
 * Golden: cases computed by hand from the formulas, test/analysis/assessment/score-component.test.ts.
 */
export function scoreComponent(scored: Scored, fact: Fact | null): ComponentScore {
  const { id, rule } = scored
  const base = { id, rule: rule.kind, fact }
  if (fact === null) return { ...base, state: 'missing', most: scored.points, points: 0, reason: 'not_entered' }
  const fault = faultOfFact(scored, fact)
  if (fault) throw new AnalysisError('fact_invalid', { id, fault: fault.code, ...fault.detail })
  if (fact.kind === 'nothing_arose' || fact.kind === 'too_few')
    return { ...base, state: 'excluded', most: 0, points: 0, reason: fact.kind }
  const { top, bottom, reason, achieved, target } = shareOf(rule, fact, scored.points)
  const whole = Math.round(scored.points * 100)
  const earned = Math.min(whole, Math.max(0, Math.floor((whole * top) / bottom + 0.5)))
  return {
    ...base,
    state: 'scored',
    most: scored.points,
    points: earned / 100,
    reason,
    ...(fact.kind === 'ratio' ? { numerator: fact.numerator, denominator: fact.denominator } : {}),
    ...(achieved === undefined ? {} : { achieved }),
    ...(target === undefined ? {} : { target }),
  }
}

const ALL = { top: 1, bottom: 1 } as const
const NONE = { top: 0, bottom: 1 } as const

/** The part of the points that was earned, as a fraction of whole numbers where the facts are whole. */
function shareOf(rule: Rule, fact: Fact, points: number): Share {
  if (rule.kind === 'yes_no' && fact.kind === 'met')
    return fact.met ? { ...ALL, reason: 'met' } : { ...NONE, reason: 'not_met' }
  if (rule.kind === 'levels' && fact.kind === 'level') {
    const percent = rule.levels.find(({ id }) => id === fact.level)?.percent ?? 0
    return { top: percent, bottom: 100, reason: 'level', achieved: percent }
  }
  if (rule.kind === 'on_time' && fact.kind === 'day') return shareOfDay(rule, fact.day)
  if (rule.kind === 'deduct' && fact.kind === 'number') {
    const left = Math.max(0, Math.round(points * 100) - Math.round(rule.each * 100) * fact.value)
    const reason = fact.value === 0 ? 'nothing_to_deduct' : left > 0 ? 'deducted' : 'nothing_left'
    return { top: left, bottom: Math.max(1, Math.round(points * 100)), reason, achieved: fact.value }
  }
  const [top, bottom] =
    fact.kind === 'ratio' ? [fact.numerator, fact.denominator] : [fact.kind === 'number' ? fact.value : 0, 1]
  if (rule.kind === 'steps') return shareOfSteps(rule, fact.kind === 'ratio' ? 100 * top : top, bottom)
  if (rule.kind === 'inverse_ratio') return shareOfInverse(rule, top, bottom)
  if (rule.kind === 'ratio') return shareOfGoal(rule, 100 * top, bottom, 100)
  if (rule.kind === 'index') return shareOfGoal(rule, top, bottom, rule.scale)
  throw new AnalysisError('fact_invalid', { rule: rule.kind, fault: 'fact_of_other_kind' })
}

/** `top / bottom` against a target; compared by products, because 0.95 x 40 is not 38 in binary. */
function shareOfGoal(
  { target, floor, strict, between }: Rule & { kind: 'ratio' | 'index' },
  top: number,
  bottom: number,
  scale: number,
): Share {
  const told = { achieved: top / bottom, target }
  if (strict ? top > target * bottom : top >= target * bottom) return { ...ALL, reason: 'target_reached', ...told }
  if (top < floor * bottom) return { ...NONE, reason: 'below_floor', ...told }
  if (between === 'nothing') return { ...NONE, reason: 'between_is_nothing', ...told }
  return { top, bottom: (between === 'of_target' ? target : scale) * bottom, reason: 'between', ...told }
}

function shareOfInverse(rule: Rule & { kind: 'inverse_ratio' }, numerator: number, denominator: number): Share {
  const { target, ceiling, between } = rule
  const told = { achieved: (100 * numerator) / denominator, target }
  if (100 * numerator <= target * denominator) return { ...ALL, reason: 'target_reached', ...told }
  if (100 * numerator > ceiling * denominator) return { ...NONE, reason: 'above_ceiling', ...told }
  if (between === 'nothing') return { ...NONE, reason: 'between_is_nothing', ...told }
  return { top: denominator - numerator, bottom: denominator, reason: 'between', ...told }
}

function shareOfSteps({ steps, direction }: Rule & { kind: 'steps' }, top: number, bottom: number): Share {
  const reached = steps.filter(({ at }) => (direction === 'up' ? top >= at * bottom : top <= at * bottom))
  const best = reached.reduce<(typeof steps)[number] | undefined>(
    (found, step) => (found === undefined || step.percent > found.percent ? step : found),
    undefined,
  )
  const achieved = top / bottom
  if (!best) return { ...NONE, reason: 'no_step_reached', achieved }
  return { top: best.percent, bottom: 100, reason: 'step_reached', achieved, target: best.at }
}

/** Days are text `YYYY-MM-DD`, whose order is that of the calendar. */
function shareOfDay({ due, late }: Rule & { kind: 'on_time' }, day: string | null): Share {
  if (day === null) return { ...NONE, reason: 'not_done' }
  if (day <= due) return { ...ALL, reason: 'on_time' }
  if (late && day <= late.until) return { top: late.percent, bottom: 100, reason: 'late' }
  return { ...NONE, reason: 'too_late' }
}

import type { Fact, Rule, Scored } from './rule.ts'
import { scoreComponent } from './score-component.ts'

/** Where nothing was entered yet there is no denominator to keep: the need is said of a hundred. */
const OF_A_HUNDRED = 100

/**
 * The least that would have to be reported for a component to earn so many points: its rule turned round.
 *
 *   rising rules (ratio, index)           min { x >= now : points(x) >= wanted }
 *   falling rules (inverse ratio, deduct) max { x <= now : points(x) >= wanted }
 *   steps, levels, days                   the easiest step, level or day that is worth as much
 *
 * Points never fall while x moves the good way, so x is found by halving, asking the rule itself each time: what is told here
 * is what scoreComponent gives. The denominator stays what it was; numbers move in whole steps where they are whole.
 *
 * @param scored  points with at most two decimals, the rule
 * @param fact    what stands there now; null: nothing was entered
 * @param wanted  points, more than it earns now
 * @returns       a fact that earns at least as many, or null where no fact does, or where it did not arise
 *
 * Source: the rules of score-component.ts; bisection of a monotone function.
 * Golden: cases by hand and laws, test/analysis/assessment/least-fact.test.ts.
 */
export function leastFactFor(scored: Scored, fact: Fact | null, wanted: number): Fact | null {
  if (fact?.kind === 'nothing_arose' || fact?.kind === 'too_few') return null
  const enough = (tried: Fact) => scoreComponent(scored, tried).points >= wanted - 1e-9
  const found = easiest(scored.rule, fact, enough)
  return found && enough(found) ? found : null
}

type Enough = (fact: Fact) => boolean
const number = (value: number): Fact => ({ kind: 'number', value })

function easiest(rule: Rule, fact: Fact | null, enough: Enough): Fact | null {
  switch (rule.kind) {
    case 'yes_no':
      return { kind: 'met', met: true }
    case 'levels': {
      const levels = [...rule.levels].sort((one, two) => one.percent - two.percent)
      return levels.map(({ id }): Fact => ({ kind: 'level', level: id })).find(enough) ?? null
    }
    case 'on_time': {
      const days = [...(rule.late ? [rule.late.until] : []), rule.due]
      return days.map((day): Fact => ({ kind: 'day', day })).find(enough) ?? null
    }
    case 'steps':
      return easiestStep(rule, fact, enough)
    case 'ratio': {
      const { numerator, denominator } = ratioOf(fact, rule.outOf ?? OF_A_HUNDRED)
      const step = stepOf(numerator, denominator)
      return rising(numerator, denominator, step, (value) => ({ kind: 'ratio', numerator: value, denominator }), enough)
    }
    case 'inverse_ratio': {
      const { numerator, denominator } = ratioOf(fact, OF_A_HUNDRED, OF_A_HUNDRED)
      const step = stepOf(numerator, denominator)
      return falling(numerator, step, (value) => ({ kind: 'ratio', numerator: value, denominator }), enough)
    }
    case 'index': {
      const now = fact?.kind === 'number' ? fact.value : 0
      return rising(now, rule.scale, 10 ** (Math.floor(Math.log10(rule.scale)) - 4), number, enough)
    }
    case 'deduct':
      return falling(fact?.kind === 'number' ? fact.value : 0, 1, number, enough)
  }
}

const ratioOf = (fact: Fact | null, denominator: number, numerator = 0) =>
  fact?.kind === 'ratio' ? fact : { numerator, denominator }
const stepOf = (...values: readonly number[]): number => (values.every(Number.isInteger) ? 1 : 0.01)

/** The smallest multiple of the step from `from` to `to`, or `to` itself, that is enough. */
function rising(from: number, to: number, step: number, make: (value: number) => Fact, enough: Enough): Fact | null {
  if (!enough(make(to))) return null
  let [low, high] = [Math.floor(from / step), Math.ceil(to / step)]
  const at = (place: number) => make(Math.min(to, inSteps(place, step)))
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (enough(at(middle))) high = middle
    else low = middle
  }
  return at(high)
}

function falling(from: number, step: number, make: (value: number) => Fact, enough: Enough): Fact | null {
  if (!enough(make(0))) return null
  let [low, high] = [0, Math.ceil(from / step)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (enough(make(inSteps(middle, step)))) low = middle
    else high = middle
  }
  return make(inSteps(low, step))
}

/** 7 x 0.01 is not 0.07 in binary; 7 / 100 is. */
const inSteps = (place: number, step: number): number => (step < 1 ? place / Math.round(1 / step) : place * step)

function easiestStep(rule: Rule & { kind: 'steps' }, fact: Fact | null, enough: Enough): Fact | null {
  const up = rule.direction === 'up'
  const ats = rule.steps.map(({ at }) => at).sort((one, two) => (up ? one - two : two - one))
  if (rule.denominator === undefined) return ats.map(number).find(enough) ?? null
  const { numerator, denominator } = ratioOf(fact, OF_A_HUNDRED)
  const step = stepOf(numerator, denominator)
  const near = (at: number) => Math.floor((at * denominator) / 100 / step)
  // One step beside the quotient on either side, so that no rounding of the quotient decides.
  const facts = ats.flatMap((at) =>
    [-1, 0, 1].map((beside): Fact => {
      const place = Math.max(0, near(at) + (up ? beside : -beside))
      return { kind: 'ratio', numerator: inSteps(place, step), denominator }
    }),
  )
  return facts.find(enough) ?? null
}

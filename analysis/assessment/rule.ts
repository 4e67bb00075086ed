/** How what was achieved becomes points; the same shapes as a card's rules, of which only what is computed with is named here. */
type Goal = Readonly<{
  target: number
  floor: number
  strict: boolean
  between: 'of_hundred' | 'of_target' | 'nothing'
}>
export type Rule =
  | Readonly<{ kind: 'yes_no' }>
  | Readonly<{ kind: 'levels'; levels: readonly Readonly<{ id: string; percent: number }>[] }>
  | Readonly<{
      kind: 'steps'
      denominator?: string | undefined
      direction: 'up' | 'down'
      steps: readonly Readonly<{ at: number; percent: number }>[]
    }>
  | (Readonly<{ kind: 'ratio'; outOf?: number | undefined }> & Goal)
  | Readonly<{ kind: 'inverse_ratio'; target: number; ceiling: number; between: 'of_hundred' | 'nothing' }>
  | Readonly<{ kind: 'on_time'; due: string; late?: Readonly<{ until: string; percent: number }> | undefined }>
  | Readonly<{ kind: 'deduct'; each: number }>
  | (Readonly<{ kind: 'index'; scale: number }> & Goal)

/**
 * What a unit, or its appraiser, says was achieved. `nothing_arose`: nothing of the kind came up in the year; `too_few`: fewer
 * than `least` were there to say, so that the index it takes from elsewhere is not known, through no fault of the unit.
 */
export type Fact =
  | Readonly<{ kind: 'nothing_arose' }>
  | Readonly<{ kind: 'met'; met: boolean }>
  | Readonly<{ kind: 'level'; level: string }>
  | Readonly<{ kind: 'ratio'; numerator: number; denominator: number }>
  | Readonly<{ kind: 'number'; value: number }>
  | Readonly<{ kind: 'day'; day: string | null }>
  | Readonly<{ kind: 'too_few'; least: number }>

/** What is judged: its points, its rule, and whether it can leave the sum. */
export type Scored = Readonly<{ id: string; points: number; rule: Rule; mayNotArise: boolean }>

export type FactFault = Readonly<{
  code:
    | 'fact_of_other_kind'
    | 'nothing_arose_refused'
    | 'number_invalid'
    | 'denominator_zero'
    | 'denominator_fixed'
    | 'numerator_above_denominator'
    | 'step_unknown'
    | 'day_invalid'
    | 'count_not_whole'
    | 'above_scale'
  detail: Readonly<Record<string, string | number>>
}>

/** The kind of fact a rule asks for. */
export function factKindOf(rule: Rule): Exclude<Fact['kind'], 'nothing_arose' | 'too_few'> {
  switch (rule.kind) {
    case 'yes_no':
      return 'met'
    case 'levels':
      return 'level'
    case 'steps':
      return rule.denominator === undefined ? 'number' : 'ratio'
    case 'ratio':
    case 'inverse_ratio':
      return 'ratio'
    case 'on_time':
      return 'day'
    case 'deduct':
    case 'index':
      return 'number'
  }
}

const LARGEST = 1e12
const isAmount = (value: number) => Number.isFinite(value) && value >= 0 && value <= LARGEST

/** What is wrong with a fact under the rule it is entered for, or nothing. A wrong fact is never scored. */
export function faultOfFact({ rule, mayNotArise }: Scored, fact: Fact): FactFault | undefined {
  if (fact.kind === 'nothing_arose') return mayNotArise ? undefined : { code: 'nothing_arose_refused', detail: {} }
  if (fact.kind === 'too_few' && rule.kind === 'index') return undefined
  const wanted = factKindOf(rule)
  if (fact.kind !== wanted) return { code: 'fact_of_other_kind', detail: { wanted, given: fact.kind } }
  if (fact.kind === 'ratio') return faultOfRatio(rule, fact)
  if (fact.kind === 'number') {
    if (!isAmount(fact.value)) return { code: 'number_invalid', detail: {} }
    if (rule.kind === 'deduct' && !Number.isInteger(fact.value)) return { code: 'count_not_whole', detail: {} }
    if (rule.kind === 'index' && fact.value > rule.scale) return { code: 'above_scale', detail: { scale: rule.scale } }
  }
  if (fact.kind === 'level' && rule.kind === 'levels' && !rule.levels.some(({ id }) => id === fact.level))
    return { code: 'step_unknown', detail: { level: fact.level } }
  if (fact.kind === 'day' && fact.day !== null && !/^\d{4}-\d{2}-\d{2}$/.test(fact.day))
    return { code: 'day_invalid', detail: { day: fact.day } }
  return undefined
}

function faultOfRatio(rule: Rule, { numerator, denominator }: Fact & { kind: 'ratio' }): FactFault | undefined {
  if (!isAmount(numerator) || !isAmount(denominator)) return { code: 'number_invalid', detail: {} }
  if (denominator === 0) return { code: 'denominator_zero', detail: { numerator } }
  if (rule.kind === 'ratio' && rule.outOf !== undefined && denominator !== rule.outOf)
    return { code: 'denominator_fixed', detail: { denominator, outOf: rule.outOf } }
  // Only a step may be about more than the whole: people at work against the posts that were given.
  if (rule.kind !== 'steps' && numerator > denominator)
    return { code: 'numerator_above_denominator', detail: { numerator, denominator } }
  return undefined
}

import type { Figure } from '../satisfaction/figure.ts'
import type { BlockResult, GroupResult, ItemResult, Pair, SatisfactionResult } from '../satisfaction/satisfaction.ts'
import type { Verdict } from '../satisfaction/verdict.ts'

export type GateRules = Readonly<{
  /** Fewer answers are not shown, nor is their number. */
  minAnswers: number
  /** Fewer schools are not shown: a number about one school is a number about its head. */
  minUnits: number
  /** Shown with a warning below this. */
  minDf: number
  /** Shown with a warning when the standard error is a larger share of the number. */
  maxCv: number
}>

export const usualGate: GateRules = Object.freeze({ minAnswers: 10, minUnits: 2, minDf: 4, maxCv: 0.3 })

export type HiddenReason = 'no_answers' | 'too_few_answers' | 'too_few_units'
export type Caution = 'no_error' | 'few_degrees' | 'wide'

/** A number fit to be shown, with what to beware of; or the reason why it is not. A hidden figure carries nothing of its number. */
export type Published =
  | Readonly<{ shown: true; figure: Exclude<Figure, { kind: 'nothing' }>; cautions: readonly Caution[] }>
  | Readonly<{ shown: false; reason: HiddenReason; needed: number }>

/** What of a figure may leave the Department, figure by figure; what a reader could work out from several is not looked at here. */
export function gate(figure: Figure, rules: GateRules = usualGate): Published {
  if (figure.kind === 'nothing') return { shown: false, reason: 'no_answers', needed: rules.minAnswers }
  if (figure.n < rules.minAnswers) return { shown: false, reason: 'too_few_answers', needed: rules.minAnswers }
  if (figure.units < rules.minUnits) return { shown: false, reason: 'too_few_units', needed: rules.minUnits }
  const cautions: Caution[] = []
  if (figure.kind === 'no_error') cautions.push('no_error')
  else {
    if (figure.df < rules.minDf) cautions.push('few_degrees')
    if (figure.se > rules.maxCv * Math.abs(figure.value)) cautions.push('wide')
  }
  return { shown: true, figure, cautions }
}

type PublishedPair = Readonly<{ rate: Published; mean: Published }>
type Hidden = Readonly<{ key: GroupResult['key']; shown: false; reason: HiddenReason; needed: number }>
export type PublishedGroup =
  | Hidden
  | Readonly<{
      key: GroupResult['key']
      shown: true
      sheets: number
      population: number
      blocks: readonly (PublishedPair & {
        id: string
        items: readonly (PublishedPair & Pick<ItemResult, 'form' | 'id'>)[]
      })[]
      overallComputed: PublishedPair
      overallAsked: PublishedPair
      expectation: Readonly<{ mean: Published; atLeast80: Published }>
      satisfiedInAll: Published
      verdict: Readonly<{ computed: Verdict | null; asked: Verdict | null }>
    }>

/** The whole result through the gate: groups with too few sheets leave nothing, a verdict goes with its number. */
export function gateResult(result: SatisfactionResult, rules: GateRules = usualGate) {
  return { method: result.method, rules, groups: result.groups.map((group) => gateGroup(group, rules)) }
}

function gateGroup(group: GroupResult, rules: GateRules): PublishedGroup {
  const { key, sheets, population } = group
  if (sheets < rules.minAnswers)
    return { key, shown: false, reason: sheets === 0 ? 'no_answers' : 'too_few_answers', needed: rules.minAnswers }
  const pair = ({ rate, mean }: Pair): PublishedPair => ({ rate: gate(rate, rules), mean: gate(mean, rules) })
  const blockOf = (block: BlockResult) => ({
    id: block.id,
    ...pair(block),
    items: block.items.map((item) => ({ form: item.form, id: item.id, ...pair(item) })),
  })
  const overallComputed = pair(group.overallComputed)
  const overallAsked = pair(group.overallAsked)
  return {
    key,
    shown: true,
    sheets,
    population,
    blocks: group.blocks.map(blockOf),
    overallComputed,
    overallAsked,
    expectation: {
      mean: gate(group.expectation.mean, rules),
      atLeast80: gate(group.expectation.atLeast80, rules),
    },
    satisfiedInAll: gate(group.satisfiedInAll, rules),
    verdict: {
      computed: overallComputed.rate.shown ? group.verdict.computed : null,
      asked: overallAsked.rate.shown ? group.verdict.asked : null,
    },
  }
}

import type { Figure, Scale } from '../satisfaction/figure.ts'
import type { BlockResult, GroupResult, ItemResult, Pair, SatisfactionResult } from '../satisfaction/satisfaction.ts'
import type { Verdict } from '../satisfaction/verdict.ts'

export type GateRules = Readonly<{
  /** Fewer answers are not shown, nor is their number. */
  minAnswers: number
  /** Fewer schools are not shown: a number about one school is a number about its head. */
  minUnits: number
  /** Where all gave the same answer the number tells what each of them said: not shown below this. */
  minAlike: number
  /** One school with more than this share of the answers is the number: not shown. */
  maxShare: number
  /** Shown with a warning below this. */
  minDf: number
  /** Shown with a warning when n divided by the design effect is below this. */
  minEffective: number
  /** Shown with a warning when the standard error is a larger share of the number. */
  maxCv: number
}>

export const usualGate: GateRules = Object.freeze({
  minAnswers: 10,
  minUnits: 2,
  minAlike: 30,
  maxShare: 0.9,
  minDf: 4,
  minEffective: 30,
  maxCv: 0.3,
})

/** What is known of a number beside the number itself. */
export type GateFacts = Readonly<{
  scale: Scale
  /** Whether who was asked was drawn by chance; without that a number has no margin. */
  probability: boolean
  /** Share of the answers that the school with most of them gave; null where it is not known. */
  largestShare: number | null
}>

const drawn: GateFacts = Object.freeze({ scale: 'rate', probability: true, largestShare: null })

export type HiddenReason = 'no_answers' | 'too_few_answers' | 'too_few_units' | 'all_alike' | 'dominated'
export type Caution = 'no_error' | 'no_probability_sample' | 'few_degrees' | 'few_effective' | 'wide'

/** A number fit to be shown, with what to beware of; or the reason why it is not. A hidden figure carries nothing of its number. */
export type Published =
  | Readonly<{ shown: true; figure: Exclude<Figure, { kind: 'nothing' }>; cautions: readonly Caution[] }>
  | Readonly<{ shown: false; reason: HiddenReason; needed: number }>

/** What of a figure may leave the Department, figure by figure; what a reader could work out from several is `suppress`'s matter. */
export function gate(figure: Figure, rules: GateRules = usualGate, facts: GateFacts = drawn): Published {
  const hide = (reason: HiddenReason, needed: number): Published => ({ shown: false, reason, needed })
  if (figure.kind === 'nothing') return hide('no_answers', rules.minAnswers)
  if (figure.n < rules.minAnswers) return hide('too_few_answers', rules.minAnswers)
  if (figure.units < rules.minUnits) return hide('too_few_units', rules.minUnits)
  if (figure.n < rules.minAlike && allAlike(figure.value, facts.scale)) return hide('all_alike', rules.minAlike)
  if ((facts.largestShare ?? 0) > rules.maxShare) return hide('dominated', rules.minUnits)
  if (!facts.probability) {
    const { value, n, units } = figure
    const bare: Figure = { kind: 'no_error', value, n, units, reason: 'no_probability_sample' }
    return { shown: true, figure: bare, cautions: ['no_probability_sample'] }
  }
  return { shown: true, figure, cautions: cautionsOf(figure, rules) }
}

function cautionsOf(figure: Exclude<Figure, { kind: 'nothing' }>, rules: GateRules): Caution[] {
  if (figure.kind === 'no_error') return ['no_error']
  const cautions: Caution[] = []
  if (figure.df < rules.minDf) cautions.push('few_degrees')
  if (figure.n / Math.max(1, figure.designEffect) < rules.minEffective) cautions.push('few_effective')
  if (figure.se > rules.maxCv * Math.abs(figure.value)) cautions.push('wide')
  return cautions
}

/** Both ends of a scale: nobody or everybody; on 1 to 5 all the lowest or all the highest. */
const allAlike = (value: number, scale: Scale): boolean =>
  (scale === 'rate' ? [0, 1] : [1, 5]).some((end) => Math.abs(value - end) < 1e-12)

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
  const pair = ({ rate, mean }: Pair): PublishedPair => ({
    rate: gate(rate, rules),
    mean: gate(mean, rules, { ...drawn, scale: 'mean' }),
  })
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

import { activeRows, type Design, within } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import type { Part } from './composite.ts'
import { type Figure, figureOf, type Ground, groundOf, nothing } from './figure.ts'
import { hasAnswer, indexParts } from './index-parts.ts'
import { type FormScores, type ScoredItem, scoresOf, shareOf, termOf } from './scores.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** A judged item: answers 1..5, NaN = not answered, not applicable, or another form. One entry per row of the design. */
export type ItemColumn = Readonly<{ id: string; values: Float64Array }>

/** One form of the round: which rows answered it (1/0) and its judged blocks (A to E). */
export type FormColumns = Readonly<{
  form: string
  member: ArrayLike<number>
  blocks: readonly Readonly<{ id: string; items: readonly ItemColumn[] }>[]
}>

export type Answers = Readonly<{
  forms: readonly FormColumns[]
  /** The question about the whole (F1), 1..5, NaN = missing. */
  overall?: Float64Array
  /** Expectation met in percent (F2), 0..150, NaN = missing. */
  expectation?: Float64Array
}>

/** A part of the province to report on. `key` is empty for the whole; `items` false leaves out the single items, which are most of the work. */
export type Group = Readonly<{ key: Readonly<Record<string, string>>; mask: ArrayLike<number>; items?: boolean }>

export type SatisfactionOptions = Readonly<{
  /** Rate of a block: mean of its item rates (default), or all its answers together. */
  blockRate?: 'mean_of_items' | 'pooled'
  /** Answers from here up count as satisfied; 4 when absent. */
  satisfiedFrom?: number
  /** Rate the verdict compares with; 0.9 when absent. */
  target?: number
  /** Of the two-sided intervals; 0.95 when absent. */
  confidence?: number
  /** Of the one-sided bounds the verdict rests on; 0.95 when absent. With 0.975 they are the ends of the two-sided 95 % interval. */
  verdictConfidence?: number
}>

export type Pair = Readonly<{ rate: Figure; mean: Figure }>
export type ItemResult = Pair & Readonly<{ form: string; id: string; asked: number }>
export type BlockResult = Pair & Readonly<{ id: string; items: readonly ItemResult[] }>

export type GroupResult = Readonly<{
  key: Group['key']
  /** Answer sheets of the group, and pupils they stand for. */
  sheets: number
  population: number
  blocks: readonly BlockResult[]
  /** Unweighted mean of the blocks: every block counts the same, however many items it has. */
  overallComputed: Pair
  overallAsked: Pair
  /** Mean of the expectation met, in percent, and the share of people for whom it is 80 or more. */
  expectation: Readonly<{ mean: Figure; atLeast80: Figure }>
  /** Share of people whose mean answer is `satisfiedFrom` or more in every block of their form. */
  satisfiedInAll: Figure
  verdict: Readonly<{ computed: Verdict; asked: Verdict }>
}>

export type SatisfactionResult = Readonly<{
  method: Required<SatisfactionOptions> & Readonly<{ name: 'satisfaction'; version: 2; interval: 'wilson_t' }>
  groups: readonly GroupResult[]
}>

/**
 * The satisfaction index of a round with the error of every number, for each group.
 *
 *   item rate R_i = sum w [y >= 4] / sum w, item mean M_i = sum w y / sum w, both over those who answered i
 *   block = mean of R_i or of M_i over its items (or pooled: sum of tops over sum of bottoms);  overall computed = mean of blocks
 *
 * A group that mixes forms takes, for blocks and overall, the value of each form weighted by the pupils the form stands
 * for: items of different forms are never averaged as if they were one questionnaire. Forms are judged inside themselves over
 * all areas at once (combined, not area by area), which is steadier where few answered an item. Items nobody of a group
 * answered are left out of its blocks. A number whose error cannot be seen says why.
 *
 * @param design   one row per answer sheet
 * @param answers  columns of the same length
 * @param groups   masks of the same length; the whole province is a group like any other
 * @returns        figures and verdicts per group, in the order given
 * @throws AnalysisError design_invalid: a column of another length; option_invalid; anything but an unseen variance
 *
 * Source: domain study, section 1.4 (formulas of the official guide, there marked as from memory); variance: see `composite`.
 * Golden: three-stage (R survey 4.1.1, test/golden/r/three-stage.R).
 */
export function satisfaction(
  design: Design,
  answers: Answers,
  groups: readonly Group[],
  options: SatisfactionOptions = {},
): SatisfactionResult {
  const { blockRate = 'mean_of_items', satisfiedFrom = 4, target = 0.9 } = options
  const { confidence = 0.95, verdictConfidence = 0.95 } = options
  const method = {
    name: 'satisfaction',
    version: 2,
    interval: 'wilson_t',
    blockRate,
    satisfiedFrom,
    target,
    confidence,
    verdictConfidence,
  } as const
  for (const [option, value] of Object.entries({ target, confidence, verdictConfidence }))
    if (!(value > (option === 'verdictConfidence' ? 0.5 : 0) && value < 1))
      throw new AnalysisError('option_invalid', { option, value: String(value) })
  const forms = answers.forms.map((form) => scoresOf(form, design.rows, satisfiedFrom))
  const whole = wholeScores(answers, design.rows, satisfiedFrom)
  return {
    method,
    groups: groups.map((group) => groupResult(within(design, group.mask), group, forms, whole, method)),
  }
}

type Method = SatisfactionResult['method']
type Whole = Readonly<{ overall?: ScoredItem; expectation?: ScoredItem; everybody: Float64Array }>

function wholeScores({ overall, expectation }: Answers, rows: number, satisfiedFrom: number): Whole {
  return {
    ...(overall ? { overall: shareOf('overall', overall, rows, satisfiedFrom) } : {}),
    ...(expectation ? { expectation: shareOf('expectation', expectation, rows, 80) } : {}),
    everybody: new Float64Array(rows).fill(1),
  }
}

function groupResult(
  domain: Design,
  { key, items: wantsItems = true }: Group,
  forms: readonly FormScores[],
  { overall, expectation, everybody }: Whole,
  { blockRate, target, confidence, verdictConfidence }: Method,
): GroupResult {
  const active = activeRows(domain)
  const parts = indexParts(forms, active, blockRate)
  const ground = groundsOf(domain)
  const figure = (wanted: readonly Part[], scale: 'rate' | 'mean') => {
    const filled = wanted.filter(({ terms }) => terms.length > 0)
    return filled.length === 0 ? nothing : figureOf(ground(filled), filled, scale, { confidence, verdictConfidence })
  }
  const pair = (partsOf: (scale: 'rate' | 'mean') => readonly Part[]): Pair => ({
    rate: figure(partsOf('rate'), 'rate'),
    mean: figure(partsOf('mean'), 'mean'),
  })
  const single = (item: ScoredItem | undefined, scale: 'rate' | 'mean') =>
    figure(item ? [{ member: everybody, terms: termOf([item], scale, 1, false) }] : [], scale)
  const blocks = parts.ids.map(
    (id): BlockResult => ({
      id,
      ...pair((scale) => parts.block(id, scale)),
      items: (wantsItems ? forms : []).flatMap((form) =>
        (form.blocks.find((block) => block.id === id)?.items ?? []).map((item) => ({
          form: form.form,
          id: item.id,
          asked: countBoth(form.member, active),
          ...pair((scale) => parts.item(form, item, scale)),
        })),
      ),
    }),
  )
  const overallComputed = pair(parts.computed)
  const overallAsked = { rate: single(overall, 'rate'), mean: single(overall, 'mean') }
  return {
    key,
    sheets: active.reduce((sum, one) => sum + one, 0),
    population: domain.weights.reduce((sum, weight, row) => sum + (active[row] ? weight : 0), 0),
    blocks,
    overallComputed,
    overallAsked,
    expectation: { mean: single(expectation, 'mean'), atLeast80: single(expectation, 'rate') },
    satisfiedInAll: figure([{ member: everybody, terms: allBlocksTerm(forms, domain.rows, active) }], 'rate'),
    verdict: { computed: verdictOf(overallComputed.rate, target), asked: verdictOf(overallAsked.rate, target) },
  }
}

function allBlocksTerm(forms: readonly FormScores[], rows: number, active: Uint8Array) {
  const top = new Float64Array(rows)
  const bottom = new Float64Array(rows)
  for (const { inAll } of forms)
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(inAll[row])) continue
      top[row] = inAll[row]
      bottom[row] = 1
    }
  return hasAnswer(bottom, active) ? [{ top, bottom, factor: 1 }] : []
}

/** Figures about the same forms share their rows. */
function groundsOf(domain: Design): (parts: readonly Part[]) => Ground {
  const known: { members: readonly Float64Array[]; ground: Ground }[] = []
  return (parts) => {
    const members = parts.map(({ member }) => member)
    const same = (other: readonly Float64Array[]) =>
      other.length === members.length && other.every((member, at) => member === members[at])
    const found = known.find((one) => same(one.members))
    if (found) return found.ground
    const ground = groundOf(domain, members)
    known.push({ members, ground })
    return ground
  }
}

function countBoth(member: Float64Array, active: Uint8Array): number {
  let count = 0
  for (let row = 0; row < active.length; row++) if (active[row] && member[row]) count++
  return count
}

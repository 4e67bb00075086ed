import type { Design } from '../design.ts'
import { AnalysisError } from '../failure.ts'
import type { Figure } from './figure.ts'
import { type Answers, type Group, type SatisfactionOptions, satisfaction } from './satisfaction.ts'

export type NetOptions = Pick<SatisfactionOptions, 'confidence' | 'verdictConfidence'> &
  Readonly<{
    /** Answers from here up are promoters: 5 of 1..5 when absent; 9 of 0..10 in the net promoter score. */
    promotersFrom?: number
    /** Answers up to here are detractors: 2 of 1..5 when absent; 6 of 0..10. */
    detractorsTo?: number
  }>

/** The two ends of the scale and what is left when one is taken from the other. */
export type Ends = Readonly<{ top: Figure; bottom: Figure; net: Figure }>

export type GroupEnds = Readonly<{
  key: Group['key']
  blocks: readonly (Ends &
    Readonly<{ id: string; items: readonly (Ends & Readonly<{ form: string; id: string }>)[] }>)[]
  overallComputed: Ends
  overallAsked: Ends
}>

/**
 * Shares at the two ends of the scale and the net score, which go on telling when nearly all are satisfied.
 *
 *   top = share of answers >= promotersFrom,  bottom = share <= detractorsTo,  net = top - bottom = mean of +1, 0, -1
 *
 * Over items, blocks (mean of items) and overall as the index itself. The net score is the mean of a recoded answer, so its
 * variance counts that one person cannot be at both ends; its interval is t, cut at -1 and 1.
 *
 * @param answers  as for `satisfaction`; any whole scale, NaN = missing
 * @returns        top and bottom as rates 0..1, net -1..1, per group, in the order given
 * @throws AnalysisError option_invalid: detractorsTo not below promotersFrom; as `satisfaction`
 *
 * Source: Reichheld (2003), Harvard Business Review 81(12), for 9-10 less 0-6; on five points the ends of the domain study, section 6.1.
 * Golden: index-figures (R survey 4.1.1, test/golden/r/index-figures.R).
 */
export function netScores(
  design: Design,
  answers: Pick<Answers, 'forms' | 'overall'>,
  groups: readonly Group[],
  { promotersFrom = 5, detractorsTo = 2, ...levels }: NetOptions = {},
): GroupEnds[] {
  if (!(detractorsTo < promotersFrom))
    throw new AnalysisError('option_invalid', { option: 'detractorsTo', value: String(detractorsTo), promotersFrom })
  const recoded = (code: (value: number) => number): Answers => {
    const column = (values: Float64Array) => values.map((value) => (Number.isNaN(value) ? value : code(value)))
    return {
      forms: answers.forms.map((form) => ({
        ...form,
        blocks: form.blocks.map(({ id, items }) => ({
          id,
          items: items.map((item) => ({ id: item.id, values: column(item.values) })),
        })),
      })),
      ...(answers.overall ? { overall: column(answers.overall) } : {}),
    }
  }
  const sign = (value: number) => (value >= promotersFrom ? 1 : value <= detractorsTo ? -1 : 0)
  // Of the recoded answer, the share that is 1 is the top and the mean is the net score.
  const upper = satisfaction(design, recoded(sign), groups, { ...levels, satisfiedFrom: 1 }).groups
  const lower = satisfaction(
    design,
    recoded((value) => (sign(value) < 0 ? 1 : 0)),
    groups,
    { ...levels, satisfiedFrom: 1 },
  )
  type Both = Readonly<{ rate: Figure; mean: Figure }>
  const ends = (up: Both, down: Both): Ends => ({ top: up.rate, bottom: down.rate, net: cut(up.mean) })
  return upper.map((up, at) => {
    const down = lower.groups[at]
    return {
      key: up.key,
      blocks: up.blocks.map((block, b) => ({
        id: block.id,
        ...ends(block, down.blocks[b]),
        items: block.items.map((item, i) => ({ form: item.form, id: item.id, ...ends(item, down.blocks[b].items[i]) })),
      })),
      overallComputed: ends(up.overallComputed, down.overallComputed),
      overallAsked: ends(up.overallAsked, down.overallAsked),
    }
  })
}

function cut(figure: Figure): Figure {
  if (figure.kind !== 'measured') return figure
  const inside = ([low, high]: readonly [number, number]) => [Math.max(-1, low), Math.min(1, high)] as const
  return { ...figure, interval: inside(figure.interval), bounds: inside(figure.bounds) }
}

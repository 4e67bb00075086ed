import { type Caution, gate, usualGate } from '../../analysis/publish/gate.ts'
import { LEAST_ANSWERS } from '../estimates/cell.ts'
import { protectedResults } from '../estimates/hide-cells.ts'
import { figureOf, HIDDEN_RANGE, type Protection } from '../estimates/protect.ts'
import type { StoredEstimate } from '../estimates/store.ts'
import type { Cell, DomainResult, ReportResults, Result, TargetVerdict } from '../report/report-input.ts'

/** A figure as the public gets it, rounded; a hidden one says only that it is hidden, not why. */
export type PublicCell =
  | Readonly<{ value: number; low: number; high: number; n: number; cautions: readonly Caution[] }>
  | Readonly<{ hidden: true }>
  | Readonly<{ notAsked: true }>

export type PublicPair = Readonly<{ rate: PublicCell; mean: PublicCell; verdict: TargetVerdict | null }>

export type PublicDomain = Readonly<{
  level: string | null
  area: string | null
  blocks: Readonly<Record<string, PublicPair>>
  computed: PublicPair
  asked: PublicPair
  expectation: PublicCell
}>

export type PublicFigures = Readonly<{
  target: number
  blocks: ReportResults['blocks']
  domains: readonly PublicDomain[]
  items: readonly Readonly<{ level: string; block: string; id: string; text: string } & PublicPair>[]
  groups: readonly Readonly<{
    title: string
    rows: readonly Readonly<{ name: string; computed: PublicPair; asked: PublicPair }>[]
  }>[]
  expectationAtLeast80: PublicCell
  rules: Readonly<{ minAnswers: number; minUnits: number; hiddenRange: number; detail: Protection['detail'] }>
}>

const HIDDEN: PublicCell = Object.freeze({ hidden: true })
const NOT_ASKED: PublicCell = Object.freeze({ notAsked: true })
const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** What of an estimate leaves the house: hidden cells emptied, the rest rounded to what is printed, with what to beware of. */
export function publicFigures({ result }: StoredEstimate, protection: Protection): PublicFigures {
  const results = protectedResults(result.results, protection)
  const cell = (digits: number) => (one: Cell) => publicCell(one, digits)
  const [share, mean, percent] = [cell(3), cell(2), cell(1)]
  const pair = (one: Result): PublicPair => {
    const rate = share(one.rate)
    return { rate, mean: mean(one.mean), verdict: 'value' in rate ? one.verdict : null }
  }
  const crossed = ({ level, area }: DomainResult) => level !== null && area !== null
  return {
    target: result.target,
    blocks: results.blocks,
    domains: results.domains
      .filter((domain) => protection.detail === 'full' || !crossed(domain))
      .map(({ level, area, blocks, computed, asked, expectation }) => ({
        level,
        area,
        blocks: Object.fromEntries(Object.entries(blocks).map(([id, one]) => [id, pair(one)])),
        computed: pair(computed),
        asked: pair(asked),
        expectation: percent(expectation),
      })),
    items: results.items.map(({ level, block, id, text, result: own }) => ({ level, block, id, text, ...pair(own) })),
    groups: results.groups.map(({ title, rows }) => ({
      title,
      rows: rows.map(({ name, computed, asked }) => ({ name, computed: pair(computed), asked: pair(asked) })),
    })),
    expectationAtLeast80: share(results.expectation.atLeast80),
    rules: {
      minAnswers: LEAST_ANSWERS,
      minUnits: usualGate.minUnits,
      hiddenRange: HIDDEN_RANGE,
      detail: protection.detail,
    },
  }
}

function publicCell(cell: Cell, digits: number): PublicCell {
  if ('suppressed' in cell) return cell.suppressed === 'not_asked' ? NOT_ASKED : HIDDEN
  // Groups that are too few, alike or of one school are hidden as a whole by the protection; what is left is told with its cautions.
  const passed = gate(figureOf(cell, usualGate.minUnits), { ...usualGate, minAlike: 0 })
  if (!passed.shown) return HIDDEN
  const { value, low, high, n } = cell
  return {
    value: rounded(value, digits),
    low: rounded(low, digits),
    high: rounded(high, digits),
    n,
    cautions: passed.cautions,
  }
}

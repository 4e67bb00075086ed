import type { Figure } from '../../analysis/satisfaction/figure.ts'
import { designOf, type VarianceMethod } from '../../analysis/select/design-of.ts'
import { draw } from '../../analysis/select/draw.ts'
import type { DrawPlan, SchoolSelection } from '../../analysis/select/ledger.ts'
import { weigh } from '../../analysis/weight/chain.ts'
import { FIGURES, type FigureName, type Figures, figuresOf } from './coverage-figures.ts'
import type { CoverageWorld, DomainKind } from './coverage-world.ts'

/** A way to draw schools, and the variances it is looked at with; the first follows from the draw. */
export type CoverageDraw = Readonly<{ selection: SchoolSelection; variances: readonly VarianceMethod[] }>

export const COVERAGE_DRAWS: Readonly<Record<string, CoverageDraw>> = {
  pps: {
    selection: { method: 'pps_systematic' },
    variances: ['brewer_three_stage', 'ultimate_cluster'],
  },
  sorted: {
    selection: { method: 'pps_systematic_sorted', sort: ['khmerShare'] },
    variances: ['successive_three_stage'],
  },
  sampford: { selection: { method: 'sampford' }, variances: ['brewer_three_stage'] },
  simple: { selection: { method: 'simple' }, variances: ['simple_three_stage'] },
  cube: {
    selection: { method: 'cube', chances: 'size', balance: ['khmer', 'schools'] },
    variances: ['residual_three_stage'],
  },
}

export type CoverageRow = Readonly<{
  draw: string
  variance: VarianceMethod
  figure: FigureName
  domain: DomainKind
  /** Domains of this kind, and intervals looked at; figures without an error are counted apart. */
  domains: number
  intervals: number
  withoutError: number
  /** Share of the intervals that hold the truth, and its Monte-Carlo standard error (over samples). */
  coverage: number
  monteCarlo: number
  /** Shares that lie wholly below and wholly above the truth. */
  below: number
  above: number
  /** Shares in which the lower bound of the verdict (95 % on one side) lies above the truth, and the upper one below it. */
  lowerWrong: number
  upperWrong: number
  /** Mean estimated variance over the variance of the estimates, mean over the domains; bias over the standard error. */
  varianceRatio: number
  bias: number
  /** Means of half-width, degrees of freedom, answers. */
  halfWidth: number
  df: number
  answers: number
}>

type Tally = {
  held: number
  below: number
  above: number
  lowerWrong: number
  upperWrong: number
  seen: number
  without: number
  sum: number
  squares: number
  variance: number
  width: number
  df: number
  answers: number
}
const empty = (): Tally => ({
  held: 0,
  below: 0,
  above: 0,
  lowerWrong: 0,
  upperWrong: 0,
  seen: 0,
  without: 0,
  sum: 0,
  squares: 0,
  variance: 0,
  width: 0,
  df: 0,
  answers: 0,
})

export type CoverageOptions = Readonly<{
  samples: number
  seed: string
  plan: Omit<DrawPlan, 'seed' | 'selection'>
  draws: readonly string[]
  progress?: (draw: string, done: number) => void
}>

/** Draws the province again and again, estimates each time, and counts how often the intervals hold the truth. */
export function coverage(world: CoverageWorld, options: CoverageOptions): CoverageRow[] {
  return options.draws.flatMap((name) => coverageOf(world, name, COVERAGE_DRAWS[name] as CoverageDraw, options))
}

function coverageOf(
  world: CoverageWorld,
  name: string,
  { selection, variances }: CoverageDraw,
  { samples, seed, plan, progress }: CoverageOptions,
): CoverageRow[] {
  const runs = variances.map((variance) => ({
    variance,
    tallies: new Map<string, Tally>(),
    shares: new Map<string, number[]>(),
  }))
  for (let sample = 0; sample < samples; sample++) {
    const own = `${seed}/${name}/${sample}`
    const ledger = draw(world.frame, { ...plan, seed: own, selection }, 'synthetic')
    const { classes, answers, masks } = world.answer(ledger, own)
    const { weights } = weigh(ledger, classes)
    for (const run of runs) {
      const { design } = designOf(ledger, classes, { weights, variance: run.variance })
      addSample(world, figuresOf(design, answers, masks), run)
    }
    progress?.(name, sample + 1)
  }
  return runs.flatMap(({ variance, tallies, shares }) => rowsOf(world, name, variance, tallies, shares))
}

function addSample(
  { domains }: CoverageWorld,
  groups: readonly Figures[],
  { tallies, shares }: { tallies: Map<string, Tally>; shares: Map<string, number[]> },
): void {
  const inSample = new Map<string, { held: number; seen: number }>()
  for (const [at, { kind, truth }] of domains.entries())
    for (const figure of FIGURES) {
      const key = `${figure}/${at}`
      const tally = tallies.get(key) ?? empty()
      tallies.set(key, tally)
      const found = (groups[at] as Figures)[figure]
      if (found.kind !== 'measured') {
        tally.without++
        continue
      }
      const held = addFigure(tally, found, truth[figure])
      const share = inSample.get(`${figure}/${kind}`) ?? { held: 0, seen: 0 }
      inSample.set(`${figure}/${kind}`, { held: share.held + (held ? 1 : 0), seen: share.seen + 1 })
    }
  for (const [key, { held, seen }] of inSample) shares.set(key, [...(shares.get(key) ?? []), held / seen])
}

function addFigure(tally: Tally, found: Extract<Figure, { kind: 'measured' }>, truth: number): boolean {
  const { value, se, interval, bounds, df, n } = found
  const [low, high] = interval
  if (high < truth) tally.below++
  else if (low > truth) tally.above++
  else tally.held++
  if (bounds[0] > truth) tally.lowerWrong++
  if (bounds[1] < truth) tally.upperWrong++
  tally.seen++
  tally.sum += value
  tally.squares += (value - truth) ** 2
  tally.variance += se * se
  tally.width += (high - low) / 2
  tally.df += df
  tally.answers += n
  return low <= truth && truth <= high
}

function rowsOf(
  { domains }: CoverageWorld,
  draw: string,
  variance: VarianceMethod,
  tallies: ReadonlyMap<string, Tally>,
  shares: ReadonlyMap<string, readonly number[]>,
): CoverageRow[] {
  const kinds = [...new Set(domains.map(({ kind }) => kind))]
  return FIGURES.flatMap((figure) =>
    kinds.flatMap((kind): CoverageRow[] => {
      const own = domains.flatMap(({ kind: its, truth }, at) => {
        const tally = tallies.get(`${figure}/${at}`)
        return its === kind && tally ? [{ ...tally, truth: truth[figure] }] : []
      })
      const total = (of: (tally: Tally & { truth: number }) => number) => own.reduce((sum, tally) => sum + of(tally), 0)
      const seen = total((tally) => tally.seen)
      if (seen === 0) return []
      const spreads = own.filter((tally) => tally.seen > 1).map(spreadOf)
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
      return [
        {
          draw,
          variance,
          figure,
          domain: kind,
          domains: own.length,
          intervals: seen,
          withoutError: total((tally) => tally.without),
          coverage: total((tally) => tally.held) / seen,
          monteCarlo: errorOfMean(shares.get(`${figure}/${kind}`) ?? []),
          below: total((tally) => tally.below) / seen,
          above: total((tally) => tally.above) / seen,
          lowerWrong: total((tally) => tally.lowerWrong) / seen,
          upperWrong: total((tally) => tally.upperWrong) / seen,
          varianceRatio: mean(spreads.map(({ ratio }) => ratio)),
          bias: mean(spreads.map(({ bias }) => bias)),
          halfWidth: total((tally) => tally.width) / seen,
          df: total((tally) => tally.df) / seen,
          answers: total((tally) => tally.answers) / seen,
        },
      ]
    }),
  )
}

function spreadOf({ seen, sum, squares, variance, truth }: Tally & { truth: number }) {
  const bias = sum / seen - truth
  const spread = (squares - seen * bias * bias) / (seen - 1)
  return { ratio: variance / seen / spread, bias: bias / Math.sqrt(spread) }
}

function errorOfMean(values: readonly number[]): number {
  if (values.length < 2) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1) / values.length)
}

/** The rows as lines for a terminal or a README. */
export function coverageTable(rows: readonly CoverageRow[]): string[] {
  const share = (value: number) => value.toFixed(3)
  return [
    '| draw | variance | figure | domain | coverage | ± | below | above | bounds wrong | variance / true | half-width | df | answers |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      (row) =>
        `| ${row.draw} | ${row.variance} | ${row.figure} | ${row.domain} | ${share(row.coverage)} | ${share(row.monteCarlo)} | ${share(row.below)} | ${share(row.above)} | ${share(row.lowerWrong)}, ${share(row.upperWrong)} | ${row.varianceRatio.toFixed(2)} | ${row.halfWidth.toFixed(row.figure === 'expectation' ? 2 : 4)} | ${row.df.toFixed(1)} | ${row.answers.toFixed(0)} |`,
    ),
  ]
}
